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
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.UsageException;
import org.mer.evaluation.Datasets;
import org.mer.evaluation.Evaluation;
import org.mer.evaluation.Evaluator;
import org.mer.evaluation.Report;
import org.mer.evaluation.SummaryTable;
import org.mer.table.Publication;
import org.mer.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a fuse run: {@code metrics}, {@code confusion} and {@code calibration} of one run,
 * visible together or not at all, a summary on standard output and the report.
 */
@Command(
    name = "evaluate",
    description =
        "Measures the predictions and fused scores of a fuse run, with intervals, and writes the report.")
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

  @Override
  void check(JobContext context) {
    datasets(context);
    fuseRun(context);
  }

  @Override
  String plan(JobContext context) {
    return "evaluate %s and write the report to %s".formatted(fuseRun(context), report(context));
  }

  @Override
  void run(JobContext context) {
    String evaluated = fuseRun(context);
    Evaluation evaluation =
        new Evaluator(context.lake(), datasets(context), context.seed()).evaluate(evaluated);
    try (Publication publication = context.lake().publication(context.runId())) {
      publication.append(Table.METRICS, evaluation.metricRows(context.runId()));
      publication.append(Table.CONFUSION, evaluation.confusionRows(context.runId()));
      publication.append(Table.CALIBRATION, evaluation.calibrationRows(context.runId()));
      publication.publish();
    }

    new Report(evaluation, provenance(context, evaluated)).write(report(context), context.hadoop());
    context.out().println(new SummaryTable(evaluation));
    context.out().println("report: " + report(context));
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
    Stream<Dataset<Row>> tables =
        PREDICTIONS.stream()
            .filter(table -> !context.lake().isEmpty(table))
            .map(
                table ->
                    table == Table.SCORES
                        ? context.lake().read(table).where(col("is_synthetic_pair"))
                        : context.lake().read(table))
            .map(rows -> rows.select("run_id"));
    Dataset<Row> runs =
        tables
            .reduce(Dataset::unionByName)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is nothing to evaluate in %s: run jobs/fuse.sh first"
                            .formatted(context.warehouse().root())));
    if (fuseRun != null && runs.where(col("run_id").equalTo(fuseRun)).isEmpty()) {
      throw new UsageException(
          "there is no fuse run '%s' in %s: SELECT DISTINCT run_id FROM mer.scores lists them"
              .formatted(fuseRun, context.warehouse().root()));
    }

    return Optional.ofNullable(fuseRun).orElseGet(() -> newest(runs));
  }

  private static String newest(Dataset<Row> runs) {
    return runs.distinct()
        .orderBy(regexp_extract(col("run_id"), "\\d{8}T\\d{6}", 0).desc(), col("run_id").desc())
        .first()
        .getString(0);
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
