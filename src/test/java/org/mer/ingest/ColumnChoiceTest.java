package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mer.UsageException;

class ColumnChoiceTest {
  @Test
  void namesAndNumbersAreToldApart() {
    ColumnChoice choice = ColumnChoice.parse(" TEXT = Body , label=3 ");

    assertThat(choice.number(TweetField.LABEL)).hasValue(3);
    assertThat(choice.name(TweetField.LABEL)).isEmpty();
    assertThat(choice.name(TweetField.TEXT)).hasValue("Body");
    assertThat(choice.number(TweetField.TEXT)).isEmpty();
    assertThat(choice.name(TweetField.USER)).isEmpty();
    assertThat(choice).hasToString("label=3,text=Body");
  }

  @ParameterizedTest
  @CsvSource({
    "target, LABEL",
    "'Sentiment ', LABEL",
    "polarity, LABEL",
    "label, LABEL",
    "created_at, DATE",
    "date, DATE",
    "Created At, DATE",
    "posted_at, DATE",
    "user, USER",
    "screen_name, USER",
    "userName, USER",
    "tweet, TEXT",
    "Text, TEXT",
    "tweet_text, TEXT"
  })
  void commonNamesAreKnown(String name, TweetField field) {
    assertThat(ColumnChoice.NONE.field(name)).hasValue(field);
  }

  @ParameterizedTest
  @CsvSource({"id", "flag", "query", "''", "user_id", "retweet", "labelled"})
  void otherNamesAreNot(String name) {
    assertThat(ColumnChoice.NONE.field(name)).isEmpty();
  }

  @Test
  void aChoiceGoesBeforeTheKnownNames() {
    ColumnChoice choice = ColumnChoice.parse("label=mood,text=tweet");

    assertThat(choice.field("MOOD")).hasValue(TweetField.LABEL);
    assertThat(choice.field("label")).isEmpty();
    assertThat(choice.field("text")).isEmpty();
    assertThat(choice.field("tweet")).hasValue(TweetField.TEXT);
    assertThat(choice.field("date")).hasValue(TweetField.DATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|--columns must be NAME=VALUE with commas between, such as label=0,text=5 or label=sentiment,text=tweet, cannot be: ''",
        "label|--columns must be NAME=VALUE with commas between, such as label=0,text=5 or label=sentiment,text=tweet, cannot be: 'label'",
        "label=|--columns must be NAME=VALUE with commas between, such as label=0,text=5 or label=sentiment,text=tweet, cannot be: 'label='",
        "label=0,|--columns must be NAME=VALUE with commas between, such as label=0,text=5 or label=sentiment,text=tweet, cannot be: 'label=0,'",
        "mood=0|--columns knows no field 'mood': use label, text, date, user",
        "label=0,label=1|--columns names the field label twice: 'label=0,label=1'",
        "label=A,text=a|--columns gives the column 'a' to two fields: 'label=A,text=a'"
      })
  void whatCannotBeReadIsRefused(String text, String message) {
    assertThatThrownBy(() -> ColumnChoice.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  /** Executors get them in Java's own serial form. */
  @Test
  void whatWasChosenCanBeSentToExecutors() throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      ColumnChoice choice = ColumnChoice.parse("label=0,text=x");
      out.writeObject(choice);
      out.writeObject(TweetLabels.parse("negative=0,positive=1"));
      out.writeObject(TweetColumns.of("f", "a,x", choice));
      out.writeObject(
          FerPlusVotes.of(
              "f",
              ("Usage," + String.join(",", FerPlusVotes.CHOICES))
                  .getBytes(StandardCharsets.US_ASCII)));
    }
  }
}
