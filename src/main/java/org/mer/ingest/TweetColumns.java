package org.mer.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mer.UsageException;

/**
 * Where a file of tweets has its columns, from 0; {@link #ABSENT} for one that it does not have.
 *
 * @param label the polarity
 * @param text the text
 * @param date when it was posted, or absent
 * @param user who posted it, or absent
 * @param count how many columns a row has
 * @param separator what stands between them
 * @param headerRows rows at the start that are no tweets: 1 or 0
 */
record TweetColumns(
    int label, int text, int date, int user, int count, char separator, int headerRows)
    implements Serializable {
  /** The number of a column that there is not. */
  static final int ABSENT = -1;

  /** Sentiment140's six columns: target, id, date, flag, user and text; no header. */
  static final TweetColumns AS_PUBLISHED = new TweetColumns(0, 5, 2, 4, 6, ',', 0);

  private static final List<Character> SEPARATORS = List.of(',', '\t', ';');
  private static final Pattern TABBED =
      Pattern.compile("\\.tsv(\\.[^/.]*)?$", Pattern.CASE_INSENSITIVE);

  /**
   * The columns of a CSV file. Its first row is a header where it names a label and a text, or the
   * names that were chosen; without a header, and without a choice, they are as published. What
   * separates columns is what makes sense of the header: a comma, a tab or a semicolon. Without a
   * header it is a tab in a file whose name says {@code .tsv}, else a comma.
   *
   * @param source the file, for errors
   * @param firstRow its first row, decoded
   * @param choice what the user chose
   * @throws UsageException if a column that was chosen is not there, two columns could be the same
   *     field, or none is the label or the text
   */
  static TweetColumns of(String source, String firstRow, ColumnChoice choice) {
    for (char separator : SEPARATORS) {
      List<String> names = split(firstRow, separator);
      if (isHeader(names, choice)) {
        return resolve(source, names, choice, separator, 1);
      }
    }

    if (choice.hasNames()) {
      throw lacking(source, firstRow, choice);
    }

    char separator = TABBED.matcher(source).find() ? '\t' : ',';
    if (!choice.hasNumbers()) {
      return AS_PUBLISHED.separatedBy(separator);
    }

    List<String> unnamed = split(firstRow, separator).stream().map(cell -> "").toList();
    return resolve(source, unnamed, choice, separator, 0);
  }

  /**
   * The columns of a file that has names for them in itself, such as Parquet.
   *
   * @param source the file, for errors
   * @throws UsageException as {@link #of}
   */
  static TweetColumns named(String source, List<String> names, ColumnChoice choice) {
    return resolve(source, names, choice, ',', 0);
  }

  /** The fields of a row that has {@link #count} columns. */
  TweetFields fields(String[] row) {
    return new TweetFields(
        Optional.of(row[label]),
        Optional.of(row[text]),
        at(row, date).flatMap(PostingTime::parse),
        at(row, user));
  }

  /** Whether a column is known not to name a user. */
  boolean isNameless(int column) {
    return column == label
        || column == text
        || column == date
        || (column != user && equals(AS_PUBLISHED.separatedBy(separator)));
  }

  private TweetColumns separatedBy(char other) {
    return new TweetColumns(label, text, date, user, count, other, headerRows);
  }

  private static Optional<String> at(String[] row, int column) {
    return column == ABSENT ? Optional.empty() : Optional.of(row[column]);
  }

  private static List<String> split(String row, char separator) {
    return new CsvLine(separator)
        .fields(row)
        .map(fields -> Arrays.stream(fields).map(String::strip).toList())
        .orElse(List.of());
  }

  /** Where numbers alone are chosen, a header shows by the label's name: no label is called so. */
  private static boolean isHeader(List<String> names, ColumnChoice choice) {
    OptionalInt label = choice.number(TweetField.LABEL);
    if (label.isPresent() && choice.number(TweetField.TEXT).isPresent() && !choice.hasNames()) {
      return label.getAsInt() < names.size()
          && TweetField.called(names.get(label.getAsInt())).equals(Optional.of(TweetField.LABEL));
    }

    return Arrays.stream(TweetField.values())
        .filter(field -> field.isRequired() || choice.name(field).isPresent())
        .filter(field -> choice.number(field).isEmpty())
        .allMatch(field -> names.stream().anyMatch(name -> isOf(field, name, choice)));
  }

  private static boolean isOf(TweetField field, String name, ColumnChoice choice) {
    return choice.field(name).equals(Optional.of(field));
  }

  private static TweetColumns resolve(
      String source, List<String> names, ColumnChoice choice, char separator, int headerRows) {
    Map<TweetField, Integer> columns = new EnumMap<>(TweetField.class);
    for (TweetField field : TweetField.values()) {
      columns.put(field, column(source, field, names, choice));
    }

    return new TweetColumns(
        columns.get(TweetField.LABEL),
        columns.get(TweetField.TEXT),
        columns.get(TweetField.DATE),
        columns.get(TweetField.USER),
        names.size(),
        separator,
        headerRows);
  }

  private static int column(
      String source, TweetField field, List<String> names, ColumnChoice choice) {
    OptionalInt number = choice.number(field);
    if (number.isPresent()) {
      if (number.getAsInt() >= names.size()) {
        throw new UsageException(
            "--columns %s=%d: the file '%s' has %d columns, numbered from 0"
                .formatted(field, number.getAsInt(), source, names.size()));
      }

      return number.getAsInt();
    }

    List<String> called = names.stream().filter(name -> isOf(field, name, choice)).toList();
    if (called.size() > 1) {
      throw new UsageException(
          "the file '%s' has several columns that may be the %s (%s): choose one with --columns %s=NUMBER"
              .formatted(source, field, String.join(", ", called), field));
    }

    if (called.isEmpty() && (field.isRequired() || choice.name(field).isPresent())) {
      throw lacking(source, field, names, choice);
    }

    return called.isEmpty() ? ABSENT : names.indexOf(called.get(0));
  }

  /** Judged by commas, which is what most files have. */
  private static UsageException lacking(String source, String firstRow, ColumnChoice choice) {
    List<String> names = split(firstRow, ',');
    for (TweetField field : TweetField.values()) {
      if (choice.name(field).isPresent()
          && names.stream().noneMatch(name -> isOf(field, name, choice))) {
        return lacking(source, field, names, choice);
      }
    }

    TweetField unchosen =
        choice.name(TweetField.LABEL).isPresent() ? TweetField.TEXT : TweetField.LABEL;
    return lacking(source, unchosen, names, choice);
  }

  private static UsageException lacking(
      String source, TweetField field, List<String> names, ColumnChoice choice) {
    String known =
        names.stream()
            .filter(name -> !name.isEmpty())
            .map(Parsed::quoted)
            .limit(20)
            .collect(Collectors.joining(", "));
    String has = known.isEmpty() ? "it has no header" : "it has " + known;
    return new UsageException(
        choice
            .name(field)
            .map(
                name ->
                    "--columns %s=%s: the file '%s' has no column of that name, %s"
                        .formatted(field, name, source, has))
            .orElseGet(
                () ->
                    "the file '%s' has no column that is called as a %s is (%s), %s: choose one with --columns %s=NAME or %s=NUMBER"
                        .formatted(
                            source, field, String.join(", ", field.names()), has, field, field)));
  }
}
