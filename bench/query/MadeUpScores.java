import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.mer.Emotion;
import org.mer.table.Lake;
import org.mer.table.Lease;
import org.mer.table.Publication;
import org.mer.table.Supersession;
import org.mer.table.Table;
import org.mer.table.Warehouse;

/**
 * Fills {@code scores} with rows that are made up by hashing numbers, the same ones each time, written and published as the
 * jobs do it: 30 nights of posts, of which a tenth was scored the night before as well, as {@code superseded} tells, and three fuse runs of pairs. Ids
 * of posts have no order.
 */
public final class MadeUpScores {
  private static final int NIGHTS = 30;
  private static final int FUSES = 3;
  private static final double PAIRS = 0.08;
  private static final int FILES = 8;
  private static final int PAIR_FILES = 16;
  private static final Instant FIRST = Instant.parse("2026-10-01T02:00:00Z");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Lake lake;
  private final long rows;

  private MadeUpScores(Lake lake, long rows) {
    this.lake = lake;
    this.rows = rows;
  }

  /**
   * Fills a warehouse.
   *
   * @param arguments its folder, which has no scores, and how many rows
   */
  public static void main(String[] arguments) {
    SparkConf conf = new SparkConf().set("spark.sql.session.timeZone", "UTC").setAppName("made-up scores");
    Warehouse warehouse = Warehouse.at(arguments[0], new Configuration());
    warehouse.sparkSettings(Map.of()).forEach(conf::set);
    try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
      new MadeUpScores(Lake.of(spark, warehouse).create(), Long.parseLong(arguments[1])).fill();
    }
  }

  private void fill() {
    try (Lease lease = lake.lease(Table.SCORES, "made-up", Duration.ZERO)) {
      new Supersession(lake).catchUp("made-up", lease);
    }

    long pairs = Math.round(PAIRS * rows / FUSES);
    long posts = (rows - FUSES * pairs) / NIGHTS;
    for (int night = 0; night < NIGHTS; night++) {
      boolean isLast = night == NIGHTS - 1;
      posts(night, posts, isLast ? rows - FUSES * pairs - night * posts : posts);
      if (night % (NIGHTS / FUSES) == 0) {
        pairs(night, pairs);
      }
    }
  }

  private void posts(int night, long usual, long count) {
    String run = run("score", night, 0);
    Dataset<Row> numbered =
        lake.spark()
            .range(0, count, 1, FILES)
            .withColumn(
                "key",
                night == 0
                    ? expr("id")
                    : expr("IF(id %% 10 = %d AND id < %d, %d, %d) + id".formatted(night % 10, usual, (night - 1) * usual, night * usual)))
            .withColumn("row_number", expr("id DIV %d + 1".formatted(FILES)))
            .withColumn("source", expr("concat('file:/arrivals/night-%d/posts-', id %% %d, '.csv')".formatted(night, FILES)))
            .withColumn("id", expr("CAST(abs(xxhash64(key)) AS STRING)"))
            .withColumn("modalities", expr("pmod(xxhash64(key, 'modalities'), 4)"))
            .withColumn("fingerprint", expr("md5(CAST(key AS STRING))"))
            .withColumn("scoring", expr("md5(concat(modalities DIV 2, %d))".formatted(night)))
            .withColumn("is_synthetic_pair", lit(false));
    Dataset<Row> scored = scored(numbered, "modalities <> 2", "modalities >= 2");
    Dataset<Row> superseded =
        scored
            .where("key < %d".formatted(night * usual))
            .select(
                lit(run).as("run_id"),
                col("id"),
                lit(run("score", night - 1, 0)).as("score_run_id"),
                col("emotion"),
                lit(started(night - 1, 0)).as("scored_at"));
    write(
        run,
        started(night, 0),
        superseded,
        scored
            .withColumn("text_influence", expr("CASE modalities WHEN 2 THEN 0.0 WHEN 3 THEN confidence / 4 ELSE 1.0 END"))
            .withColumn("face_influence", expr("CASE modalities WHEN 2 THEN 1.0 WHEN 3 THEN 1 - confidence / 4 ELSE 0.0 END")));
  }

  private void pairs(int night, long count) {
    String run = run("fuse", night, 1);
    Dataset<Row> numbered =
        lake.spark()
            .range(0, count, 1, PAIR_FILES)
            .withColumn("key", expr("id"))
            .withColumn("part", expr("IF(id % 8 = 0, 'pairs-fit', 'pairs-test')"))
            .withColumn(
                "control",
                expr(
                    "element_at(array('none', 'none', 'unconditional', 'face-prior', 'text-prior', 'surprise:positive=0.00', 'surprise:positive=0.50', 'surprise:positive=1.00'), CAST(id % 8 AS INT) + 1)"))
            .withColumn("pairing_seed", expr("CAST(id DIV 8 % 10 + 1 AS INT)"))
            .withColumn("kind", expr("element_at(array('polar', 'polar', 'neutral', 'surprise'), CAST(id DIV 80 % 4 AS INT) + 1)"))
            .withColumn("truth_emotion", emotionBy("pmod(xxhash64(key, 'truth'), 7)"))
            .withColumn("id", expr("concat(part, '/none/', pairing_seed, '/', md5(CAST(id AS STRING)), '-', truth_emotion, '-PrivateTest-1')"))
            .withColumn("truth_polarity", polarityOf("truth_emotion", "NULL"))
            .withColumn("is_synthetic_pair", lit(true));
    Instant started = started(night, 1);
    write(run, started, lake.read(Table.SUPERSEDED).limit(0), scored(numbered, "true", "true"));
    try (Publication publication = lake.publication(run + "/run")) {
      publication.append(
          Table.RUNS,
          List.of(
              RowFactory.create(
                  run, "fuse", Timestamp.from(started), Timestamp.from(started.plusSeconds(60)), "done", null, 1L, "", "{}", "", "", 2)));
      publication.publish();
    }
  }

  /** With all that the models and the fusion say. */
  private static Dataset<Row> scored(Dataset<Row> numbered, String hasText, String hasFace) {
    return withEmotions(withEmotions(numbered, "posterior"), "face_posterior")
        .withColumn("confidence", expr("greatest(%s)".formatted(each("posterior."))))
        .withColumn("emotion", emotionBy("array_position(array(%s), confidence) - 1".formatted(each("posterior."))))
        .withColumn("polarity", polarityOf("emotion", "IF(key % 2 = 0, 'positive', 'negative')"))
        .withColumn("negative", expr(uniform("negative")))
        .withColumn(
            "polarity_posterior",
            expr(
                "named_struct('negative', (1 - posterior.neutral) * negative, 'neutral', posterior.neutral, 'positive', (1 - posterior.neutral) * (1 - negative))"))
        .withColumn(
            "text_posterior",
            expr("IF(%s, named_struct('negative', negative, 'neutral', 0.0, 'positive', 1 - negative), NULL)".formatted(hasText)))
        .withColumn("face_posterior", expr("IF(%s, face_posterior, NULL)".formatted(hasFace)))
        .withColumn("is_conflicting", expr("IF(%s AND %s, negative > 0.8 AND face_posterior.happy > 0.2, NULL)".formatted(hasText, hasFace)))
        .withColumn("rule", lit("stacked-regression"))
        .withColumn("text_weight", lit(1.0))
        .withColumn("mapping_version", lit("1/surprise=0.50"))
        .withColumn("surprise_positive", lit(0.5))
        .withColumn("text_model_version", expr("IF(%s, 'combine-text-20260901T000000-000000', NULL)".formatted(hasText)))
        .withColumn("face_model_version", expr("IF(%s, 'train-image-20260901T000000-000000', NULL)".formatted(hasFace)));
  }

  private void write(String run, Instant started, Dataset<Row> superseded, Dataset<Row> rows) {
    try (Publication publication = lake.publication(run)) {
      publication.append(
          Table.SCORES, Table.SCORES.completed(rows.withColumn("run_id", lit(run)).withColumn("scored_at", lit(started))));
      publication.append(Table.SUPERSEDED, superseded);
      publication.publish();
    }
  }

  private static String run(String job, int night, int hours) {
    return "%s-%s-%06x".formatted(job, STAMP.format(started(night, hours)), night);
  }

  private static Instant started(int night, int hours) {
    return FIRST.plus(night, ChronoUnit.DAYS).plus(hours, ChronoUnit.HOURS);
  }

  /** With a column of seven probabilities that sum to 1, uniform among such. */
  private static Dataset<Row> withEmotions(Dataset<Row> rows, String name) {
    Map<String, Column> draws =
        Arrays.stream(Emotion.values())
            .collect(Collectors.toMap(Emotion::label, one -> expr("-ln(%s)".formatted(uniform(name + one.label())))));
    String members =
        Arrays.stream(Emotion.values())
            .map(one -> "'%1$s', CAST(1e6D * %1$s / total + 0.5D AS INT) / 1e6D".formatted(one.label()))
            .collect(Collectors.joining(", "));
    return rows.withColumns(draws)
        .withColumn("total", expr(each("").replace(", ", " + ")))
        .withColumn(name, expr("named_struct(%s)".formatted(members)));
  }

  private static String uniform(String salt) {
    return "((pmod(xxhash64(key, '%s'), 1000) + 0.5D) / 1000)".formatted(salt);
  }

  private static String each(String before) {
    return Arrays.stream(Emotion.values()).map(emotion -> before + emotion.label()).collect(Collectors.joining(", "));
  }

  private static Column emotionBy(String index) {
    String labels = Arrays.stream(Emotion.values()).map(emotion -> "'" + emotion.label() + "'").collect(Collectors.joining(", "));
    return expr("element_at(array(%s), CAST(%s AS INT) + 1)".formatted(labels, index));
  }

  private static Column polarityOf(String emotion, String ofSurprise) {
    return expr(
        "CASE %s WHEN 'happy' THEN 'positive' WHEN 'neutral' THEN 'neutral' WHEN 'surprise' THEN %s ELSE 'negative' END"
            .formatted(emotion, ofSurprise));
  }
}
