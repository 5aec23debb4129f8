package org.mer.job;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;

/** A value as a person reads it in a table. */
final class Cell {
  private static final int LONGEST = 120;
  private static final int DECIMALS = 6;
  private static final double SMALLEST_PLAIN = 1e-4;
  private static final double LARGEST_PLAIN = 1e9;
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private Cell() {}

  /**
   * The text of a value: fractions with at most six decimals, times in UTC, binary as its length,
   * line ends as a space, at most 120 characters.
   */
  static String text(Object value) {
    String line = full(value).replaceAll("\\s*\\R\\s*", " ").replace('\t', ' ');
    return line.codePointCount(0, line.length()) <= LONGEST
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
  }

  private static String full(Object value) {
    if (value instanceof byte[] bytes) {
      return "<%d bytes>".formatted(bytes.length);
    }

    if (value instanceof Double || value instanceof Float) {
      return fraction(((Number) value).doubleValue());
    }

    if (value instanceof Timestamp timestamp) {
      return SECONDS.format(timestamp.toInstant());
    }

    if (value instanceof Instant instant) {
      return SECONDS.format(instant);
    }

    if (value instanceof Row row) {
      return struct(row);
    }

    if (value instanceof scala.collection.Seq<?> array) {
      List<?> elements = new ArrayList<>(JavaConverters.seqAsJavaList(array));
      return elements.stream().map(Cell::full).collect(Collectors.joining(", ", "[", "]"));
    }

    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<?, ?> entries = JavaConverters.mapAsJavaMap(map);
      return entries.entrySet().stream()
          .map(entry -> full(entry.getKey()) + ": " + full(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }

    return String.valueOf(value);
  }

  private static String struct(Row row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> row.schema().fields()[i].name() + ": " + full(row.get(i)))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String fraction(double value) {
    double size = Math.abs(value);
    if (size != 0 && !(size >= SMALLEST_PLAIN && size < LARGEST_PLAIN)) {
      return Double.toString(value);
    }

    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_UP);
    BigDecimal bare = rounded.stripTrailingZeros();
    return bare.scale() < 1 ? bare.setScale(1).toPlainString() : bare.toPlainString();
  }
}
