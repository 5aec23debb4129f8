package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

class BranchTest {
  @Test
  void theSettingsOfABranchAreOneTraining() {
    Branch.Training training = only(Branch.FACE.trainings(settings(Map.of())));

    assertThat(training.stage()).isEqualTo("train-image");
    assertThat(training.network()).isEqualTo("cnn");
    assertThat(training.settings().getLong("seed")).isEqualTo(20091);
  }

  @Test
  void oneNetworkIsTrainedAsTheOnlyOne() {
    Branch.Training training =
        only(Branch.TEXT.trainings(settings(Map.of("nightly.text-networks", "[transformer]"))));

    assertThat(training.stage()).isEqualTo("train-text");
    assertThat(training.settings().getString("text.network")).isEqualTo("transformer");
  }

  @Test
  void aNetworkThatIsNamedAgainHasASeedOfItsOwn() {
    List<Branch.Training> trainings =
        Branch.FACE.trainings(
            settings(Map.of("nightly.face-networks", "[cnn, separable, cnn]", "seed", "7")));

    assertThat(trainings)
        .extracting(Branch.Training::stage)
        .containsExactly("train-image-cnn", "train-image-separable", "train-image-cnn-2");
    assertThat(trainings)
        .extracting(one -> one.settings().getString("image.network"))
        .containsExactly("cnn", "separable", "cnn");
    assertThat(trainings)
        .extracting(one -> one.settings().getLong("seed"))
        .containsExactly(7L, 7L, 8L);
  }

  @Test
  void aTrainingHasTheNumbersOfItsBranch() {
    Map<String, String> limits = Map.of("text.max-minutes", "5", "image.max-minutes", "9");

    assertThat(only(Branch.TEXT.trainings(settings(limits))).number("max-minutes")).isEqualTo(5);
    assertThat(only(Branch.FACE.trainings(settings(limits))).number("max-minutes")).isEqualTo(9);
  }

  private static Branch.Training only(List<Branch.Training> trainings) {
    assertThat(trainings).hasSize(1);
    return trainings.get(0);
  }

  private static com.typesafe.config.Config settings(Map<String, String> settings) {
    return Settings.read(null, settings, new Configuration());
  }
}
