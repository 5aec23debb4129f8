package org.mer.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mer.image.Augmentation.Erasing;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;

class FaceEncoderTest {
  private static final StructType SCHEMA =
      new StructType().add("emotion", DataTypes.StringType).add("pixels", DataTypes.BinaryType);

  @Test
  void standardisesEachPicture() {
    DataSet batch = view(face("happy", gradient()));

    assertThat(batch.getFeatures().shape()).containsExactly(1, 48, 48, 1);
    assertThat(batch.getFeatures().meanNumber().doubleValue()).isCloseTo(0, within(1e-4));
    assertThat(batch.getFeatures().stdNumber(false).doubleValue()).isCloseTo(1, within(1e-4));
  }

  @Test
  void aBlankPictureIsAllZero() {
    byte[] blank = new byte[2304];
    Arrays.fill(blank, (byte) 200);

    DataSet batch = view(face("sad", blank));

    assertThat(batch.getFeatures().amaxNumber().doubleValue()).isCloseTo(0, within(1e-4));
  }

  @Test
  void smoothedLabelsStillSumToOne() {
    DataSet batch =
        FaceEncoder.forLearning(Augmentation.NONE, 0.14, Growth.NONE)
            .training(List.of(face("happy", gradient())), new Random(1));

    float[] labels = batch.getLabels().toFloatVector();
    assertThat(labels[3]).isCloseTo(0.88f, within(1e-6f));
    assertThat(labels[0]).isCloseTo(0.02f, within(1e-6f));
    assertThat(batch.getLabels().sumNumber().doubleValue()).isCloseTo(1, within(1e-6));
  }

  @Test
  void learnsFromPicturesThatAreDrawnAnew() {
    FaceEncoder encoder =
        FaceEncoder.forLearning(
            new Augmentation(0.5, 4, 10, 0.1, 0, 0, Erasing.NONE), 0, Growth.NONE);
    List<Row> faces = List.of(face("happy", gradient()));
    Random random = new Random(1);

    DataSet first = encoder.training(faces, random);
    DataSet second = encoder.training(faces, random);
    DataSet again = encoder.training(faces, new Random(1));

    assertThat(first.getFeatures())
        .isNotEqualTo(second.getFeatures())
        .isEqualTo(again.getFeatures());
  }

  @ParameterizedTest
  @CsvSource({"1, 32", "5, 32", "6, 40", "10, 40", "11, 48", "20, 48"})
  void picturesGrow(int epoch, int side) {
    FaceEncoder encoder = FaceEncoder.forLearning(Augmentation.NONE, 0, new Growth(32, 0.5));
    List<Row> faces = List.of(face("happy", gradient()), face("sad", gradient()));

    DataSet learned = encoder.inEpoch(epoch, 20).training(faces, new Random(1));

    assertThat(learned.getFeatures().shape()).containsExactly(2, side, side, 1);
  }

  @Test
  void networksTakePicturesOfAnySize() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new FaceNetwork(FaceArchitecture.CNN, 2, 0.1, 0)
                .configuration(new FixedSchedule(0.01), 1));
    network.init();
    FaceEncoder encoder = FaceEncoder.forLearning(Augmentation.NONE, 0, new Growth(24, 1));
    List<Row> faces = List.of(face("happy", gradient()), face("sad", gradient()));

    for (int epoch = 1; epoch <= 3; epoch++) {
      network.fit(encoder.inEpoch(epoch, 3).training(faces, new Random(1)));
      assertThat(network.score()).isPositive().isFinite();
    }
  }

  @Test
  void refusesSizesThatPoolingCuts() {
    assertThatThrownBy(() -> new Growth(30, 0.5))
        .hasMessage("growth.smallest must be 24, 32, 40 or 48 pixels, cannot be: 30");
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 1", "MIRRORED, 2", "SHIFTED, 10"})
  void scoresSeveralViewsOfTheSamePicture(Views views, int count) {
    byte[] picture = new byte[2304];
    new Random(6).nextBytes(picture);
    List<INDArray> seen =
        FaceEncoder.forScoring(views)
            .inference(List.of(face("happy", picture)))
            .map(DataSet::getFeatures)
            .toList();

    assertThat(seen).hasSize(count).doesNotHaveDuplicates();
    assertThat(Views.of(count)).isEqualTo(views);
    assertThat(Views.named(views.label())).isEqualTo(views);
  }

  @Test
  void theMirroredViewSwapsLeftAndRight() {
    List<INDArray> seen =
        FaceEncoder.forScoring(Views.MIRRORED)
            .inference(List.of(face("happy", gradient())))
            .map(DataSet::getFeatures)
            .toList();

    assertThat(seen.get(1)).isEqualTo(Nd4j.reverse(seen.get(0).dup()));
  }

  @Test
  void namesTheViewsThatThereAre() {
    assertThatThrownBy(() -> Views.named("many"))
        .hasMessage("views must be one of plain, mirrored, shifted, cannot be: many");
    assertThatThrownBy(() -> Views.of(3)).hasMessage("a picture cannot be seen in 3 views");
  }

  private static DataSet view(Row face) {
    return FaceEncoder.forScoring(Views.PLAIN).inference(List.of(face)).findFirst().orElseThrow();
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
