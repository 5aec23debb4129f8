package org.mer.ingest;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.mer.UsageException;

/**
 * What {@code --columns} says: the columns of fields of a tweet, by name or by number from 0, such
 * as {@code label=airline_sentiment,text=10}. A field that is not chosen is found by the names that
 * are known for it.
 */
public final class ColumnChoice implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing is chosen. */
  public static final ColumnChoice NONE = new ColumnChoice(Map.of());

  private static final String OPTION = "--columns";
  private static final String EXAMPLE = "label=0,text=5 or label=sentiment,text=tweet";
  private static final int MAX_DIGITS = 3;

  private final Map<TweetField, String> columns;

  private ColumnChoice(Map<TweetField, String> columns) {
    this.columns = Map.copyOf(columns);
  }

  /**
   * Reads the option.
   *
   * @param text {@code FIELD=COLUMN} with commas between; a column of digits alone is a number,
   *     from 0, any other a name
   * @throws UsageException if it is not written like that, names a field that is none, or names a
   *     field or a column twice
   */
  public static ColumnChoice parse(String text) {
    Map<TweetField, String> columns = new EnumMap<>(TweetField.class);
    for (Assignment one : Assignment.parse(OPTION, text, EXAMPLE)) {
      TweetField field =
          TweetField.of(one.name())
              .orElseThrow(
                  () ->
                      new UsageException(
                          "%s knows no field '%s': use %s"
                              .formatted(OPTION, one.name(), TweetField.all())));
      if (columns.values().stream().anyMatch(one.value()::equalsIgnoreCase)) {
        throw new UsageException(
            "%s gives the column '%s' to two fields: '%s'".formatted(OPTION, one.value(), text));
      }

      if (columns.put(field, one.value()) != null) {
        throw new UsageException(
            "%s names the field %s twice: '%s'".formatted(OPTION, field, text));
      }
    }

    return new ColumnChoice(columns);
  }

  /** The field that a column's name stands for; empty where the column is not wanted. */
  Optional<TweetField> field(String columnName) {
    String name = columnName.strip();
    for (Map.Entry<TweetField, String> chosen : columns.entrySet()) {
      if (chosen.getValue().equalsIgnoreCase(name)) {
        return Optional.of(chosen.getKey());
      }
    }

    return TweetField.called(name).filter(field -> !columns.containsKey(field));
  }

  /** The column that was chosen by its number, from 0. */
  OptionalInt number(TweetField field) {
    String column = columns.getOrDefault(field, "");
    return isNumber(column) ? OptionalInt.of(Integer.parseInt(column)) : OptionalInt.empty();
  }

  /** The column that was chosen by its name. */
  Optional<String> name(TweetField field) {
    return Optional.ofNullable(columns.get(field)).filter(column -> !isNumber(column));
  }

  /** Whether a column was chosen by its number. */
  boolean hasNumbers() {
    return columns.values().stream().anyMatch(ColumnChoice::isNumber);
  }

  /** Whether a column was chosen by its name, so that there must be a header. */
  boolean hasNames() {
    return columns.values().stream().anyMatch(column -> !isNumber(column));
  }

  /** As the option is written; empty where nothing is chosen. */
  @Override
  public String toString() {
    return columns.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(chosen -> chosen.getKey() + "=" + chosen.getValue())
        .collect(Collectors.joining(","));
  }

  // Longer ones are no column of any file, so they are looked for as a name, and not found.
  private static boolean isNumber(String column) {
    return !column.isEmpty()
        && column.length() <= MAX_DIGITS
        && column.chars().allMatch(digit -> digit >= '0' && digit <= '9');
  }
}
