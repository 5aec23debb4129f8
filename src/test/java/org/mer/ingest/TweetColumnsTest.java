package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.UsageException;

class TweetColumnsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"0\",\"1\",\"Mon Apr 06 22:19:45 PDT 2009\",\"NO_QUERY\",\"jane\",\"a, b\"",
        "label,id",
        "text only",
        "",
        "\"0\",\"1\",\"\",\"\",\"label\",\"my text\""
      })
  void withoutAHeaderColumnsAreAsPublished(String row) {
    assertThat(TweetColumns.of("a.csv", row, ColumnChoice.NONE))
        .isEqualTo(TweetColumns.AS_PUBLISHED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "target,ids,date,flag,user,text|0|5|2|4|6",
        "\"target\",\"ids\",\"date\",\"flag\",\"user\",\"text\"|0|5|2|4|6",
        " TEXT , Polarity |1|0|-1|-1|2",
        ",tweet,sentiment,screen_name|2|1|-1|3|4",
        "Created_At,label,text|1|2|0|-1|3"
      })
  void aHeaderSaysWhereColumnsAre(
      String header, int label, int text, int date, int user, int count) {
    assertThat(TweetColumns.of("a.csv", header, ColumnChoice.NONE))
        .isEqualTo(new TweetColumns(label, text, date, user, count, ',', 1));
  }

  @Test
  void aHeaderSaysWhatSeparatesColumns() {
    assertThat(TweetColumns.of("a", "label\ttext", ColumnChoice.NONE))
        .isEqualTo(new TweetColumns(0, 1, -1, -1, 2, '\t', 1));
    assertThat(TweetColumns.of("a", "label;text", ColumnChoice.NONE).separator()).isEqualTo(';');
    assertThat(TweetColumns.of("a", "x;a,b", ColumnChoice.parse("label=x;a,text=b")).separator())
        .isEqualTo(',');
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tsv", "a.TSV", "s3a://b/c.tsv.gz"})
  void withoutAHeaderTheFileNameSaysWhatSeparatesColumns(String source) {
    assertThat(TweetColumns.of(source, "0\t1\tx\ty\tz\ttext", ColumnChoice.NONE))
        .isEqualTo(new TweetColumns(0, 5, 2, 4, 6, '\t', 0));
    assertThat(TweetColumns.of(source, "0\ttext", ColumnChoice.parse("label=0,text=1")))
        .isEqualTo(new TweetColumns(0, 1, -1, -1, 2, '\t', 0));
    assertThat(TweetColumns.of("tsv/a.csv", "", ColumnChoice.NONE).separator()).isEqualTo(',');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "label=0,text=1|0,one|0|1|-1|-1|2|0",
        "label=0,text=1|0,text|0|1|-1|-1|2|0",
        "label=1,text=0|text,label|1|0|-1|-1|2|1",
        "label=1,text=0|body,sentiment,date|1|0|2|-1|3|1",
        "label=1,text=0|body,mood|1|0|-1|-1|2|0",
        "label=mood,text=body|body,user,MOOD|2|0|-1|1|3|1",
        "label=mood|mood,text,label|0|1|-1|-1|3|1",
        "text=2|label,text,body|0|2|-1|-1|3|1",
        "label=2,text=body|label,body,mood|2|1|-1|-1|3|1",
        "label=0,text=5,user=4|0,1,2,3,4,5|0|5|-1|4|6|0"
      })
  void aChoiceGoesBeforeTheHeader(
      String option,
      String row,
      int label,
      int text,
      int date,
      int user,
      int count,
      int headerRows) {
    assertThat(TweetColumns.of("a.csv", row, ColumnChoice.parse(option)))
        .isEqualTo(new TweetColumns(label, text, date, user, count, ',', headerRows));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "label=0,text=6|a,b|--columns text=6: the file 'f' has 2 columns, numbered from 0",
        "label=mood|a,b|--columns label=mood: the file 'f' has no column of that name, it has 'a', 'b'",
        "label=a|a,b|the file 'f' has no column that is called as a text is (text, tweet, tweettext), it has 'a', 'b': choose one with --columns text=NAME or text=NUMBER",
        "text=b|a,b|the file 'f' has no column that is called as a label is (label, target, polarity, sentiment), it has 'a', 'b': choose one with --columns label=NAME or label=NUMBER",
        "text=1|a,b|the file 'f' has no column that is called as a label is (label, target, polarity, sentiment), it has no header: choose one with --columns label=NAME or label=NUMBER",
        "date=x|label,text|--columns date=x: the file 'f' has no column of that name, it has 'label', 'text'",
        "user=2|label,text|--columns user=2: the file 'f' has 2 columns, numbered from 0",
        "user=1|label,sentiment,text|the file 'f' has several columns that may be the label (label, sentiment): choose one with --columns label=NUMBER",
        "label=a,text=b|a,b,B|the file 'f' has several columns that may be the text (b, B): choose one with --columns text=NUMBER"
      })
  void whatIsNotThereIsRefused(String option, String row, String message) {
    assertThatThrownBy(() -> TweetColumns.of("f", row, ColumnChoice.parse(option)))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void aFileWithNamesInItselfHasNoHeaderRow() {
    assertThat(TweetColumns.named("f", List.of("text", "target"), ColumnChoice.NONE))
        .isEqualTo(new TweetColumns(1, 0, -1, -1, 2, ',', 0));
    assertThatThrownBy(() -> TweetColumns.named("f", List.of("a", "text"), ColumnChoice.NONE))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no column that is called as a label is");
  }
}
