package org.mer.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.UsageException;
import org.mer.evaluation.Background;
import org.mer.evaluation.Cards;
import org.mer.evaluation.Datasets;
import org.mer.evaluation.Evaluation;
import org.mer.evaluation.Evaluator;
import org.mer.evaluation.Examples;
import org.mer.evaluation.Holdings;
import org.mer.evaluation.Report;
import org.mer.evaluation.SummaryTable;
import org.mer.fusion.RepeatedPairs;
import org.mer.model.Contender;
import org.mer.model.Promotions;
import org.mer.table.Publication;
import org.mer.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a fuse run: {@code metrics}, {@code confusion} and {@code calibration} of one run,
 * visible together or not at all, a summary on standard output, the report, and a model card and a
 * data card beside it.
 */
@Command(
    name = "evaluate",
    description =
        "Measures the predictions and fused scores of a fuse run, with intervals, and writes the report with its model card and data card.")
final class EvaluateJob extends Job {
  private static final List<Table> PREDICTIONS =
      List.of(Table.TEXT_PREDICTIONS, Table.FACE_PREDICTIONS, Table.SCORES);

  @Option(
      names = "--run",
      paramLabel = "RUN_ID",
      description = "The fuse run to evaluate (default: the newest).")
  String fuseRun;

  @Option(
      names = "--report",
      paramLabel = "URI",
      description = "Where the report goes (default: WAREHOUSE/reports/RUN_ID.html).")
  String report;

  @Option(
      names = "--against",
      paramLabel = "RUN_ID",
      description =
          "An earlier fuse run whose models are compared with these on the same rows (default: the champion's; where nothing was promoted, the one before).")
  String against;

  @Option(
      names = "--with-examples",
      description =
          "Show the texts and faces of the most confident errors in the report, not their ids alone.")
  boolean withExamples;

  @Override
  void check(JobContext context) {
    datasets(context);
    fuseRun(context);
    against(context);
  }

  @Override
  String plan(JobContext context) {
    return "evaluate %s%s and write the report and its cards to %s"
        .formatted(
            fuseRun(context),
            against(context).map(" against "::concat).orElse(""),
            report(context));
  }

  @Override
  void run(JobContext context) {
    String evaluated = fuseRun(context);
    Evaluation evaluation =
        new Evaluator(context.lake(), datasets(context), context.seed())
            .evaluate(
                evaluated,
                against(context),
                new RepeatedPairs(context.lake(), evaluated).scores(context.seed()));
    try (Publication publication = context.lake().publication(context.runId())) {
      publication.append(Table.METRICS, evaluation.metricRows(context.runId()));
      publication.append(Table.CONFUSION, evaluation.confusionRows(context.runId()));
      publication.append(Table.CALIBRATION, evaluation.calibrationRows(context.runId()));
      publication.publish();
    }

    write(context, evaluation);
    context.out().println(new SummaryTable(evaluation));
    context.out().println("report: " + report(context));
    context.out().println("model card: " + Cards.modelCard(report(context)));
    context.out().println("data card: " + Cards.dataCard(report(context)));
  }

  /** The cards first, so that the report links to pages that are there. */
  private void write(JobContext context, Evaluation evaluation) {
    String evaluated = evaluation.fuseRunId();
    Map<String, String> provenance = provenance(context, evaluated);
    Background background =
        Background.of(
            context.lake(),
            datasets(context),
            evaluated,
            withExamples ? Examples.SHOWN : Examples.LEFT_OUT);
    new Cards(evaluation, datasets(context), background, Holdings.of(context.lake()), provenance)
        .write(report(context), context.hadoop());
    new Report(evaluation, background, provenance).write(report(context), context.hadoop());
  }

  static Datasets datasets(JobContext context) {
    try {
      return new Datasets(
          context.settings().getString("evaluation.tweets-dataset"),
          context.settings().getString("evaluation.faces-dataset"));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "the settings under 'evaluation' cannot be used: " + e.getMessage(), e);
    }
  }

  /** The run that was asked for, or the one whose id bears the latest start. */
  private String fuseRun(JobContext context) {
    List<String> runs = fuseRuns(context);
    if (runs.isEmpty()) {
      throw new UsageException(
          "there is nothing to evaluate in %s: run jobs/fuse.sh first"
              .formatted(context.warehouse().root()));
    }

    return Optional.ofNullable(fuseRun)
        .map(run -> known(context, runs, run))
        .orElseGet(() -> runs.get(0));
  }

  /**
   * The run that was asked for, or the champion's; where there is none, or it is evaluated itself,
   * the one before that which is evaluated.
   */
  private Optional<String> against(JobContext context) {
    List<String> runs = fuseRuns(context);
    if (against != null) {
      return Optional.of(known(context, runs, against));
    }

    String evaluated = fuseRun(context);
    return Promotions.of(context.lake())
        .champion()
        .map(Contender::fuseRunId)
        .filter(run -> runs.contains(run) && !run.equals(evaluated))
        .or(() -> runs.stream().skip(runs.indexOf(evaluated) + 1L).findFirst());
  }

  private static String known(JobContext context, List<String> runs, String run) {
    if (!runs.contains(run)) {
      throw new UsageException(
          "there is no fuse run '%s' in %s: SELECT DISTINCT run_id FROM mer.scores lists them"
              .formatted(run, context.warehouse().root()));
    }

    return run;
  }

  /** Those that predicted or fused anything, the newest first. */
  private static List<String> fuseRuns(JobContext context) {
    return PREDICTIONS.stream()
        .filter(table -> !context.lake().isEmpty(table))
        .map(
            table ->
                table == Table.SCORES
                    ? context.lake().read(table).where(col("is_synthetic_pair"))
                    : context.lake().read(table))
        .map(rows -> rows.select("run_id"))
        .reduce(Dataset::unionByName)
        .map(EvaluateJob::newestFirst)
        .orElse(List.of());
  }

  private static List<String> newestFirst(Dataset<Row> runs) {
    return runs
        .distinct()
        .orderBy(regexp_extract(col("run_id"), "\\d{8}T\\d{6}", 0).desc(), col("run_id").desc())
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private Path report(JobContext context) {
    return report == null ? context.warehouse().report(context.runId()) : new Path(report);
  }

  private static Map<String, String> provenance(JobContext context, String evaluated) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("evaluate run", context.runId());
    provenance.put("fuse run", evaluated);
    provenance.put("text models", models(context, Table.TEXT_PREDICTIONS, evaluated));
    provenance.put("face models", models(context, Table.FACE_PREDICTIONS, evaluated));
    provenance.put("fusion of synthetic pairs", fusion(context, evaluated));
    provenance.put("seed", Long.toString(context.seed()));
    provenance.putAll(
        context.provenance(
            Table.TWEETS, Table.FACES, Table.TEXT_PREDICTIONS, Table.FACE_PREDICTIONS));
    return provenance;
  }

  private static String models(JobContext context, Table table, String evaluated) {
    return distinct(context, table, evaluated, "subject", "model_version");
  }

  private static String fusion(JobContext context, String evaluated) {
    Dataset<Row> rules =
        context
            .lake()
            .read(Table.SCORES)
            .where(col("run_id").equalTo(evaluated).and(col("control").equalTo("none")))
            .select(
                concat_ws(
                    "",
                    col("rule"),
                    lit(", text weight "),
                    col("text_weight"),
                    lit(", mapping "),
                    col("mapping_version")))
            .distinct();
    return joined(rules);
  }

  private static String distinct(
      JobContext context, Table table, String evaluated, String first, String second) {
    return joined(
        context
            .lake()
            .read(table)
            .where(col("run_id").equalTo(evaluated))
            .select(concat_ws(" ", col(first), col(second)))
            .distinct());
  }

  private static String joined(Dataset<Row> few) {
    return few.collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .collect(Collectors.joining("; "));
  }
}
