package org.mer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmotionPolarityTest {
  private static final EmotionPolarity MAPPING = new EmotionPolarity(0.25);

  @ParameterizedTest
  @CsvSource({
    "ANGRY,NEGATIVE",
    "DISGUST,NEGATIVE",
    "FEAR,NEGATIVE",
    "SAD,NEGATIVE",
    "HAPPY,POSITIVE",
    "NEUTRAL,NEUTRAL"
  })
  void allButSurpriseHaveOnePolarity(Emotion emotion, Polarity polarity) {
    assertThat(MAPPING.share(emotion, polarity)).isEqualTo(1);
  }

  @Test
  void surpriseIsDividedAndNeverNeutral() {
    assertThat(MAPPING.share(Emotion.SURPRISE, Polarity.POSITIVE)).isEqualTo(0.25);
    assertThat(MAPPING.share(Emotion.SURPRISE, Polarity.NEGATIVE)).isEqualTo(0.75);
    assertThat(MAPPING.share(Emotion.SURPRISE, Polarity.NEUTRAL)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theSharesOfAnEmotionSumToOne(Emotion emotion) {
    double sum =
        Arrays.stream(Polarity.values())
            .mapToDouble(polarity -> MAPPING.share(emotion, polarity))
            .sum();
    assertThat(sum).isEqualTo(1);
  }

  @Test
  void thePolarityOfAPosteriorAddsUpItsEmotions() {
    double[] emotions = {0.1, 0.05, 0.05, 0.3, 0.2, 0.2, 0.1};

    double[] polarities = MAPPING.polarity(emotions);

    assertThat(polarities).containsExactly(new double[] {0.55, 0.1, 0.35}, within(1e-12));
  }

  @Test
  void theVersionNamesTheShareWhateverTheLocale() {
    assertThat(MAPPING.version()).isEqualTo("1/surprise=0.25");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void aShareOutsideZeroToOneIsRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EmotionPolarity(share))
        .withMessageEndingWith("cannot be: " + share);
  }
}
