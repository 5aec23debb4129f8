package org.mer.ingest;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;

/**
 * Parses rows of a file that has names and types in itself, such as Parquet. A label is a string or
 * a number, a text a string, a user a string or a number; a date is a timestamp, one without a zone
 * being UTC, or a string, and is left out where it is anything else.
 */
final class TweetRowParser {
  private final TweetMapping mapping;
  private final TweetColumns columns;

  /**
   * A parser of one file.
   *
   * @param source the file, for errors
   * @param schema of its rows
   * @throws UsageException if {@link TweetColumns#named} finds no label or no text, or one of a
   *     type that is none
   */
  TweetRowParser(String source, StructType schema, TweetMapping mapping, ColumnChoice choice) {
    this.mapping = mapping;
    this.columns = TweetColumns.named(source, Arrays.asList(schema.fieldNames()), choice);
    requireType(source, schema, columns.label(), DataTypes.StringType, NumericType.class);
    requireType(source, schema, columns.text(), DataTypes.StringType, StringType.class);
  }

  /** The values of {@link RecordFormat#fields()}, or why there are none. */
  Parsed<Row> parse(Row row) {
    return mapping.row(
        new TweetFields(
            text(row, columns.label()),
            text(row, columns.text()),
            time(row, columns.date()),
            text(row, columns.user())));
  }

  /**
   * Label, text and date as they stand in quarantine: user names masked, other columns left out.
   */
  String quarantined(Row row) {
    List<String> kept =
        Stream.of(columns.label(), columns.date(), columns.text())
            .map(column -> value(row, column).map(String::valueOf).orElse(""))
            .toList();
    return Quarantine.shortened(
        CleaningRule.NAMES.apply(CsvLine.join(kept.toArray(String[]::new))));
  }

  private static Optional<Object> value(Row row, int column) {
    return column == TweetColumns.ABSENT || row.isNullAt(column)
        ? Optional.empty()
        : Optional.of(row.get(column));
  }

  private static Optional<String> text(Row row, int column) {
    return value(row, column)
        .flatMap(
            value -> {
              if (value instanceof BigDecimal number) {
                return Optional.of(number.stripTrailingZeros().toPlainString());
              }

              return value instanceof String || value instanceof Number
                  ? Optional.of(value.toString())
                  : Optional.empty();
            });
  }

  private static Optional<Instant> time(Row row, int column) {
    return value(row, column)
        .flatMap(
            value -> {
              if (value instanceof String text) {
                return PostingTime.parse(text);
              }

              return moment(value).filter(PostingTime::isPlausible);
            });
  }

  private static Optional<Instant> moment(Object value) {
    if (value instanceof Timestamp timestamp) {
      return Optional.of(timestamp.toInstant());
    }

    if (value instanceof LocalDateTime local) {
      return Optional.of(local.toInstant(ZoneOffset.UTC));
    }

    return value instanceof Instant instant ? Optional.of(instant) : Optional.empty();
  }

  private static void requireType(
      String source, StructType schema, int column, DataType one, Class<?> other) {
    DataType type = schema.fields()[column].dataType();
    if (!type.equals(one) && !other.isInstance(type)) {
      throw new UsageException(
          "the column '%s' of the file '%s' is of the type %s: choose another with --columns"
              .formatted(schema.fieldNames()[column], source, type.simpleString()));
    }
  }
}
