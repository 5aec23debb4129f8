package org.mer.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mer.UsageException;

/**
 * Where a file of posts has its columns, from 0; {@link #ABSENT} for one that it does not have.
 *
 * @param id the id
 * @param text the text, or absent
 * @param picture the picture, or absent; not both
 * @param count how many columns a row has
 * @param separator what stands between them
 */
record PostColumns(int id, int text, int picture, int count, char separator)
    implements Serializable {
  /** The number of a column that there is not. */
  static final int ABSENT = -1;

  private static final List<Character> SEPARATORS = List.of(',', '\t', ';');

  /**
   * The columns of a CSV file. What separates them is what makes sense of the header: a comma, a
   * tab or a semicolon.
   *
   * @param source the file, for errors
   * @param header its first row, decoded
   * @throws UsageException if no column is the id, none is the text or the picture, or two are the
   *     same
   */
  static PostColumns of(String source, String header) {
    for (char separator : SEPARATORS) {
      List<String> names = split(header, separator);
      if (names.stream().anyMatch(name -> isOf(PostField.ID, name))) {
        return of(source, names, separator);
      }
    }

    throw lacking(source, "id", split(header, ','));
  }

  /**
   * The columns of a file that has names for them in itself, such as Parquet.
   *
   * @throws UsageException as {@link #of}
   */
  static PostColumns named(String source, List<String> names) {
    return of(source, names, ',');
  }

  /** The fields of a row that has {@link #count} columns. */
  PostFields fields(String[] row) {
    Map<PostField, String> values = new EnumMap<>(PostField.class);
    put(values, PostField.ID, row, id);
    put(values, PostField.TEXT, row, text);
    put(values, PostField.PICTURE, row, picture);
    return PostFields.written(values);
  }

  private static PostColumns of(String source, List<String> names, char separator) {
    int id = column(source, PostField.ID, names);
    int text = column(source, PostField.TEXT, names);
    int picture = column(source, PostField.PICTURE, names);
    if (id == ABSENT) {
      throw lacking(source, "id", names);
    }

    if (text == ABSENT && picture == ABSENT) {
      throw lacking(source, "text' or 'picture", names);
    }

    return new PostColumns(id, text, picture, names.size(), separator);
  }

  private static int column(String source, PostField field, List<String> names) {
    List<String> called = names.stream().filter(name -> isOf(field, name)).toList();
    if (called.size() > 1) {
      throw new UsageException(
          "the file '%s' has several columns called '%s': rename all but one"
              .formatted(source, field));
    }

    return called.isEmpty() ? ABSENT : names.indexOf(called.get(0));
  }

  private static boolean isOf(PostField field, String name) {
    return PostField.called(name).equals(Optional.of(field));
  }

  private static void put(
      Map<PostField, String> values, PostField field, String[] row, int column) {
    if (column != ABSENT) {
      values.put(field, row[column]);
    }
  }

  private static List<String> split(String row, char separator) {
    return new CsvLine(separator)
        .fields(row)
        .map(fields -> Arrays.stream(fields).map(String::strip).toList())
        .orElse(List.of());
  }

  private static UsageException lacking(String source, String what, List<String> names) {
    return new UsageException(
        "the file '%s' has no column called '%s', it has %s: posts have the columns id, text and picture, or one of the latter two; what is JSON must be called .json, .jsonl or .ndjson"
            .formatted(
                source,
                what,
                names.stream().map(Parsed::quoted).limit(20).collect(Collectors.joining(", "))));
  }
}
