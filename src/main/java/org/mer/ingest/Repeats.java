package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which contents stand in more than one row, and where.
 *
 * @param parts names of the parts
 * @param kinds what occurs, with how many contents it occurs to
 */
record Repeats(List<String> parts, List<Kind> kinds) {
  Repeats {
    parts = List.copyOf(parts);
    kinds = List.copyOf(kinds);
  }

  /**
   * Contents to which the same happened.
   *
   * @param occurs how often each of them occurs in each part: 0, 1, or 2 for more than once
   * @param isContradictory whether they stand under more than one label
   * @param isBlank whether they show nothing
   * @param contents how many contents
   * @param rows in how many rows of each part
   */
  record Kind(
      List<Integer> occurs,
      boolean isContradictory,
      boolean isBlank,
      long contents,
      List<Long> rows) {
    Kind {
      occurs = List.copyOf(occurs);
      rows = List.copyOf(rows);
    }

    private boolean isRepeated() {
      return occurs.stream().mapToInt(Integer::intValue).sum() > 1;
    }

    private boolean isAcross() {
      return occurs.stream().filter(times -> times > 0).count() > 1;
    }

    private boolean isIn(int part) {
      return occurs.get(part) > 0;
    }

    private Tally tally() {
      return new Tally(contents, rows.stream().mapToLong(Long::longValue).sum());
    }

    private Tally tally(int part) {
      return new Tally(contents, rows.get(part));
    }
  }

  /**
   * Finds the repeats among rows. Shuffles fingerprints once; what comes to the driver is a row a
   * kind.
   *
   * @param rows of tweets or faces
   * @param parts all parts there are
   * @param label the label
   * @param isBlank whether a row shows nothing
   */
  static Repeats of(Dataset<Row> rows, List<String> parts, Column label, Column isBlank) {
    Column[] perPart =
        parts.stream()
            .map(part -> count_if(col("part").equalTo(part)).as("in " + part))
            .toArray(Column[]::new);
    Dataset<Row> contents =
        rows.groupBy("fingerprint")
            .agg(
                max(isBlank).as("blank"),
                Stream.concat(
                        Stream.of(not(min(label).equalTo(max(label))).as("contradictory")),
                        Stream.of(perPart))
                    .toArray(Column[]::new));
    Column occurs =
        struct(
            parts.stream()
                .map(part -> least(lit(2L), col("`in " + part + "`")).as("times in " + part))
                .toArray(Column[]::new));
    Column[] sums =
        parts.stream().map(part -> sum(col("`in " + part + "`"))).toArray(Column[]::new);
    return new Repeats(
        parts,
        contents
            .groupBy(occurs.as("occurs"), col("contradictory"), col("blank"))
            .agg(count(lit(1)), sums)
            .collectAsList()
            .stream()
            .map(row -> kind(row, parts.size()))
            .toList());
  }

  /** All contents. */
  Tally all() {
    return tally(kind -> true);
  }

  /** Those in more than one row. */
  Tally repeated() {
    return tally(Kind::isRepeated);
  }

  /** Those in more than one part. */
  Tally across() {
    return tally(Kind::isAcross);
  }

  /** Those in both of two parts. */
  Tally inBoth(int part, int other) {
    return tally(kind -> kind.isIn(part) && kind.isIn(other));
  }

  /** Those that stand more than once in a part, with their rows there. */
  Tally within(int part) {
    return kinds.stream()
        .filter(kind -> kind.occurs.get(part) > 1)
        .map(kind -> kind.tally(part))
        .reduce(Tally.NONE, Tally::plus);
  }

  /** Those under more than one label. */
  Tally contradictory() {
    return tally(Kind::isContradictory);
  }

  /** Those in more than one part and under more than one label. */
  Tally contradictoryAcross() {
    return tally(kind -> kind.isContradictory() && kind.isAcross());
  }

  /** Those that show nothing. */
  Tally blank() {
    return tally(Kind::isBlank);
  }

  private Tally tally(Predicate<Kind> which) {
    return kinds.stream().filter(which).map(Kind::tally).reduce(Tally.NONE, Tally::plus);
  }

  private static Kind kind(Row row, int parts) {
    Row occurs = row.getStruct(0);
    return new Kind(
        IntStream.range(0, parts).mapToObj(part -> (int) occurs.getLong(part)).toList(),
        row.getBoolean(1),
        row.getBoolean(2),
        row.getLong(3),
        IntStream.range(0, parts).mapToObj(part -> row.getLong(4 + part)).toList());
  }
}
