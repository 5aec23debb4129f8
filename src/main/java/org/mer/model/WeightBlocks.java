package org.mer.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Weights of eight bits each, after Dettmers et al. 2022, <i>8-bit Optimizers via Block-wise
 * Quantization</i>: each block of {@value #BLOCK} weights that follow one another has a step of its
 * own, a 127th of the block's largest amount, so that one large weight makes none but its
 * neighbours coarse. A weight is off by half a step at most.
 *
 * <p>The layout, block by block: the step as a little-endian 32-bit float, then a signed byte a
 * weight. The last block may be shorter.
 */
final class WeightBlocks {
  private static final int BLOCK = 64;
  private static final int HIGHEST = 127;

  private WeightBlocks() {}

  /**
   * Weights as blocks.
   *
   * @param weights finite
   */
  static byte[] bytes(float[] weights) {
    int blocks = (weights.length + BLOCK - 1) / BLOCK;
    byte[] all = new byte[weights.length + blocks * Float.BYTES];
    ByteBuffer bytes = buffer(all);
    for (int start = 0; start < weights.length; start += BLOCK) {
      int end = Math.min(weights.length, start + BLOCK);
      float step = largest(weights, start, end) / HIGHEST;
      bytes.putFloat(step);
      for (int i = start; i < end; i++) {
        bytes.put((byte) (step == 0 ? 0 : Math.round(weights[i] / step)));
      }
    }

    return all;
  }

  /**
   * The weights of blocks.
   *
   * @throws IllegalArgumentException if the bytes end within a block's step, or a step is no number
   */
  static float[] floats(byte[] blocks) {
    int whole = blocks.length / (BLOCK + Float.BYTES);
    int rest = blocks.length % (BLOCK + Float.BYTES);
    if (rest > 0 && rest <= Float.BYTES) {
      throw new IllegalArgumentException(
          "weights in blocks cannot have %,d bytes".formatted(blocks.length));
    }

    float[] weights = new float[whole * BLOCK + Math.max(0, rest - Float.BYTES)];
    ByteBuffer bytes = buffer(blocks);
    for (int start = 0; start < weights.length; start += BLOCK) {
      float step = bytes.getFloat();
      if (!(step >= 0 && Float.isFinite(step))) {
        throw new IllegalArgumentException(
            "a step of weights must be at least 0, cannot be: " + step);
      }

      for (int i = start; i < Math.min(weights.length, start + BLOCK); i++) {
        weights[i] = step * bytes.get();
      }
    }

    return weights;
  }

  private static float largest(float[] weights, int start, int end) {
    float largest = 0;
    for (int i = start; i < end; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }

    return largest;
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
