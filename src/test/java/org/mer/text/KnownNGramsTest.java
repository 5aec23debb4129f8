package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;

class KnownNGramsTest {
  @Test
  void comeBackFromTheirBytes() {
    KnownNGrams known = new KnownNGrams(new int[] {0, 7, 8, 4_194_303});

    assertThat(known.bytes()).hasSize(1 << 19).startsWith(0x81, 0x01);
    assertThat(KnownNGrams.of(known.bytes()).numbers()).isEqualTo(known.numbers());
  }

  @Test
  void makeVectorsWhoseLengthCountsUnknownOnesToo() {
    KnownNGrams known = new KnownNGrams(new int[] {3, 5, 9});

    Vector vector = known.vector(new int[] {1, 3, 7, 9}, new float[] {1, 1, 4});

    assertThat(vector.size()).isEqualTo(3);
    assertThat(vector.toArray()).containsExactly(new double[] {0.5, 0, 2}, within(1e-9));
  }

  @Test
  void makeAnEmptyVectorOfAnEmptyText() {
    assertThat(new KnownNGrams(new int[] {3}).vector(new int[0], new float[] {1}))
        .isEqualTo(Vectors.zeros(1).toSparse());
  }
}
