package org.mer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.mer.image.Augmentation.Mirroring;
import org.nd4j.linalg.dataset.DataSet;

class FaceEncoderTest {
  private static final StructType SCHEMA =
      new StructType().add("emotion", DataTypes.StringType).add("pixels", DataTypes.BinaryType);

  @Test
  void standardisesEachPicture() {
    DataSet batch = FaceEncoder.forScoring().inference(List.of(face("happy", gradient())));

    assertThat(batch.getFeatures().shape()).containsExactly(1, 48, 48, 1);
    assertThat(batch.getFeatures().meanNumber().doubleValue()).isCloseTo(0, within(1e-4));
    assertThat(batch.getFeatures().stdNumber(false).doubleValue()).isCloseTo(1, within(1e-4));
  }

  @Test
  void aBlankPictureIsAllZero() {
    byte[] blank = new byte[2304];
    Arrays.fill(blank, (byte) 200);

    DataSet batch = FaceEncoder.forScoring().inference(List.of(face("sad", blank)));

    assertThat(batch.getFeatures().amaxNumber().doubleValue()).isCloseTo(0, within(1e-4));
  }

  @Test
  void smoothedLabelsStillSumToOne() {
    DataSet batch =
        new FaceEncoder(Augmentation.NONE, 0.14)
            .training(List.of(face("happy", gradient())), new Random(1));

    float[] labels = batch.getLabels().toFloatVector();
    assertThat(labels[3]).isCloseTo(0.88f, within(1e-6f));
    assertThat(labels[0]).isCloseTo(0.02f, within(1e-6f));
    assertThat(batch.getLabels().sumNumber().doubleValue()).isCloseTo(1, within(1e-6));
  }

  @Test
  void mirroringSwapsLeftAndRight() {
    Augmentation augmentation = new Augmentation(Mirroring.HALF, 0);
    byte[] picture = gradient();
    Random random = new Random(1);
    boolean mirrored = false;
    boolean kept = false;
    for (int i = 0; i < 50; i++) {
      byte[] result = augmentation.apply(picture, random);
      mirrored |= result[0] == picture[47] && result[47] == picture[0];
      kept |= Arrays.equals(result, picture);
    }

    assertThat(mirrored).isTrue();
    assertThat(kept).isTrue();
  }

  @Test
  void shiftingMovesThePictureAndRepeatsItsEdge() {
    Augmentation augmentation = new Augmentation(Mirroring.NEVER, 3);
    byte[] picture = gradient();
    Random random = new Random(2);
    for (int i = 0; i < 50; i++) {
      byte[] result = augmentation.apply(picture, random);
      int right = Byte.toUnsignedInt(picture[24]) - Byte.toUnsignedInt(result[24]);
      assertThat(right).isBetween(-3, 3);
      assertThat(Byte.toUnsignedInt(result[0])).isEqualTo(Math.max(0, -right));
    }
  }

  /** Each column as bright as its number. */
  private static byte[] gradient() {
    byte[] pixels = new byte[2304];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 48);
    }

    return pixels;
  }

  private static Row face(String emotion, byte[] pixels) {
    return new GenericRowWithSchema(new Object[] {emotion, pixels}, SCHEMA);
  }
}
