package org.mer.evaluation;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;
import org.mer.table.Lake;
import org.mer.table.Posteriors;
import org.mer.table.Table;

/**
 * Everything that was said of held-out rows, in one form: a row a decision, with id, subject,
 * dataset, part, slice, pairing_seed, truth, predicted, posterior (a map from class to probability,
 * null where the subject has none for the task) and temperature (null where none is known).
 *
 * <p>Three tasks occur. Polarity: negative against positive on rows that are one of them; the
 * decision is the likelier of the two. Emotion: seven classes. And all 498 manual tweets, neutral
 * ones with them, where a model of two classes gives neutral no probability and only its decisions
 * count.
 *
 * <p>A baseline {@code text/majority} and {@code face/majority} stands beside: the class that is
 * most frequent in the training part, with the shares of the classes as its posterior.
 */
final class Judgements {
  static final String PAIRS = "synthetic-pairs";

  /** What a slice of a control begins with. */
  static final String CONTROL_KEY = "control";

  /** What a slice of another share of surprise begins with, as its control in the scores does. */
  static final String SURPRISE_KEY = "surprise";

  private static final List<String> POLAR =
      List.of(Polarity.NEGATIVE.label(), Polarity.POSITIVE.label());
  private static final List<String> EMOTIONS = List.of(Posteriors.EMOTIONS.fieldNames());
  private static final String NO_CONTROL = "none";

  private final Lake lake;
  private final Datasets datasets;
  private final Said said;

  Judgements(Lake lake, Datasets datasets, Said said) {
    this.lake = lake;
    this.datasets = datasets;
    this.said = said;
  }

  /** All of them; nothing is read yet but the counts of training labels. */
  Dataset<Row> all() {
    return tweets().unionByName(faces()).unionByName(pairs());
  }

  /**
   * Those of the main subjects once more, by {@link Condition}: polar tweets of test and manual,
   * faces of PrivateTest. What a part was chosen on is not taken apart.
   */
  Dataset<Row> byCondition() {
    Dataset<Row> tweets =
        said.texts()
            .where(col("subject").equalTo("text").and(col("part").isin("test", "manual")))
            .where(col("truth").isin(POLAR.toArray()))
            .withColumn("slice", slices(Condition.OF_TWEETS));
    Dataset<Row> faces =
        said.faces()
            .where(col("subject").equalTo("face").and(col("part").equalTo("PrivateTest")))
            .withColumn("slice", slices(Condition.OF_FACES));
    return judged(decided(tweets, POLAR, Judgements::ofPosterior), datasets.tweets())
        .unionByName(judged(decided(faces, EMOTIONS, Judgements::ofPosterior), datasets.faces()));
  }

  /** Those of the main models on tweets and faces. */
  Dataset<Row> ofModels() {
    return tweets().unionByName(faces()).where(col("subject").isin("text", "face"));
  }

  private Dataset<Row> tweets() {
    Dataset<Row> rows =
        withMajority(
            said.texts(), "text", Table.TWEETS, "train", "polarity", Posteriors.POLARITIES);
    Column isManual = col("part").equalTo("manual");
    Dataset<Row> polar =
        rows.where(col("truth").isin(POLAR.toArray()))
            .withColumn("slice", when(isManual, "polar").otherwise("all"));
    Dataset<Row> manual =
        rows.where(isManual)
            .withColumn("slice", lit("all"))
            .withColumn("posterior", lit(null).cast("map<string,double>"));
    return judged(decided(polar, POLAR, Judgements::ofPosterior), datasets.tweets())
        .unionByName(judged(manual, datasets.tweets()));
  }

  private Dataset<Row> faces() {
    Dataset<Row> rows =
        withMajority(said.faces(), "face", Table.FACES, "Training", "emotion", Posteriors.EMOTIONS);
    Column unique = when(col("is_duplicate").equalTo(false), "without_duplicates");
    Dataset<Row> sliced = rows.withColumn("slice", slices(lit("all"), unique));
    return judged(decided(sliced, EMOTIONS, Judgements::ofPosterior), datasets.faces());
  }

  private Dataset<Row> pairs() {
    Dataset<Row> rows =
        said.scores()
            .where(col("is_synthetic_pair").and(col("part").equalTo("pairs-test")))
            .withColumn("temperature", lit(null).cast("double"));
    Column isPolar = col("kind").equalTo("polar");
    Column isDrawn = col("control").equalTo(NO_CONTROL);
    Dataset<Row> polar =
        rows.where(isPolar)
            .withColumn("truth", col("truth_polarity"))
            .withColumn("slice", polarSlices(isDrawn));
    Dataset<Row> emotions =
        rows.where(isDrawn)
            .withColumn("truth", col("truth_emotion"))
            .withColumn(
                "slice",
                slices(lit("all"), when(isPolar, "emotion").otherwise("neutral-or-surprise")));
    return subject(polar, "fusion", POLAR, name -> col("polarity_posterior").getField(name))
        .unionByName(
            subject(
                polar.where(col("text_posterior").isNotNull()),
                "text",
                POLAR,
                name -> col("text_posterior").getField(name)))
        .unionByName(
            subject(
                polar.where(col("face_posterior").isNotNull()),
                "face",
                POLAR,
                Judgements::facePolarity))
        .unionByName(subject(emotions, "fusion", EMOTIONS, Judgements::ofPosterior))
        .unionByName(
            subject(emotions, "face", EMOTIONS, name -> col("face_posterior").getField(name)));
  }

  private static Column polarSlices(Column isDrawn) {
    Column isSensitivity = col("control").startsWith(SURPRISE_KEY + ":");
    return slices(
        when(isDrawn, "polar"),
        when(isDrawn.and(col("is_conflicting")), "conflicting"),
        when(isSensitivity, col("control")),
        when(
            functions.not(isDrawn).and(functions.not(isSensitivity)),
            concat(lit(CONTROL_KEY + ":"), col("control"))));
  }

  /** Each row once a slice it lies in; a name that is null is none. */
  private static Column slices(Column... names) {
    return explode(array_compact(array(names)));
  }

  private static Column slices(List<Condition> conditions) {
    return slices(conditions.stream().map(Condition::sliceOrNull).toArray(Column[]::new));
  }

  private static Column ofPosterior(String label) {
    return col("posterior").getField(label);
  }

  /** How much of a face's posterior belongs to a polarity, with the row's own share of surprise. */
  private static Column facePolarity(String label) {
    Polarity polarity = Polarity.ofLabel(label).orElseThrow();
    EmotionPolarity none = new EmotionPolarity(0);
    EmotionPolarity whole = new EmotionPolarity(1);
    Column mass = lit(0.0);
    for (Emotion emotion : Emotion.values()) {
      double least = none.share(emotion, polarity);
      double more = whole.share(emotion, polarity) - least;
      Column share = lit(least).plus(col("surprise_positive").multiply(more));
      mass = mass.plus(col("face_posterior").getField(emotion.label()).multiply(share));
    }

    return mass;
  }

  private static Dataset<Row> subject(
      Dataset<Row> pairs, String subject, List<String> classes, Function<String, Column> mass) {
    Dataset<Row> rows = pairs.withColumn("subject", lit(subject));
    return judged(decided(rows, classes, mass), PAIRS);
  }

  /**
   * Rows with the posterior over some classes, brought to sum 1, and the likeliest of them; the
   * first of equals.
   */
  private static Dataset<Row> decided(
      Dataset<Row> rows, List<String> classes, Function<String, Column> mass) {
    Column[] masses = classes.stream().map(mass).toArray(Column[]::new);
    Column total = Arrays.stream(masses).reduce(Column::plus).orElseThrow();
    Column most = greatest(masses);
    List<Column> likeliest = new ArrayList<>();
    List<Column> entries = new ArrayList<>();
    for (int i = 0; i < masses.length; i++) {
      likeliest.add(when(masses[i].equalTo(most), classes.get(i)));
      entries.add(lit(classes.get(i)));
      entries.add(when(total.gt(0), masses[i].divide(total)).otherwise(1.0 / masses.length));
    }

    return rows.withColumn("predicted", coalesce(likeliest.toArray(Column[]::new)))
        .withColumn("posterior", map(entries.toArray(Column[]::new)));
  }

  private static Dataset<Row> judged(Dataset<Row> rows, String dataset) {
    Column seed =
        dataset.equals(PAIRS) ? col("pairing_seed") : lit(null).cast("int").as("pairing_seed");
    return rows.select(
        col("id"),
        col("subject"),
        lit(dataset).as("dataset"),
        col("part"),
        col("slice"),
        seed,
        col("truth"),
        col("predicted"),
        col("posterior"),
        col("temperature"));
  }

  private Dataset<Row> withMajority(
      Dataset<Row> rows,
      String subject,
      Table source,
      String part,
      String label,
      StructType classes) {
    return majority(source, part, label, classes)
        .map(
            shares ->
                rows.unionByName(
                    rows.where(col("subject").equalTo(subject))
                        .withColumn("subject", lit(subject + "/majority"))
                        .withColumn("posterior", shares)
                        .withColumn("predicted", likeliest(shares, classes))
                        .withColumn("temperature", lit(1.0))))
        .orElse(rows);
  }

  /** The shares of the classes in the training part; empty if it has no row. */
  private Optional<Column> majority(Table source, String part, String label, StructType classes) {
    List<Row> counts =
        lake.read(source).where(col("part").equalTo(part)).groupBy(label).count().collectAsList();
    double total = counts.stream().mapToLong(row -> row.getLong(1)).sum();
    Column[] shares =
        Stream.of(classes.fieldNames())
            .map(
                name ->
                    lit(counts.stream()
                                .filter(row -> row.getString(0).equals(name))
                                .mapToLong(row -> row.getLong(1))
                                .sum()
                            / total)
                        .as(name))
            .toArray(Column[]::new);
    return total == 0 ? Optional.empty() : Optional.of(functions.struct(shares));
  }

  private static Column likeliest(Column posterior, StructType classes) {
    Column[] shares =
        Stream.of(classes.fieldNames()).map(posterior::getField).toArray(Column[]::new);
    return coalesce(
        Stream.of(classes.fieldNames())
            .map(name -> when(posterior.getField(name).equalTo(greatest(shares)), name))
            .toArray(Column[]::new));
  }
}
