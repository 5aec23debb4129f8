package org.mer.web;

import static org.apache.spark.sql.functions.col;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.mer.page.Chart;
import org.mer.page.Course;
import org.mer.page.Grid;
import org.mer.page.Numeral;
import org.mer.page.Series;
import org.mer.table.Lake;
import org.mer.table.Table;

/** The runs of all jobs, and what is known of one. */
final class RunPages {
  private static final int SHOWN = 200;
  private static final String MARK = "kept";

  private final Shell shell;
  private final Lake lake;
  private final ReportFiles reports;

  RunPages(Shell shell, Lake lake, ReportFiles reports) {
    this.shell = shell;
    this.lake = lake;
    this.reports = reports;
  }

  private record Line(
      String id,
      String job,
      String started,
      String took,
      String status,
      String message,
      List<String> report) {
    static Line of(Row row, Set<String> reports) {
      String report = row.<String>getAs("run_id") + ".html";
      return new Line(
          row.getAs("run_id"),
          row.getAs("job"),
          Moment.written(row.<Timestamp>getAs("started_at").toInstant()),
          duration(row),
          row.getAs("status"),
          Optional.ofNullable(row.<String>getAs("message")).orElse(""),
          reports.contains(report) ? List.of(report) : List.of());
    }
  }

  void list(Context request) {
    Set<String> written = reportNames();
    List<Line> lines =
        lake.isEmpty(Table.RUNS)
            ? List.of()
            : lake
                .read(Table.RUNS)
                .orderBy(col("started_at").desc())
                .limit(SHOWN)
                .collectAsList()
                .stream()
                .map(row -> Line.of(row, written))
                .toList();
    shell.answer(
        request,
        Shell.Room.RUNS,
        "runs.html",
        Map.of("title", "Runs", "lines", lines, "isEmpty", lines.isEmpty(), "shown", SHOWN));
  }

  void one(Context request) {
    String id = request.pathParam("id");
    Row run =
        lake.isEmpty(Table.RUNS)
            ? null
            : lake.read(Table.RUNS).where(col("run_id").equalTo(id)).takeAsList(1).stream()
                .findFirst()
                .orElse(null);
    if (run == null) {
      throw new NotFoundResponse();
    }

    Map<String, Object> content = new LinkedHashMap<>();
    content.put("title", id);
    content.put("provenance", Grid.Line.of(facts(run)));
    content.put("line", Line.of(run, reportNames()));
    content.put("settings", run.<String>getAs("settings"));
    content.put("charts", curves(id));
    shell.answer(request, Shell.Room.RUNS, "run.html", content);
  }

  private Set<String> reportNames() {
    return reports.all().stream().map(ReportFiles.ReportFile::name).collect(Collectors.toSet());
  }

  private static Map<String, String> facts(Row run) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("job", run.getAs("job"));
    facts.put("status", run.getAs("status"));
    Optional.ofNullable(run.<String>getAs("message")).ifPresent(one -> facts.put("message", one));
    facts.put("started", Moment.written(run.<Timestamp>getAs("started_at").toInstant()) + " UTC");
    facts.put("took", duration(run));
    facts.put("arguments", run.getAs("arguments"));
    facts.put("seed", Long.toString(run.<Long>getAs("seed")));
    facts.put("version", run.getAs("version"));
    facts.put("Spark", run.getAs("spark_version"));
    facts.put("cores", Integer.toString(run.<Integer>getAs("cores")));
    return facts;
  }

  private static String duration(Row run) {
    Duration took =
        Duration.between(
            run.<Timestamp>getAs("started_at").toInstant(),
            run.<Timestamp>getAs("finished_at").toInstant());
    return "%d:%02d min".formatted(took.toMinutes(), took.toSecondsPart());
  }

  private List<Chart> curves(String run) {
    List<Row> epochs =
        lake.isEmpty(Table.EPOCHS)
            ? List.of()
            : lake.read(Table.EPOCHS)
                .where(col("run_id").equalTo(run))
                .orderBy("epoch")
                .collectAsList();
    if (epochs.isEmpty()) {
      return List.of();
    }

    return List.of(
        curve(epochs, "Loss (nats)", "train_loss", "validation_loss"),
        curve(epochs, "Validation", "validation_accuracy", "validation_macro_f1"));
  }

  private static Chart curve(List<Row> epochs, String title, String... columns) {
    String kept =
        epochs.stream()
            .filter(row -> row.<Boolean>getAs("is_best"))
            .map(row -> row.getAs("epoch").toString())
            .findFirst()
            .orElse("");
    List<Series> series =
        List.of(columns).stream()
            .map(
                column ->
                    new Series(
                        column.replace('_', ' '),
                        epochs.stream().map(row -> row.<Double>getAs(column)).toList()))
            .toList();
    return new Chart(
        title,
        "%s by epoch".formatted(title),
        "",
        new Course(
            "epoch",
            epochs.stream().map(row -> row.getAs("epoch").toString()).toList(),
            kept,
            MARK,
            series),
        new Grid(
            title,
            List.of("epoch", columns[0], columns[1]),
            epochs.stream()
                .map(
                    row ->
                        Grid.Line.of(
                            row.getAs("epoch").toString(),
                            Numeral.fraction(row.<Double>getAs(columns[0])),
                            Numeral.fraction(row.<Double>getAs(columns[1]))))
                .toList()));
  }
}
