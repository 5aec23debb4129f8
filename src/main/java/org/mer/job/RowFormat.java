package org.mer.job;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;

/** How rows are printed. All of it is UTF-8. */
enum RowFormat {
  /** Aligned columns and a row count, for people; the rows pass through the driver's memory. */
  TABLE {
    @Override
    void print(Dataset<Row> rows, long limit, PrintStream out) {
      long most = Math.min(limit, Integer.MAX_VALUE - 1);
      StructField[] fields = rows.schema().fields();
      List<String[]> cells =
          rows.limit((int) most + 1).collectAsList().stream()
              .map(
                  row ->
                      IntStream.range(0, row.size())
                          .mapToObj(i -> Cell.text(row.get(i)))
                          .toArray(String[]::new))
              .toList();
      boolean isCut = cells.size() > most;
      List<String[]> shown = isCut ? cells.subList(0, (int) most) : cells;
      printAligned(fields, shown, out);
      out.printf("(%s%s)%n", count(shown.size()), isCut ? ", there are more: see --limit" : "");
    }
  },

  /** RFC 4180 with a header; null is empty, an empty string is {@code ""}. */
  CSV {
    @Override
    void print(Dataset<Row> rows, long limit, PrintStream out) {
      Writer text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
      CsvWriter csv = new CsvWriter(text, rfc4180());
      csv.writeHeaders(rows.columns());
      Iterator<Row> iterator = first(PlainColumns.of(rows), limit).toLocalIterator();
      while (iterator.hasNext() && !out.checkError()) {
        Row row = iterator.next();
        csv.writeRow(IntStream.range(0, row.size()).mapToObj(row::get).toArray());
      }

      csv.flush();
    }
  },

  /** One object a line; nulls included. */
  JSON {
    @Override
    void print(Dataset<Row> rows, long limit, PrintStream out) {
      PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
      Iterator<Row> iterator = first(PlainColumns.json(rows), limit).toLocalIterator();
      while (iterator.hasNext() && !out.checkError()) {
        text.println(iterator.next().getString(0));
      }

      text.flush();
    }
  };

  private static final long UNLIMITED = Long.MAX_VALUE;
  private static final long TABLE_LIMIT = 1000;

  /**
   * Prints rows; stops quietly when nobody reads them any more.
   *
   * @param limit at most so many
   */
  abstract void print(Dataset<Row> rows, long limit, PrintStream out);

  /** How many rows are printed where nobody said how many. */
  long defaultLimit() {
    return this == TABLE ? TABLE_LIMIT : UNLIMITED;
  }

  private static Dataset<Row> first(Dataset<Row> rows, long limit) {
    return limit > Integer.MAX_VALUE ? rows : rows.limit((int) limit);
  }

  private static void printAligned(StructField[] fields, List<String[]> rows, PrintStream out) {
    int[] widths = new int[fields.length];
    Arrays.setAll(widths, i -> width(fields[i].name()));
    rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], width(row[i]))));
    PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    text.println(line(widths, " | ", i -> padded(fields[i].name(), widths[i], false)));
    text.println(line(widths, "-+-", i -> "-".repeat(widths[i])));
    for (String[] row : rows) {
      text.println(
          line(
              widths,
              " | ",
              i -> padded(row[i], widths[i], fields[i].dataType() instanceof NumericType)));
    }

    text.flush();
  }

  private static String line(int[] widths, String divider, IntFunction<String> cell) {
    return IntStream.range(0, widths.length)
        .mapToObj(cell)
        .collect(Collectors.joining(divider))
        .stripTrailing();
  }

  private static String padded(String text, int width, boolean isRight) {
    String space = " ".repeat(width - width(text));
    return isRight ? space + text : text + space;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String count(int rows) {
    return rows == 1 ? "1 row" : rows + " rows";
  }

  private static CsvWriterSettings rfc4180() {
    CsvFormat format = new CsvFormat();
    format.setLineSeparator("\n");
    format.setQuote('"');
    format.setQuoteEscape('"');
    format.setComment('\0');
    CsvWriterSettings settings = new CsvWriterSettings();
    settings.setFormat(format);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setNullValue("");
    settings.setEmptyValue("\"\"");
    settings.setMaxColumns(100_000);
    return settings;
  }
}
