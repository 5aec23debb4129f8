package org.mer.ingest;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The fields of a line of CSV, or of what is separated by another mark, and back. Quotes within a
 * field may be doubled or stray; a backslash is a backslash. For one thread.
 */
final class CsvLine {
  // Lines with more fields are not taken apart.
  private static final int MAX_FIELDS = 512;
  // At the end of its input the parser throws and catches, which takes as long as all the rest; a
  // line end spares it that.
  private static final String END = "\n";

  private final CsvParser parser;

  /** Takes lines apart at a separator that does not stand in quotes. */
  CsvLine(char separator) {
    CsvParserSettings settings = new CsvParserSettings();
    settings.getFormat().setDelimiter(separator);
    settings.getFormat().setQuoteEscape('"');
    settings.getFormat().setComment('\uFFFF');
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_CLOSING_QUOTE);
    settings.setMaxCharsPerColumn(-1);
    settings.setMaxColumns(MAX_FIELDS);
    settings.setNullValue("");
    settings.setEmptyValue("");
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setSkipEmptyLines(false);
    settings.setErrorContentLength(0);
    this.parser = new CsvParser(settings);
  }

  /** The fields, quotes taken off; empty where the line cannot be taken apart. */
  Optional<String[]> fields(String line) {
    try {
      return Optional.ofNullable(parser.parseLine(line + END)).map(CsvLine::withoutEnd);
    } catch (TextParsingException e) {
      return Optional.empty();
    }
  }

  /** So many fields, or why the line has not them. */
  Parsed<String[]> fields(String line, int count) {
    Optional<String[]> found = fields(line);
    if (found.isEmpty()) {
      return Parsed.rejected("cannot be read as CSV of %d columns".formatted(count));
    }

    int length = found.get().length;
    return length == count
        ? Parsed.usable(found.get())
        : Parsed.rejected("expected %d columns, found %d".formatted(count, length));
  }

  /** A quote that is never closed takes the line's end in. */
  private static String[] withoutEnd(String[] fields) {
    int last = fields.length - 1;
    if (last >= 0 && fields[last].endsWith(END)) {
      fields[last] = fields[last].substring(0, fields[last].length() - END.length());
    }

    return fields;
  }

  /** A line of fields, each in quotes. */
  static String join(String[] fields) {
    return Arrays.stream(fields)
        .map(field -> '"' + field.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining(","));
  }
}
