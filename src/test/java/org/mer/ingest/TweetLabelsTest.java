package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mer.Polarity;
import org.mer.UsageException;

class TweetLabelsTest {
  @ParameterizedTest
  @CsvSource({
    "0, NEGATIVE",
    "2, NEUTRAL",
    "4, POSITIVE",
    "4.0, POSITIVE",
    "' 0 ', NEGATIVE",
    "negative, NEGATIVE",
    "Neutral, NEUTRAL",
    "POSITIVE, POSITIVE"
  })
  void labelsAsPublished(String label, Polarity polarity) {
    assertThat(TweetLabels.AS_PUBLISHED.polarity(label)).isEqualTo(Parsed.usable(polarity));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|label 1 is positive in some files and neutral in others: say what it is with --labels",
        "1.0|label 1 is positive in some files and neutral in others: say what it is with --labels",
        "3|unknown label '3'",
        "-1|unknown label '-1'",
        "''|unknown label ''",
        ".0|unknown label '.0'"
      })
  void othersHaveAReason(String label, String reason) {
    assertThat(TweetLabels.AS_PUBLISHED.polarity(label)).isEqualTo(Parsed.rejected(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "negative=0,positive=1|1|POSITIVE",
        "negative=0,positive=1|0|NEGATIVE",
        "negative=0,positive=1|neutral|NEUTRAL",
        "negative=-1, neutral=0, positive=1|0.0|NEUTRAL",
        "negative=1,negative=2,positive=4,positive=5|2|NEGATIVE",
        "POSITIVE=Joy,negative=Anger|joy|POSITIVE"
      })
  void labelsMayBeChosen(String option, String label, Polarity polarity) {
    assertThat(TweetLabels.parse(option).polarity(label)).isEqualTo(Parsed.usable(polarity));
  }

  @ParameterizedTest
  @CsvSource({"4", "2", "1"})
  void whatWasNotChosenIsUnknown(String label) {
    assertThat(TweetLabels.parse("negative=0,positive=9").polarity(label))
        .isEqualTo(Parsed.rejected("unknown label '" + label + "'"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1|--labels must be NAME=VALUE with commas between, such as negative=0,positive=1, cannot be: '0,1'",
        "happy=1|--labels knows no polarity 'happy': use negative, neutral, positive",
        "negative=1,positive=1.0|--labels gives the label '1.0' to both negative and positive"
      })
  void whatCannotBeReadIsRefused(String option, String message) {
    assertThatThrownBy(() -> TweetLabels.parse(option))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }
}
