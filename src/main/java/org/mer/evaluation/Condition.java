package org.mer.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * Something that rows have in common, by which a result is taken apart. The conditions of one key
 * share the rows out among them.
 *
 * @param key what is looked at: tokens, brightness
 * @param band which of it: 1-5, dark
 * @param holds whether a row of predictions is one of them
 */
record Condition(String key, String band, Column holds) {
  /**
   * Of tweets: length in tokens, and whether the raw text had a link or named a user, which the
   * cleaned one has masks for.
   */
  static final List<Condition> OF_TWEETS =
      List.of(
          new Condition("tokens", "1-5", col("tokens").between(1, 5)),
          new Condition("tokens", "6-10", col("tokens").between(6, 10)),
          new Condition("tokens", "11-20", col("tokens").between(11, 20)),
          new Condition("tokens", "21+", col("tokens").gt(20)),
          new Condition("link", "yes", col("has_link")),
          new Condition("link", "no", not(col("has_link"))),
          new Condition("mention", "yes", col("has_mention")),
          new Condition("mention", "no", not(col("has_mention"))));

  /**
   * Of faces: mean and standard deviation of the pixels. The edges are the thirds of FER2013's
   * Training part (115.0 and 144.4, 47.6 and 59.8), rounded; they stay, so that figures compare.
   */
  static final List<Condition> OF_FACES =
      Stream.concat(
              thirds("brightness", List.of("dark", "middle", "bright"), 115, 144),
              thirds("contrast", List.of("low", "middle", "high"), 48, 60))
          .toList();

  /** All of them, in the order in which they are shown. */
  static List<Condition> all() {
    return Stream.concat(OF_TWEETS.stream(), OF_FACES.stream()).toList();
  }

  /** What is looked at. */
  static Set<String> keys() {
    return all().stream().map(Condition::key).collect(Collectors.toUnmodifiableSet());
  }

  /** The name of the slice. */
  String slice() {
    return key + ":" + band;
  }

  /** The name of the slice where the condition holds, else null. */
  Column sliceOrNull() {
    return when(holds, slice());
  }

  private static Stream<Condition> thirds(
      String column, List<String> bands, double second, double third) {
    Column value = col(column);
    return Stream.of(
        new Condition(column, bands.get(0), value.lt(second)),
        new Condition(column, bands.get(1), value.geq(second).and(value.lt(third))),
        new Condition(column, bands.get(2), value.geq(third)));
  }
}
