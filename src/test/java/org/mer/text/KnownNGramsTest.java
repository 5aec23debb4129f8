package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;

class KnownNGramsTest {
  @Test
  void comeBackFromTheirBytes() {
    KnownNGrams known = known(0, 7, 8, 4_194_303);

    assertThat(known.bytes()).hasSize(1 << 19).startsWith(0x81, 0x01);
    assertThat(KnownNGrams.of(known.bytes()).numbers()).isEqualTo(known.numbers());
  }

  @Test
  void makeVectorsWhoseLengthCountsUnknownOnesToo() {
    KnownNGrams known = known(3, 5, 9);

    Vector vector = known.vector(new int[] {1, 3, 7, 9}, new float[] {1, 1, 4});

    assertThat(vector.size()).isEqualTo(3);
    assertThat(vector.toArray()).containsExactly(new double[] {0.5, 0, 2}, within(1e-9));
  }

  @Test
  void makeAnEmptyVectorOfAnEmptyText() {
    assertThat(known(3).vector(new int[0], new float[] {1})).isEqualTo(Vectors.zeros(1).toSparse());
  }

  @Test
  void areNumberedInAscendingOrder() {
    KnownNGrams known = known(0, 63, 64, 200);

    assertThat(IntStream.of(0, 63, 64, 200).map(known::feature)).containsExactly(0, 1, 2, 3);
    assertThat(IntStream.of(1, 62, 65, 127, 199, 201, 8_388_607).map(known::feature))
        .allMatch(feature -> feature < 0);
    assertThat(known.end()).isEqualTo(201);
    assertThat(known().end()).isZero();
  }

  private static KnownNGrams known(int... numbers) {
    BitSet known = new BitSet();
    IntStream.of(numbers).forEach(known::set);
    return KnownNGrams.of(known);
  }
}
