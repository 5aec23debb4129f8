package org.mer.training.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient of a convolution's weights where there is one channel: a product of the errors with
 * the patches of the pictures that the kernel saw.
 */
final class Patches {
  private float[] patches = new float[0];
  private float[] pixels = new float[0];

  /**
   * Finds the gradient.
   *
   * @param pictures [batch, height, width, 1]
   * @param errors [batch, height, width, channels]
   * @param side of the kernels, odd
   * @param gradient [channels, 1, side, side], is overwritten
   */
  void gradient(INDArray pictures, INDArray errors, int side, INDArray gradient) {
    int batch = (int) pictures.size(0);
    int height = (int) pictures.size(1);
    int width = (int) pictures.size(2);
    int size = height * width;
    int taps = side * side;
    pixels = pixels.length >= size ? pixels : new float[size];
    int length = batch * size * taps;
    patches = patches.length == length ? patches : new float[length];
    Numbers from = Numbers.of(pictures);
    for (int picture = 0; picture < batch; picture++) {
      from.read((long) picture * size, pixels, 0, size);
      cut(height, width, side, picture * size * taps);
    }

    long channels = errors.size(3);
    INDArray seen = Nd4j.create(patches, new long[] {taps, (long) batch * size}, 'f');
    Nd4j.gemm(
        seen,
        errors.reshape('c', (long) batch * size, channels),
        gradient.reshape('c', channels, taps).transpose(),
        false,
        false,
        1,
        0);
  }

  private void cut(int height, int width, int side, int start) {
    int reach = side / 2;
    int to = start;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int row = y - reach; row <= y + reach; row++) {
          for (int column = x - reach; column <= x + reach; column++) {
            boolean isInside = row >= 0 && row < height && column >= 0 && column < width;
            patches[to++] = isInside ? pixels[row * width + column] : 0;
          }
        }
      }
    }
  }
}
