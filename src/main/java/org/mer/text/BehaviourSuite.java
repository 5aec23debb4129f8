package org.mer.text;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Polarity;
import org.mer.model.Scorer;

/**
 * A behavioural test set for text models: made-up posts that each ask for one ability, after
 * Ribeiro et al. 2020 (CheckList). Of every capability and kind as many cases are positive as
 * negative, so that a model that always says the same passes half of the minimum functionality, all
 * of the invariance and none of the direction.
 *
 * @param cases in the order of the file
 */
public record BehaviourSuite(List<BehaviourCase> cases) {
  static final String POLARITY = "polarity";
  static final String LEAST_CHANGE = "least_change";
  static final String POSITIVE = "positive";
  static final String OTHER_POSITIVE = "other_positive";

  private static final String RESOURCE = "behaviour.tsv";
  private static final String HEADER = "capability\tkind\tpolarity\tleast_change\ttext\tother_text";
  private static final int LEAST_FIELDS = 5;

  private static final List<String> OF_A_CASE =
      List.of("id", "capability", "kind", POLARITY, LEAST_CHANGE);
  private static final StructType TEXTS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("capability", DataTypes.StringType, false)
          .add("kind", DataTypes.StringType, false)
          .add(POLARITY, DataTypes.StringType, false)
          .add(LEAST_CHANGE, DataTypes.DoubleType, true)
          .add("is_other", DataTypes.BooleanType, false)
          .add("text", DataTypes.StringType, false);

  /** Copies the list. */
  public BehaviourSuite {
    cases = List.copyOf(cases);
  }

  /** The cases that come with this version, as somebody would have posted them: not cleaned. */
  public static BehaviourSuite shipped() {
    try (InputStream in = BehaviourSuite.class.getResourceAsStream(RESOURCE)) {
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + RESOURCE + " cannot be read", e);
    }
  }

  /**
   * Reads cases.
   *
   * @param lines a header, then a case a line: capability, kind, polarity, least change (empty for
   *     none), text and, for two kinds, another text, with tabs between them
   * @throws IllegalArgumentException if a line is no case
   */
  static BehaviourSuite of(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException("behavioural cases must begin with the line: " + HEADER);
    }

    Map<String, Integer> numbers = new HashMap<>();
    List<BehaviourCase> cases = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t", -1);
      if (fields.length < LEAST_FIELDS || fields.length > LEAST_FIELDS + 1) {
        throw new IllegalArgumentException(
            "a behavioural case must have five or six fields, cannot be: " + line);
      }

      cases.add(behaviour(fields[0] + "-" + numbers.merge(fields[0], 1, Integer::sum), fields));
    }

    return new BehaviourSuite(cases);
  }

  private static BehaviourCase behaviour(String id, String[] fields) {
    return new BehaviourCase(
        id,
        fields[0],
        BehaviourKind.named(fields[1]),
        Polarity.ofLabel(fields[2]).orElse(Polarity.NEUTRAL),
        fields[3].isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(fields[3])),
        fields[4],
        fields.length > LEAST_FIELDS ? Optional.of(fields[LEAST_FIELDS]) : Optional.empty());
  }

  /**
   * The same cases with their texts cleaned, as those of tweets are.
   *
   * @throws IllegalArgumentException if two texts of a case no longer differ, or nothing is left
   */
  public BehaviourSuite cleaned(UnaryOperator<String> cleaning) {
    return new BehaviourSuite(cases.stream().map(one -> one.cleaned(cleaning)).toList());
  }

  /**
   * What a scorer makes of the cases; it runs on the cluster, once for all texts, when the rows are
   * read. A posterior that leaves nothing to negative and positive counts as half and half.
   *
   * @return a row a case: id, capability, kind, polarity, least_change, text, other_text, the
   *     probabilities positive and other_positive (of the two polarities), and passed
   */
  public Dataset<Row> judged(Scorer scorer, SparkSession spark) {
    Column isOther = col("is_other");
    Dataset<Row> scored = scorer.score(texts(spark)).withColumn(POSITIVE, positiveShare());
    return scored
        .groupBy(OF_A_CASE.stream().map(functions::col).toArray(Column[]::new))
        .agg(
            only("text", not(isOther)).as("text"),
            only("text", isOther).as("other_text"),
            only(POSITIVE, not(isOther)).as(POSITIVE),
            only(POSITIVE, isOther).as(OTHER_POSITIVE))
        .withColumn("passed", isPassed());
  }

  /** From an RDD, since Spark would score rows that the plan holds on the driver. */
  private Dataset<Row> texts(SparkSession spark) {
    List<Row> rows =
        cases.stream()
            .flatMap(
                one ->
                    Stream.concat(
                        Stream.of(row(one, false, one.text())),
                        one.other().map(other -> row(one, true, other)).stream()))
            .toList();
    return spark.createDataFrame(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows), TEXTS);
  }

  private static Row row(BehaviourCase one, boolean isOther, String text) {
    return RowFactory.create(
        one.id(),
        one.capability(),
        one.kind().label(),
        one.polarity().label(),
        one.leastChange().isPresent() ? one.leastChange().getAsDouble() : null,
        isOther,
        text);
  }

  private static Column only(String column, Column condition) {
    return first(when(condition, col(column)), true);
  }

  private static Column positiveShare() {
    Column positive = col("posterior").getField(Polarity.POSITIVE.label());
    Column total = positive.plus(col("posterior").getField(Polarity.NEGATIVE.label()));
    return when(total.gt(0), positive.divide(total)).otherwise(lit(0.5));
  }

  private static Column isPassed() {
    return coalesce(
        Arrays.stream(BehaviourKind.values())
            .map(kind -> when(col("kind").equalTo(kind.label()), kind.isPassed()))
            .toArray(Column[]::new));
  }
}
