package org.mer.evaluation;

import static org.apache.spark.sql.functions.col;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.mer.page.Chart;
import org.mer.page.Course;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Series;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * How the training of a model went, by the table {@code epochs}.
 *
 * @param subject what was trained
 * @param runId the training
 * @param steps at least one, in order
 */
public record TrainingCourse(String subject, String runId, List<Step> steps) {
  /** Copies the list. */
  public TrainingCourse {
    steps = List.copyOf(steps);
  }

  /**
   * An epoch.
   *
   * @param number from 1
   * @param trainLoss in nats, regularisation included
   * @param validationLoss in nats
   * @param accuracy on the validation part, 0 to 1
   * @param macroF1 on the validation part, 0 to 1
   * @param isBest whether the bundle has its weights
   */
  public record Step(
      int number,
      double trainLoss,
      double validationLoss,
      double accuracy,
      double macroF1,
      boolean isBest) {}

  private record Figure(String label, ToDoubleFunction<Step> value) {
    private String written(Step step) {
      return String.format(Locale.ROOT, "%.4f", value.applyAsDouble(step));
    }
  }

  /** The trainings of models that were trained in this warehouse, by subject. */
  static List<TrainingCourse> of(Lake lake, List<RunModel> models) {
    Object[] versions = models.stream().map(RunModel::version).distinct().toArray();
    Map<List<String>, List<Row>> trainings =
        lake
            .read(Table.EPOCHS)
            .where(col("run_id").isin(versions))
            .select(
                "subject",
                "run_id",
                "epoch",
                "train_loss",
                "validation_loss",
                "validation_accuracy",
                "validation_macro_f1",
                "is_best")
            .orderBy("subject", "run_id", "epoch")
            .collectAsList()
            .stream()
            .collect(
                Collectors.groupingBy(
                    row -> List.of(row.getString(0), row.getString(1)),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return trainings.entrySet().stream()
        .map(
            entry ->
                new TrainingCourse(
                    entry.getKey().get(0),
                    entry.getKey().get(1),
                    entry.getValue().stream().map(TrainingCourse::step).toList()))
        .toList();
  }

  private static Step step(Row row) {
    return new Step(
        row.getInt(2),
        row.getDouble(3),
        row.getDouble(4),
        row.getDouble(5),
        row.getDouble(6),
        row.getBoolean(7));
  }

  /** Its losses, and how it did on the validation part. */
  Stream<Chart> charts() {
    return Stream.of(
        chart(
            "loss, in nats",
            new Figure("training loss", Step::trainLoss),
            new Figure("validation loss", Step::validationLoss)),
        chart(
            "accuracy and macro-F1 on the validation part",
            new Figure("accuracy", Step::accuracy),
            new Figure("macro-F1", Step::macroF1)));
  }

  private Chart chart(String measure, Figure... drawn) {
    List<Figure> figures = List.of(drawn);
    Step kept = steps.stream().filter(Step::isBest).findFirst().orElse(steps.get(0));
    String title = "%s: %s".formatted(subject, measure);
    return new Chart(
        title,
        "Training of %s in %s, by epoch; epoch %d was kept. %s"
            .formatted(
                title,
                runId,
                kept.number(),
                figures.stream().map(one -> sentence(one, kept)).collect(Collectors.joining(" "))),
        "",
        new Course(
            "epoch",
            steps.stream().map(TrainingCourse::number).toList(),
            number(kept),
            "kept",
            figures.stream().map(this::series).toList()),
        new Grid(
            title,
            Stream.concat(Stream.of("epoch"), figures.stream().map(Figure::label)).toList(),
            steps.stream()
                .map(
                    step ->
                        new Line(
                            number(step) + (step.equals(kept) ? " (kept)" : ""),
                            figures.stream().map(one -> one.written(step)).toList()))
                .toList()));
  }

  private String sentence(Figure figure, Step kept) {
    return "%s: from %s to %s, %s when kept."
        .formatted(
            figure.label(),
            figure.written(steps.get(0)),
            figure.written(steps.get(steps.size() - 1)),
            figure.written(kept));
  }

  private Series series(Figure figure) {
    return new Series(
        figure.label(), steps.stream().map(step -> figure.value().applyAsDouble(step)).toList());
  }

  private static String number(Step step) {
    return Integer.toString(step.number());
  }
}
