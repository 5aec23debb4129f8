package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.Emotion;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class SyntheticPairsTest {
  private static final StructType LABELLED =
      new StructType().add("id", DataTypes.StringType).add("truth", DataTypes.StringType);
  private static final int FACES = 70;
  private static final int SEEDS = 3;

  private final SyntheticPairs pairing = new SyntheticPairs(SEEDS, 17);

  @Test
  void everyFaceStandsOnceASeedBesideATweetOfItsPolarity(SparkSession spark) {
    List<Row> pairs =
        pairing.byPolarity(tweets(spark, 200), faces(spark), "pairs-test").collectAsList();

    assertThat(pairs).hasSize(FACES * SEEDS);
    assertThat(distinct(pairs, "pair_id")).hasSize(FACES * SEEDS);
    for (int seed = 1; seed <= SEEDS; seed++) {
      List<Row> drawn = ofSeed(pairs, seed);
      assertThat(distinct(drawn, "face_id")).hasSize(FACES);
      assertThat(distinct(drawn, "text_id")).hasSize(FACES);
      assertThat(drawn)
          .filteredOn(pair -> pair.<String>getAs("kind").equals("polar"))
          .hasSize(50)
          .allSatisfy(
              pair ->
                  assertThat(pair.<String>getAs("text_truth"))
                      .isEqualTo(
                          pair.getAs("face_truth").equals("happy") ? "positive" : "negative"));
      assertThat(drawn)
          .filteredOn(pair -> pair.<String>getAs("kind").equals("surprise"))
          .hasSize(10)
          .allSatisfy(pair -> assertThat(pair.<String>getAs("face_truth")).isEqualTo("surprise"));
    }
  }

  @Test
  void tweetsThatAreFewServeInTurn(SparkSession spark) {
    List<Row> pairs =
        pairing.byPolarity(tweets(spark, 20), faces(spark), "pairs-test").collectAsList();

    assertThat(pairs).hasSize(FACES * SEEDS);
    Map<String, Integer> uses = new HashMap<>();
    ofSeed(pairs, 1).stream()
        .filter(pair -> pair.<String>getAs("face_truth").matches("angry|disgust|fear|sad"))
        .forEach(pair -> uses.merge(pair.getAs("text_id"), 1, Integer::sum));
    // 40 negative faces and 10 negative tweets.
    assertThat(uses).hasSize(10).allSatisfy((id, times) -> assertThat(times).isEqualTo(4));
  }

  @Test
  void theDrawDependsOnSeedsAndIdsAlone(SparkSession spark) {
    Dataset<Row> tweets = tweets(spark, 200);
    Dataset<Row> faces = faces(spark);
    Set<Row> pairs = new HashSet<>(pairing.byPolarity(tweets, faces, "pairs-test").collectAsList());

    Set<Row> shuffled =
        new HashSet<>(
            pairing
                .byPolarity(tweets.repartition(7, col("truth")), faces.repartition(5), "pairs-test")
                .collectAsList());
    Set<Row> other =
        new HashSet<>(
            new SyntheticPairs(SEEDS, 18).byPolarity(tweets, faces, "pairs-test").collectAsList());

    assertThat(shuffled).isEqualTo(pairs);
    assertThat(other).isNotEqualTo(pairs);
    List<Row> rows = new ArrayList<>(pairs);
    assertThat(partners(rows, 1)).isNotEqualTo(partners(rows, 2));
  }

  @Test
  void unconditionalPairsDisregardTheLabels(SparkSession spark) {
    List<Row> pairs =
        pairing.unconditional(tweets(spark, 400), faces(spark), "pairs-test").collectAsList();

    assertThat(pairs).hasSize(FACES * SEEDS);
    assertThat(pairs)
        .filteredOn(pair -> pair.getAs("face_truth").equals("happy"))
        .extracting(pair -> pair.<String>getAs("text_truth"))
        .contains("negative", "positive");
  }

  private static Map<String, String> partners(List<Row> pairs, int seed) {
    Map<String, String> partners = new HashMap<>();
    ofSeed(pairs, seed).forEach(pair -> partners.put(pair.getAs("face_id"), pair.getAs("text_id")));
    return partners;
  }

  private static List<Row> ofSeed(List<Row> pairs, int seed) {
    return pairs.stream().filter(pair -> pair.<Integer>getAs("pairing_seed") == seed).toList();
  }

  private static Set<String> distinct(List<Row> pairs, String column) {
    Set<String> values = new HashSet<>();
    pairs.forEach(pair -> values.add(pair.getAs(column)));
    return values;
  }

  /** Half negative, half positive. */
  private static Dataset<Row> tweets(SparkSession spark, int count) {
    return labelled(spark, "t", count, i -> i % 2 == 0 ? "negative" : "positive");
  }

  /** Ten of each emotion. */
  private static Dataset<Row> faces(SparkSession spark) {
    return labelled(spark, "f", FACES, i -> Emotion.of(i % Emotion.COUNT).label());
  }

  private static Dataset<Row> labelled(
      SparkSession spark, String prefix, int count, java.util.function.IntFunction<String> label) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(RowFactory.create(prefix + i, label.apply(i)));
    }

    Collections.shuffle(rows, new Random(count));
    return spark.createDataFrame(rows, LABELLED);
  }
}
