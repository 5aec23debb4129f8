package org.mer.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The rows that a figure is taken over.
 *
 * @param subject what is judged
 * @param dataset the data it is judged on
 * @param part the part of the data
 * @param slice the condition on the rows
 * @param pairingSeed the draw, where rows are drawn; empty stands for all draws
 */
public record Group(
    String subject, String dataset, String part, String slice, OptionalInt pairingSeed)
    implements Comparable<Group> {
  private static final List<String> COLUMNS =
      List.of("subject", "dataset", "part", "slice", "pairing_seed");

  /** Slices that are no part of another with the same classes. */
  private static final Set<String> WHOLES = Set.of("all", "polar", "emotion");

  private static final Set<String> CHOSEN_ON = Set.of("validation", "PublicTest");

  private static final Comparator<Group> ORDER =
      Comparator.comparing(Group::dataset)
          .thenComparing(Group::part)
          .thenComparing(Group::slice)
          .thenComparing(Group::subject)
          .thenComparing(group -> group.pairingSeed().orElse(0));

  /** The group of a row that starts with a group's columns. */
  static Group of(Row row) {
    return new Group(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.isNullAt(4) ? OptionalInt.empty() : OptionalInt.of(row.getInt(4)));
  }

  /** A group's columns and others behind them. */
  static Column[] columns(String... others) {
    return columnsWith(Stream.of(others).map(functions::col).toArray(Column[]::new));
  }

  /** A group's columns and others behind them. */
  static Column[] columnsWith(Column... others) {
    return Stream.concat(COLUMNS.stream().map(functions::col), Stream.of(others))
        .toArray(Column[]::new);
  }

  /** The group over all draws. */
  public Group overSeeds() {
    return new Group(subject, dataset, part, slice, OptionalInt.empty());
  }

  /** What its slice is looked at for. */
  SliceKind kind() {
    return SliceKind.of(slice);
  }

  /** Whether it is one of the models that the project is about, no baseline and no member. */
  boolean isMain() {
    return subject.indexOf('/') < 0;
  }

  /** Whether it is a whole result of its part, and nothing was chosen on that part. */
  boolean isReported() {
    return WHOLES.contains(slice) && !CHOSEN_ON.contains(part);
  }

  /** Whether its rows are synthetic pairs. */
  boolean isOfPairs() {
    return dataset.equals(Judgements.PAIRS);
  }

  /** The same rows in another slice. */
  Group in(String other) {
    return new Group(subject, dataset, part, other, pairingSeed);
  }

  /** The group as a reader knows it; on pairs it says that they are synthetic. */
  String title() {
    return "%s on %s".formatted(subject, rows());
  }

  /** Its rows as a reader knows them. */
  String rows() {
    return "%s, %s, %s".formatted(title(dataset), part, slice);
  }

  /** A data set as a reader knows it. */
  static String title(String dataset) {
    return dataset.equals(Judgements.PAIRS) ? "synthetic pairs" : dataset;
  }

  @Override
  public int compareTo(Group other) {
    return ORDER.compare(this, other);
  }
}
