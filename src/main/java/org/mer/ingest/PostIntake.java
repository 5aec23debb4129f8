package org.mer.ingest;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.mer.Modalities;
import scala.collection.Seq;

/**
 * The posts of a run, read once and decided on. Of posts with one id the first row of the first
 * file counts: another with the same content is a duplicate, and one with another content is
 * rejected. What was scored before, with the same content and by the same means, is a duplicate.
 *
 * <p>Posts are kept where they were read, in memory or on disk: only their ids and hashes are
 * shuffled, and only counts come to the driver.
 */
public final class PostIntake implements AutoCloseable {
  private static final String SCORED = "scored";
  private static final String REJECTED = "rejected";
  private static final String DUPLICATE = "duplicate";
  private static final String MET = "met";
  private static final int REPORTED_REASONS = 5;
  private static final Seq<String> PLACE = names("source_index", "row_number");
  private static final Seq<String> ID = names("id");
  private static final Column CONTENT = struct("fingerprint", "scoring");

  /** So many ids and hashes may be sent to every executor. */
  private static final long FEW = 500_000;

  /** So many ids and hashes are decided on by one task. */
  private static final long TASK = 100_000;

  private static final StructType SCHEMA =
      new StructType()
          .add("source_index", DataTypes.IntegerType)
          .add("row_number", DataTypes.LongType)
          .add("id", DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("pixels", DataTypes.BinaryType)
          .add("reason", DataTypes.StringType)
          .add("raw", DataTypes.StringType)
          .add("is_usable", DataTypes.BooleanType);

  private final List<SourceFile> files;
  private final List<Inventory> inventories;
  private final Dataset<Row> posts;
  private final Dataset<Row> met;
  private final Dataset<Row> decided;

  private PostIntake(
      List<SourceFile> files,
      List<Inventory> inventories,
      Dataset<Row> posts,
      Dataset<Row> met,
      Dataset<Row> decided) {
    this.files = List.copyOf(files);
    this.inventories = List.copyOf(inventories);
    this.posts = posts;
    this.met = met;
    this.decided = decided;
  }

  /**
   * Reads posts; lazily, but for a survey of the files.
   *
   * @param scoring of {@code text} and {@code pixels}: what tells the means of a score from others
   * @param known {@code id}, {@code fingerprint}, {@code scoring} and whatever else there is to
   *     know of what was scored before
   */
  public static PostIntake of(
      PostSource source, Column scoring, Dataset<Row> known, SparkSession spark) {
    RecordSource.Survey survey = source.survey(spark);
    Dataset<Row> posts =
        spark
            .createDataFrame(survey.records().map(PostIntake::row), SCHEMA)
            .withColumn("scoring", scoring)
            .withColumn("source", element_at(uris(source), col("source_index").plus(1)))
            .persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> outlines =
        posts.select(
            col("source_index"),
            col("row_number"),
            col("id"),
            col("fingerprint"),
            col("scoring"),
            col("is_usable"),
            col("reason").isNotNull().as("is_flawed"),
            col("text").isNotNull().as("has_text"),
            col("pixels").isNotNull().as("has_face"));
    long found = survey.inventories().stream().mapToLong(Inventory::records).sum();
    Dataset<Row> met = met(known, outlines, found).persist(StorageLevel.MEMORY_AND_DISK());
    Dataset<Row> decided =
        decided(outlines, sent(repeated(met), found), found)
            .persist(StorageLevel.MEMORY_AND_DISK());
    return new PostIntake(source.files(), survey.inventories(), posts, met, decided);
  }

  /** How many posts the survey found. */
  public long found() {
    return inventories.stream().mapToLong(Inventory::records).sum();
  }

  /**
   * The posts to score, each id once: {@code id}, {@code fingerprint}, {@code text} and {@code
   * pixels}, one of which may be null, {@code scoring}, {@code source} and {@code row_number}.
   *
   * @param outcome of these posts: where all are to be scored, none is looked for
   */
  public Dataset<Row> fresh(PostOutcome outcome) {
    return (outcome.areAllScored() ? posts : withoutOthers())
        .select("id", "fingerprint", "text", "pixels", "scoring", "source", "row_number");
  }

  private Dataset<Row> withoutOthers() {
    Dataset<Row> others =
        decided.where(col("is_usable").and(col("outcome").notEqual(SCORED))).select(places());
    return posts.where("is_usable").join(sent(others, found()), PLACE, "left_anti");
  }

  /**
   * Rows of {@code rejects} but for the run: posts that are not scored, and those that are scored
   * without a text or picture that cannot be used.
   */
  public Dataset<Row> rejects() {
    Dataset<Row> met =
        decided
            .where(
                col("outcome")
                    .equalTo(REJECTED)
                    .or(col("outcome").equalTo(SCORED).and(col("is_flawed"))))
            .select(col("source_index"), col("row_number"), col("is_other"));
    return posts
        .select("source_index", "row_number", "source", "reason", "raw", "id")
        .join(sent(met, found()), PLACE)
        .select(
            col("source"),
            col("row_number"),
            when(col("is_other"), lit("has the id of another post"))
                .otherwise(col("reason"))
                .as("reason"),
            coalesce(col("raw"), col("id"), lit("")).as("raw"));
  }

  /**
   * What became of the posts.
   *
   * @throws IllegalStateException if the sums do not agree
   */
  public PostOutcome outcome() {
    List<Column> sums =
        new ArrayList<>(
            List.of(
                number(col("outcome").equalTo(SCORED)),
                number(col("outcome").equalTo(REJECTED)),
                number(col("outcome").equalTo(DUPLICATE)),
                number(col("outcome").equalTo(SCORED).and(col("is_flawed")))));
    Arrays.stream(Modalities.values()).map(PostIntake::scored).forEach(sums::add);
    sums.add(number(col("outcome").equalTo(SCORED).and(col("is_met"))).as(MET));
    Map<Integer, Row> bySource = new HashMap<>();
    decided
        .groupBy("source_index")
        .agg(count(lit(1)), sums.toArray(Column[]::new))
        .collectAsList()
        .forEach(row -> bySource.put(row.getInt(0), row));
    return new PostOutcome(
        counts(bySource),
        Arrays.stream(Modalities.values()).filter(one -> isAny(bySource, one.name())).toList(),
        isAny(bySource, MET));
  }

  private static boolean isAny(Map<Integer, Row> bySource, String what) {
    return bySource.values().stream().anyMatch(row -> row.<Long>getAs(what) > 0);
  }

  private List<PostCounts> counts(Map<Integer, Row> bySource) {
    List<PostCounts> counts = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Row row = bySource.getOrDefault(i, RowFactory.create(i, 0L, 0L, 0L, 0L, 0L));
      PostCounts one =
          new PostCounts(
              files.get(i),
              inventories.get(i).sha256(),
              row.getLong(1),
              row.getLong(2),
              row.getLong(3),
              row.getLong(4),
              row.getLong(5));
      if (!one.agree() || one.read() != inventories.get(i).records()) {
        throw new IllegalStateException(
            "the sums do not agree, so nothing was published (the file may have changed meanwhile: score again): %,d posts were found, %s"
                .formatted(inventories.get(i).records(), one));
      }

      counts.add(one);
    }

    return counts;
  }

  /** The most frequent reasons of {@link #rejects}, the first few. */
  public List<IngestReport.Reason> reasons() {
    return rejects()
        .groupBy("reason")
        .agg(count(lit(1)).as("rows"))
        .orderBy(desc("rows"), col("reason"))
        .limit(REPORTED_REASONS)
        .collectAsList()
        .stream()
        .map(row -> new IngestReport.Reason(row.getString(0), row.getLong(1)))
        .toList();
  }

  /** What is known of the scores that posts with these ids had before. */
  public Dataset<Row> scoredBefore() {
    return met;
  }

  /** Lets go of the posts. */
  @Override
  public void close() {
    decided.unpersist();
    met.unpersist();
    posts.unpersist();
  }

  /** What was scored before under the ids that are met now: few of what a large table holds. */
  private static Dataset<Row> met(Dataset<Row> known, Dataset<Row> outlines, long found) {
    Dataset<Row> now = outlines.where("id IS NOT NULL").select(col("id"), CONTENT.as("content"));
    return known
        .join(sent(now, found), ID)
        .withColumn("is_repeated", col("content").equalTo(CONTENT))
        .drop("content");
  }

  /**
   * The contents of each id that was met which need not be scored again: no more than there are
   * posts, however often one was scored.
   */
  private static Dataset<Row> repeated(Dataset<Row> met) {
    return met.groupBy("id").agg(collect_set(when(col("is_repeated"), CONTENT)).as("repeated"));
  }

  private static Dataset<Row> decided(Dataset<Row> outlines, Dataset<Row> known, long found) {
    int cores = outlines.sparkSession().sparkContext().defaultParallelism();
    int tasks = (int) Math.max(cores, found / TASK);
    WindowSpec sameId =
        Window.partitionBy("id", "unidentified").orderBy("source_index", "row_number");
    return outlines
        // Posts that cannot be used have no id; their place keeps them from meeting in one task.
        .withColumn("unidentified", when(col("id").isNull(), col("fingerprint")))
        .repartition(tasks, col("id"), col("unidentified"))
        .withColumn("place", row_number().over(sameId))
        .withColumn("first_fingerprint", first("fingerprint").over(sameId))
        .join(known, ID, "left")
        .withColumn(
            "is_other",
            col("is_usable")
                .and(col("place").gt(1))
                .and(col("fingerprint").notEqual(col("first_fingerprint"))))
        .withColumn(
            "outcome",
            when(col("is_usable").equalTo(false).or(col("is_other")), REJECTED)
                .when(
                    col("place")
                        .gt(1)
                        .or(coalesce(array_contains(col("repeated"), CONTENT), lit(false))),
                    DUPLICATE)
                .otherwise(SCORED))
        .withColumn("is_met", col("repeated").isNotNull())
        .select(
            "source_index",
            "row_number",
            "is_usable",
            "is_flawed",
            "is_other",
            "is_met",
            "has_text",
            "has_face",
            "outcome");
  }

  /** Rows that are to be sent to where what they are joined with is, if there are few. */
  private static Dataset<Row> sent(Dataset<Row> rows, long most) {
    return most > FEW ? rows : broadcast(rows);
  }

  private static Column[] places() {
    return new Column[] {col("source_index"), col("row_number")};
  }

  private static Seq<String> names(String... names) {
    return scala.collection.JavaConverters.asScalaBuffer(List.of(names)).toSeq();
  }

  private static Row row(Candidate post) {
    if (post.parsed() instanceof Parsed.Usable<Row> usable) {
      Row values = usable.value();
      return RowFactory.create(
          post.source(),
          post.rowNumber(),
          values.get(0),
          values.get(1),
          values.get(2),
          values.get(3),
          values.get(4),
          values.get(5),
          true);
    }

    return RowFactory.create(
        post.source(),
        post.rowNumber(),
        null,
        post.source() + ":" + post.rowNumber(),
        null,
        null,
        ((Parsed.Rejected<Row>) post.parsed()).reason(),
        post.raw(),
        false);
  }

  private static Column scored(Modalities modalities) {
    return number(
            col("outcome")
                .equalTo(SCORED)
                .and(col("has_text").equalTo(modalities.hasText()))
                .and(col("has_face").equalTo(modalities.hasFace())))
        .as(modalities.name());
  }

  private static Column number(Column condition) {
    return sum(when(condition, 1L).otherwise(0L));
  }

  private static Column uris(PostSource source) {
    return array(source.files().stream().map(file -> lit(file.uri())).toArray(Column[]::new));
  }
}
