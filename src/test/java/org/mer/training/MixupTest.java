package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class MixupTest {
  private static final List<Row> POINTS = Points.draw(8, 1);

  @Test
  void blendsFeaturesAndLabelsAlike() {
    DataSet plain = new Points().training(POINTS, new Random(2));

    DataSet blended = new Mixup(new Points(), 1).training(POINTS, new Random(2));

    double share = shareOfTheFirst(plain, blended);
    assertThat(share).isBetween(0.01, 0.99);
    assertThat(blended.getLabels().sum(1))
        .isEqualTo(Nd4j.ones(blended.getLabels().dataType(), POINTS.size()));
    boolean isFound = false;
    for (int distance = 1; distance < POINTS.size(); distance++) {
      isFound |= isBlend(plain, blended, share, distance);
    }

    assertThat(isFound).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.5, 1})
  void sharesAreDistributedAsBeta(double alpha) {
    Mixup mixup = new Mixup(new Points(), alpha);
    Random random = new Random(4);
    double sum = 0;
    double squares = 0;
    int draws = 4000;
    for (int i = 0; i < draws; i++) {
      double share = mixup.share(random);
      sum += share;
      squares += (share - 0.5) * (share - 0.5);
    }

    assertThat(sum / draws).isCloseTo(0.5, within(0.03));
    assertThat(squares / draws).isCloseTo(1 / (4 * (2 * alpha + 1)), within(0.01));
  }

  @Test
  void oneExampleStaysAsItIs() {
    List<Row> alone = POINTS.subList(0, 1);

    assertThat(new Mixup(new Points(), 0.2).training(alone, new Random(2)))
        .isEqualTo(new Points().training(alone, new Random(2)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 1.5, Double.NaN})
  void refusesOtherRanges(double alpha) {
    assertThatThrownBy(() -> new Mixup(new Points(), alpha))
        .hasMessage("mixup must be 0 to 1, cannot be: " + alpha);
  }

  /** From the label of a row that has another class than the one it was blended with. */
  private static double shareOfTheFirst(DataSet plain, DataSet blended) {
    for (int row = 0; row < POINTS.size(); row++) {
      for (int label = 0; label < 2; label++) {
        double value = blended.getLabels().getDouble(row, label);
        if (plain.getLabels().getDouble(row, label) == 1 && value > 0 && value < 1) {
          return value;
        }
      }
    }

    throw new AssertionError("no row was blended with one of another class");
  }

  private static boolean isBlend(DataSet plain, DataSet blended, double share, int distance) {
    for (int row = 0; row < POINTS.size(); row++) {
      int other = (row + distance) % POINTS.size();
      for (int column = 0; column < 2; column++) {
        double expected =
            share * plain.getFeatures().getDouble(row, column)
                + (1 - share) * plain.getFeatures().getDouble(other, column);
        if (Math.abs(blended.getFeatures().getDouble(row, column) - expected) > 1e-5) {
          return false;
        }
      }
    }

    return true;
  }
}
