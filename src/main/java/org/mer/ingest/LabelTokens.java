package org.mer.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.mer.Polarity;

/**
 * The tokens of a label.
 *
 * @param label the label
 * @param tokens how many tokens its texts have
 * @param frequent the most frequent, most frequent first
 * @param telling those that tell it best from the other labels: the highest log-odds ratios with an
 *     informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, Fightin' Words, equations 15 to
 *     22), highest first
 */
record LabelTokens(String label, long tokens, List<TokenCount> frequent, List<TokenCount> telling) {
  /** Tokens a list. */
  static final int LISTED = 25;

  /**
   * Tokens that the prior counts for, divided among the tokens as they occur under all labels: a
   * token must occur somewhat before it can tell anything.
   */
  private static final double PRIOR = 1_000;

  private static final String IN_ALL = "in_all";

  LabelTokens {
    frequent = List.copyOf(frequent);
    telling = List.copyOf(telling);
  }

  /** The tokens of each label that occurs among tweets. Each text is taken apart once. */
  static List<LabelTokens> of(Dataset<Row> tweets) {
    Column[] byLabel =
        Arrays.stream(Polarity.values())
            .map(label -> count_if(col("polarity").equalTo(label.label())).as(label.label()))
            .toArray(Column[]::new);
    Column inAll = Arrays.stream(Polarity.values()).map(LabelTokens::of).reduce(Column::plus).get();
    Dataset<Row> counts =
        tweets
            .select(col("polarity"), explode(split(col("text"), " ")).as("token"))
            .where(length(col("token")).gt(0))
            .groupBy("token")
            .agg(byLabel[0], Arrays.copyOfRange(byLabel, 1, byLabel.length))
            .withColumn(IN_ALL, inAll)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Map<Polarity, Long> tokens = tokens(counts);
      long all = tokens.values().stream().mapToLong(Long::longValue).sum();
      return tokens.entrySet().stream()
          .filter(label -> label.getValue() > 0)
          .map(label -> of(counts, label.getKey(), label.getValue(), all))
          .toList();
    } finally {
      counts.unpersist(false);
    }
  }

  private static Column of(Polarity label) {
    return col(label.label());
  }

  private static LabelTokens of(Dataset<Row> counts, Polarity label, long tokens, long all) {
    Dataset<Row> ranked =
        counts.select(
            col("token"),
            of(label).as("within"),
            col(IN_ALL).minus(of(label)).as("elsewhere"),
            coalesce(z(of(label), tokens, all), lit(Double.NaN)).as("z"));
    return new LabelTokens(
        label.label(),
        tokens,
        top(ranked.where(col("within").gt(0)), "within"),
        top(ranked.where(col("z").gt(0).and(not(col("z").isNaN()))), "z"));
  }

  private static List<TokenCount> top(Dataset<Row> ranked, String by) {
    return ranked.orderBy(col(by).desc(), col("token")).limit(LISTED).collectAsList().stream()
        .map(
            row ->
                new TokenCount(row.getString(0), row.getLong(1), row.getLong(2), row.getDouble(3)))
        .toList();
  }

  /** Null where a logarithm has no value, as where there is no other label. */
  private static Column z(Column within, long tokens, long all) {
    Column prior = col(IN_ALL).multiply(PRIOR / all);
    Column elsewhere = col(IN_ALL).minus(within);
    Column difference =
        log(odds(within.plus(prior), tokens)).minus(log(odds(elsewhere.plus(prior), all - tokens)));
    Column variance = lit(1).divide(within.plus(prior)).plus(lit(1).divide(elsewhere.plus(prior)));
    return difference.divide(sqrt(variance));
  }

  private static Column odds(Column count, long tokens) {
    return count.divide(lit(tokens + PRIOR).minus(count));
  }

  private static Map<Polarity, Long> tokens(Dataset<Row> counts) {
    Column[] sums =
        Arrays.stream(Polarity.values())
            .map(label -> coalesce(sum(of(label)), lit(0L)))
            .toArray(Column[]::new);
    Row row = counts.agg(sums[0], Arrays.copyOfRange(sums, 1, sums.length)).first();
    Map<Polarity, Long> tokens = new EnumMap<>(Polarity.class);
    for (Polarity label : Polarity.values()) {
      tokens.put(label, row.getLong(label.ordinal()));
    }

    return tokens;
  }
}
