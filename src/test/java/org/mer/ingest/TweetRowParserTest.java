package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mer.UsageException;

class TweetRowParserTest {
  private static final Instant MOMENT = Instant.parse("2009-05-11T03:17:40Z");

  static Stream<Arguments> labels() {
    return Stream.of(
        arguments(DataTypes.StringType, "0"),
        arguments(DataTypes.StringType, "negative"),
        arguments(DataTypes.ByteType, (byte) 0),
        arguments(DataTypes.ShortType, (short) 0),
        arguments(DataTypes.IntegerType, 0),
        arguments(DataTypes.LongType, 0L),
        arguments(DataTypes.DoubleType, 0.0),
        arguments(DataTypes.FloatType, 0f),
        arguments(DataTypes.createDecimalType(10, 2), new BigDecimal("0.00")));
  }

  @ParameterizedTest
  @MethodSource("labels")
  void aLabelIsTextOrANumber(DataType type, Object label) {
    StructType schema = new StructType().add("Text", DataTypes.StringType).add("sentiment", type);

    assertThat(parser(schema).parse(RowFactory.create("good", label)))
        .isInstanceOf(Parsed.Usable.class);
  }

  static Stream<Arguments> dates() {
    Timestamp moment = Timestamp.from(MOMENT);
    return Stream.of(
        arguments(DataTypes.StringType, "Mon May 11 03:17:40 UTC 2009", moment),
        arguments(DataTypes.StringType, "someday", null),
        arguments(DataTypes.TimestampType, moment, moment),
        arguments(DataTypes.TimestampType, MOMENT, moment),
        arguments(DataTypes.TimestampType, Instant.MAX, null),
        arguments(DataTypes.TimestampNTZType, LocalDateTime.of(2009, 5, 11, 3, 17, 40), moment),
        arguments(DataTypes.LongType, 1_241_999_860L, null),
        arguments(DataTypes.TimestampType, null, null));
  }

  @ParameterizedTest
  @MethodSource("dates")
  void aDateIsATimestampOrText(DataType type, Object date, Timestamp expected) {
    StructType schema =
        new StructType()
            .add("label", DataTypes.IntegerType)
            .add("date", type)
            .add("user", DataTypes.LongType)
            .add("text", DataTypes.StringType);

    Row row = usable(parser(schema).parse(RowFactory.create(4, date, 12L, "good")));

    assertThat(row.get(5)).isEqualTo(expected);
    assertThat(row.getString(6)).isEqualTo(UserHash.keyed("key").of("12").orElseThrow());
  }

  @Test
  void whatIsMissingHasAReason() {
    TweetRowParser parser =
        parser(new StructType().add("label", DataTypes.LongType).add("text", DataTypes.StringType));

    assertThat(parser.parse(RowFactory.create(null, "a")))
        .isEqualTo(Parsed.rejected("has no label"));
    assertThat(parser.parse(RowFactory.create(0L, null))).isEqualTo(Parsed.rejected("has no text"));
    assertThat(parser.parse(RowFactory.create(9L, "a")))
        .isEqualTo(Parsed.rejected("unknown label '9'"));
  }

  @Test
  void quarantineNamesNobody() {
    StructType schema =
        new StructType()
            .add("label", DataTypes.LongType)
            .add("text", DataTypes.StringType)
            .add("user", DataTypes.StringType)
            .add("name", DataTypes.StringType);

    assertThat(parser(schema).quarantined(RowFactory.create(9L, "to @joe", "jane", "Jane Doe")))
        .isEqualTo("\"9\",\"\",\"to  <user> \"");
    assertThat(parser(schema).quarantined(RowFactory.create(null, "a".repeat(5_000), null, null)))
        .hasSize(1_000);
  }

  @Test
  void aColumnOfAnotherTypeIsRefused() {
    StructType binary =
        new StructType().add("label", DataTypes.LongType).add("text", DataTypes.BinaryType);
    StructType bool =
        new StructType().add("label", DataTypes.BooleanType).add("text", DataTypes.StringType);

    assertThatThrownBy(() -> parser(binary))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "the column 'text' of the file 'f' is of the type binary: choose another with --columns");
    assertThatThrownBy(() -> parser(bool))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the column 'label' of the file 'f' is of the type boolean");
  }

  private static TweetRowParser parser(StructType schema) {
    return new TweetRowParser(
        "f",
        schema,
        new TweetMapping(TweetPool.TRAIN, TweetLabels.AS_PUBLISHED, UserHash.keyed("key")),
        ColumnChoice.NONE);
  }

  private static Row usable(Parsed<Row> parsed) {
    return ((Parsed.Usable<Row>) parsed).value();
  }
}
