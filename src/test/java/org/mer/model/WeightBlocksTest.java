package org.mer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightBlocksTest {
  private static final int BLOCK = 64;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 128, 1000})
  void everyWeightIsOffByHalfAStepOfItsBlockAtMost(int count) {
    float[] weights = gaussian(count);

    float[] rounded = WeightBlocks.floats(WeightBlocks.bytes(weights));

    assertThat(rounded).hasSize(count);
    for (int i = 0; i < count; i++) {
      int start = i / BLOCK * BLOCK;
      float[] block = Arrays.copyOfRange(weights, start, Math.min(count, start + BLOCK));
      double step = largest(block) / 127;
      assertThat(rounded[i]).isCloseTo(weights[i], within((float) (step * 0.5001)));
    }
  }

  @Test
  void theLargestOfABlockStaysAsItIs() {
    assertThat(WeightBlocks.floats(WeightBlocks.bytes(new float[] {-3.25f, 1, 0})))
        .startsWith(-3.25f)
        .endsWith(0f);
  }

  @Test
  void aLargeWeightMakesOnlyItsBlockCoarse() {
    float[] weights = gaussian(2 * BLOCK);
    weights[0] = 1e6f;

    float[] rounded = WeightBlocks.floats(WeightBlocks.bytes(weights));

    assertThat(rounded[1]).isZero();
    assertThat(rounded[BLOCK]).isCloseTo(weights[BLOCK], within(0.02f));
  }

  @Test
  void takesABytePerWeightAndAStepPerBlock() {
    assertThat(WeightBlocks.bytes(new float[130])).hasSize(130 + 3 * 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 69, 72})
  void refusesBytesThatEndWithinAStep(int bytes) {
    assertThatThrownBy(() -> WeightBlocks.floats(new byte[bytes]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot have " + bytes + " bytes");
  }

  @Test
  void refusesAStepThatIsNone() {
    byte[] bytes = WeightBlocks.bytes(new float[] {1, 2});
    bytes[3] |= (byte) 0x80;

    assertThatThrownBy(() -> WeightBlocks.floats(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a step of weights must be at least 0, cannot be: -");
  }

  private static float largest(float[] weights) {
    float largest = 0;
    for (float weight : weights) {
      largest = Math.max(largest, Math.abs(weight));
    }

    return largest;
  }

  private static float[] gaussian(int count) {
    Random random = new Random(count);
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) random.nextGaussian();
    }

    return weights;
  }
}
