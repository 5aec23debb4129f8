package org.mer.evaluation;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.map_values;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pow;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.mer.evaluation.Evaluation.Stage;
import org.mer.table.Lake;
import org.mer.table.Posteriors;
import org.mer.table.Table;

/**
 * Measures a fuse run. Each family of figures is one aggregation over the predictions, which stay
 * where they are; the driver gets counts and sums by group.
 */
public final class Evaluator {
  /** Probabilities below it are taken for it: a loss of 27.6 nats. */
  private static final double FLOOR = 1e-12;

  /** Scores are ranked by their log-odds to this many digits. */
  private static final int LOG_ODDS_DIGITS = 3;

  private final Lake lake;
  private final long seed;

  /**
   * An evaluator.
   *
   * @param seed of the bootstrap
   */
  public Evaluator(Lake lake, long seed) {
    this.lake = lake;
    this.seed = seed;
  }

  /** Measures everything that a fuse run said. */
  public Evaluation evaluate(String fuseRunId) {
    Dataset<Row> judgements = new Judgements(lake, fuseRunId).all();
    List<Measurement> measurements = new ArrayList<>();

    SortedMap<Group, ConfusionMatrix> matrices = confusion(judgements);
    ClassificationMetrics classification = new ClassificationMetrics(seed);
    matrices.forEach((group, matrix) -> measurements.addAll(classification.of(group, matrix)));

    SortedMap<Group, Map<Stage, Reliability>> reliabilities = new TreeMap<>();
    for (Calibrated one : calibration(judgements)) {
      measurements.addAll(one.losses().measurements(one.group(), one.stage().suffix()));
      measurements.add(calibrationError(one));
      reliabilities
          .computeIfAbsent(one.group(), group -> new EnumMap<>(Stage.class))
          .put(one.stage(), one.reliability());
    }

    measurements.addAll(ranking(judgements));
    measurements.addAll(comparisons(judgements));
    measurements.addAll(deviations(fuseRunId));
    measurements.addAll(SeedMeans.of(measurements));
    measurements.sort(Comparator.comparing(Measurement::group));
    return new Evaluation(
        fuseRunId, List.copyOf(measurements), sumOfMatrices(matrices), sums(reliabilities));
  }

  private static SortedMap<Group, ConfusionMatrix> confusion(Dataset<Row> judgements) {
    Map<Group, Map<ConfusionMatrix.Cell, Long>> cells = new HashMap<>();
    for (Row row :
        judgements.groupBy(Group.columns("truth", "predicted")).count().collectAsList()) {
      cells
          .computeIfAbsent(Group.of(row), group -> new HashMap<>())
          .put(new ConfusionMatrix.Cell(row.getString(5), row.getString(6)), row.getLong(7));
    }

    SortedMap<Group, ConfusionMatrix> matrices = new TreeMap<>();
    cells.forEach((group, counted) -> matrices.put(group, ConfusionMatrix.of(counted)));
    return matrices;
  }

  /** What a group's confidences are worth at a stage. */
  private record Calibrated(Group group, Stage stage, Losses losses, Reliability reliability) {}

  private static Collection<Calibrated> calibration(Dataset<Row> judgements) {
    Column truth = greatest(element_at(col("posterior"), col("truth")), lit(0.0));
    Column logLoss = log(greatest(truth, lit(FLOOR))).multiply(-1);
    Column squares =
        aggregate(
            map_values(col("posterior")), lit(0.0), (all, one) -> all.plus(one.multiply(one)));
    Column brier = squares.minus(truth.multiply(2)).plus(1);
    Column confidence = array_max(map_values(col("posterior")));
    Column bin = least(floor(confidence.multiply(Reliability.BINS)), lit(Reliability.BINS - 1));
    List<Row> sums =
        staged(judgements)
            .withColumn("bin", bin.cast("int"))
            .withColumn("right", col("predicted").equalTo(col("truth")))
            .withColumn("confidence", confidence)
            .withColumn("log_loss", logLoss)
            .withColumn("brier", brier)
            .groupBy(Group.columns("stage", "bin", "right"))
            .agg(
                count(lit(1)),
                sum("confidence"),
                sum("log_loss"),
                sum(pow(col("log_loss"), 2)),
                sum("brier"),
                sum(pow(col("brier"), 2)))
            .collectAsList();
    return sums.stream()
        .collect(
            Collectors.groupingBy(
                row -> List.of(Group.of(row), row.getString(5)),
                Collectors.collectingAndThen(Collectors.toList(), Evaluator::calibrated)))
        .values();
  }

  /** Each row with the posterior as it is, and where its temperature is known, without it. */
  private static Dataset<Row> staged(Dataset<Row> judgements) {
    Dataset<Row> after =
        judgements
            .where(col("posterior").isNotNull())
            .withColumn("stage", lit(Stage.AFTER.label()));
    Column raised = transform_values(col("posterior"), (name, one) -> pow(one, col("temperature")));
    Column total = aggregate(map_values(col("raised")), lit(0.0), Column::plus);
    Dataset<Row> before =
        after
            .where(col("temperature").isNotNull())
            .withColumn("stage", lit(Stage.BEFORE.label()))
            .withColumn("raised", raised)
            .withColumn("total", total)
            .withColumn(
                "posterior",
                transform_values(col("raised"), (name, one) -> one.divide(col("total"))))
            .drop("raised", "total");
    return after.unionByName(before);
  }

  private static Calibrated calibrated(List<Row> rows) {
    List<Reliability.Count> counts = new ArrayList<>();
    Losses losses = new Losses(0, 0, 0, 0, 0);
    for (Row row : rows) {
      Reliability.Outcome outcome =
          row.getBoolean(7) ? Reliability.Outcome.RIGHT : Reliability.Outcome.WRONG;
      counts.add(new Reliability.Count(row.getInt(6), outcome, row.getLong(8), row.getDouble(9)));
      losses =
          losses.plus(
              new Losses(
                  row.getLong(8),
                  row.getDouble(10),
                  row.getDouble(11),
                  row.getDouble(12),
                  row.getDouble(13)));
    }

    Row any = rows.get(0);
    return new Calibrated(
        Group.of(any), Stage.of(any.getString(5)), losses, Reliability.of(counts));
  }

  /**
   * The calibration error. Drawn anew, bins drift from the diagonal by chance as well, so the
   * interval leans upwards; it is made to hold the figure itself.
   */
  private Measurement calibrationError(Calibrated one) {
    double error = one.reliability().expectedCalibrationError();
    Interval drawn =
        Bootstrap.of(one.reliability(), seed).interval(Reliability::expectedCalibrationError);
    return Measurement.whole(
        one.group(),
        "ece" + one.stage().suffix(),
        error,
        new Interval(Math.min(drawn.low(), error), Math.max(drawn.high(), error)),
        one.reliability().total());
  }

  /**
   * ROC AUC by ranks (Mann and Whitney 1947), over a histogram of the log-odds that is finer than
   * any difference that matters.
   */
  private static List<Measurement> ranking(Dataset<Row> judgements) {
    Column bounded = least(greatest(col("score"), lit(FLOOR)), lit(1 - FLOOR));
    Column logOdds = round(log(bounded.divide(lit(1.0).minus(bounded))), LOG_ODDS_DIGITS);
    WindowSpec below =
        Window.partitionBy(Group.columns("class"))
            .orderBy("log_odds")
            .rowsBetween(Window.unboundedPreceding(), -1);
    Column outranked =
        coalesce(sum("negatives").over(below), lit(0L)).plus(col("negatives").divide(2));
    Column isClass = col("truth").equalTo(col("class"));
    List<Row> areas =
        judgements
            .where(col("posterior").isNotNull())
            .select(
                with(
                    Group.columns("truth"),
                    explode(col("posterior")).as(new String[] {"class", "score"})))
            .withColumn("log_odds", logOdds)
            .groupBy(Group.columns("class", "log_odds"))
            .agg(
                sum(when(isClass, 1L).otherwise(0L)).as("positives"),
                sum(when(isClass, 0L).otherwise(1L)).as("negatives"))
            .withColumn("outranked", outranked)
            .groupBy(Group.columns("class"))
            .agg(
                sum(col("positives").multiply(col("outranked"))),
                sum("positives"),
                sum("negatives"))
            .collectAsList();
    Map<Group, Map<String, Ranking>> rankings = new TreeMap<>();
    for (Row row : areas) {
      long positives = row.getLong(7);
      long negatives = row.getLong(8);
      if (positives > 0 && negatives > 0) {
        double area = row.getDouble(6) / ((double) positives * negatives);
        rankings
            .computeIfAbsent(Group.of(row), group -> new TreeMap<>())
            .put(row.getString(5), new Ranking(area, positives, negatives));
      }
    }

    List<Measurement> measurements = new ArrayList<>();
    rankings.forEach((group, classes) -> measurements.addAll(areas(group, classes)));
    return measurements;
  }

  /** The areas and their mean, whose error is the mean error: the classes share their rows. */
  private static List<Measurement> areas(Group group, Map<String, Ranking> classes) {
    List<Measurement> measurements = new ArrayList<>();
    classes.forEach(
        (name, one) ->
            measurements.add(
                Measurement.ofClass(
                    group, "roc_auc", name, one.area(), one.interval(), one.positives())));
    double mean = classes.values().stream().mapToDouble(Ranking::area).average().orElseThrow();
    double error =
        classes.values().stream().mapToDouble(Ranking::standardError).average().orElseThrow();
    long n =
        classes.values().stream()
            .mapToLong(one -> one.positives() + one.negatives())
            .max()
            .orElseThrow();
    measurements.add(
        Measurement.whole(
            group, "macro_roc_auc", mean, Interval.normal(mean, error).within(0, 1), n));
    return measurements;
  }

  /**
   * McNemar's test of every subject against the main one of its data: text, face, and of pairs
   * fusion.
   */
  private static List<Measurement> comparisons(Dataset<Row> judgements) {
    Column main =
        when(col("dataset").equalTo(Judgements.PAIRS), "fusion")
            .when(col("dataset").equalTo(Judgements.FACES), "face")
            .otherwise("text");
    Dataset<Row> marked =
        judgements
            .withColumn("right", col("predicted").equalTo(col("truth")))
            .withColumn("is_main", col("subject").equalTo(main));
    Dataset<Row> mains =
        marked
            .where(col("is_main"))
            .select(
                col("id"),
                col("dataset"),
                col("part"),
                col("slice"),
                coalesce(col("pairing_seed"), lit(0)).as("draw"),
                col("subject").as("main"),
                col("right").as("main_right"));
    List<Row> counts =
        marked
            .where(not(col("is_main")))
            .withColumn("draw", coalesce(col("pairing_seed"), lit(0)))
            .join(mains, new String[] {"id", "dataset", "part", "slice", "draw"})
            .groupBy(Group.columns("main"))
            .agg(
                sum(when(col("right").and(not(col("main_right"))), 1L).otherwise(0L)),
                sum(when(col("main_right").and(not(col("right"))), 1L).otherwise(0L)),
                count(lit(1)))
            .collectAsList();
    return counts.stream()
        .map(
            row ->
                new Measurement(
                    Group.of(row),
                    McNemar.METRIC,
                    Optional.of(row.getString(5)),
                    McNemar.probability(row.getLong(6), row.getLong(7)),
                    Optional.empty(),
                    row.getLong(8)))
        .toList();
  }

  /**
   * How far a control is from the modality that it must give back: the greatest difference of any
   * probability, 0 to 1.
   */
  private List<Measurement> deviations(String fuseRunId) {
    Column fromFace = lit(0.0);
    for (String emotion : Posteriors.EMOTIONS.fieldNames()) {
      Column difference =
          col("posterior").getField(emotion).minus(col("face_posterior").getField(emotion));
      fromFace = greatest(fromFace, abs(difference));
    }

    Column fused = positiveShare("polarity_posterior");
    Column fromText = abs(fused.minus(positiveShare("text_posterior")));
    Column control = col("control");
    return lake
        .read(Table.SCORES)
        .where(col("run_id").equalTo(fuseRunId).and(control.isin("face-prior", "text-prior")))
        .groupBy(
            lit("fusion").as("subject"),
            lit(Judgements.PAIRS).as("dataset"),
            col("part"),
            concat(lit("control:"), control).as("slice"),
            col("pairing_seed"))
        .agg(max(when(control.equalTo("text-prior"), fromFace).otherwise(fromText)), count(lit(1)))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Measurement(
                    Group.of(row),
                    "max_deviation",
                    Optional.empty(),
                    row.getDouble(5),
                    Optional.empty(),
                    row.getLong(6)))
        .toList();
  }

  private static Column positiveShare(String posterior) {
    Column positive = col(posterior).getField("positive");
    return positive.divide(positive.plus(col(posterior).getField("negative")));
  }

  private static Column[] with(Column[] columns, Column last) {
    Column[] all = Arrays.copyOf(columns, columns.length + 1);
    all[columns.length] = last;
    return all;
  }

  private static SortedMap<Group, ConfusionMatrix> sumOfMatrices(
      SortedMap<Group, ConfusionMatrix> matrices) {
    SortedMap<Group, List<ConfusionMatrix>> draws = new TreeMap<>();
    matrices.forEach(
        (group, matrix) ->
            draws.computeIfAbsent(group.overSeeds(), all -> new ArrayList<>()).add(matrix));
    SortedMap<Group, ConfusionMatrix> sums = new TreeMap<>();
    draws.forEach((group, all) -> sums.put(group, ConfusionMatrix.sum(all)));
    return sums;
  }

  private static SortedMap<Group, Map<Stage, Reliability>> sums(
      SortedMap<Group, Map<Stage, Reliability>> reliabilities) {
    SortedMap<Group, Map<Stage, List<Reliability>>> draws = new TreeMap<>();
    reliabilities.forEach(
        (group, stages) ->
            stages.forEach(
                (stage, reliability) ->
                    draws
                        .computeIfAbsent(group.overSeeds(), all -> new EnumMap<>(Stage.class))
                        .computeIfAbsent(stage, all -> new ArrayList<>())
                        .add(reliability)));
    SortedMap<Group, Map<Stage, Reliability>> sums = new TreeMap<>();
    draws.forEach(
        (group, stages) -> {
          Map<Stage, Reliability> summed = new EnumMap<>(Stage.class);
          stages.forEach((stage, all) -> summed.put(stage, Reliability.sum(all)));
          sums.put(group, summed);
        });
    return sums;
  }
}
