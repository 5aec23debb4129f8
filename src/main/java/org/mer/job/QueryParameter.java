package org.mer.job;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mer.UsageException;
import picocli.CommandLine.ITypeConverter;

/**
 * A value that stands in a statement as {@code :name}.
 *
 * @param name letters, digits and underscores
 * @param value as Spark takes it for a literal
 */
record QueryParameter(String name, Object value) {
  private static final Pattern FORM =
      Pattern.compile("(?<name>[A-Za-z_]\\w*)(:(?<type>\\w+))?=(?<value>.*)", Pattern.DOTALL);

  /** Whether a statement asks for it. */
  boolean standsIn(String statement) {
    return Pattern.compile(":" + name + "\\b").matcher(statement).find();
  }

  /**
   * Reads NAME=VALUE, a string, or NAME:TYPE=VALUE.
   *
   * @throws UsageException if it has another form, or the value is none of its type
   */
  static QueryParameter of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new UsageException("--param must be NAME=VALUE or NAME:TYPE=VALUE, cannot be: " + text);
    }

    String type = form.group("type") == null ? "string" : form.group("type");
    try {
      return new QueryParameter(form.group("name"), value(type, form.group("value")));
    } catch (RuntimeException e) {
      if (e instanceof UsageException) {
        throw e;
      }

      throw new UsageException(
          "--param %s must be of type %s, cannot be: %s"
              .formatted(form.group("name"), type, form.group("value")),
          e);
    }
  }

  private static Object value(String type, String value) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "string" -> value;
      case "int" -> Integer.valueOf(value);
      case "bigint" -> Long.valueOf(value);
      case "double" -> Double.valueOf(value);
      case "boolean" -> bool(value);
      case "date" -> Date.valueOf(LocalDate.parse(value));
      case "timestamp" -> Timestamp.from(Instant.parse(value));
      default ->
          throw new UsageException(
              "the type of --param must be string, int, bigint, double, boolean, date or timestamp, cannot be: "
                  + type);
    };
  }

  private static Boolean bool(String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(value);
    };
  }

  /** Reads it from the command line. */
  static final class Converter implements ITypeConverter<QueryParameter> {
    @Override
    public QueryParameter convert(String text) {
      return of(text);
    }
  }
}
