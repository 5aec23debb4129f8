package org.mer.training;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mer.page.Chart;
import org.mer.page.Course;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Series;

/** How a training went, epoch by epoch, with the epoch marked that was kept. */
final class LearningCurves {
  private final List<Epoch> epochs;
  private final Epoch best;

  LearningCurves(TrainedNetwork trained) {
    this.epochs = trained.epochs();
    this.best = trained.best();
  }

  /** The charts, in the order in which they are looked at. */
  List<Chart> charts() {
    return List.of(
        chart("Loss, in nats", EpochFigure.TRAINING_LOSS, EpochFigure.VALIDATION_LOSS),
        chart(
            "Accuracy and macro-F1 on the validation part, 0 to 1",
            EpochFigure.ACCURACY,
            EpochFigure.MACRO_F1),
        chart("Learning rate at the end of the epoch", EpochFigure.LEARNING_RATE));
  }

  /** Everything about every epoch. */
  Grid epochs() {
    return grid("Epochs", List.of(EpochFigure.values()));
  }

  private Chart chart(String title, EpochFigure... drawn) {
    List<EpochFigure> figures = List.of(drawn);
    return new Chart(
        title,
        "%s, by epoch; epoch %d was kept. %s"
            .formatted(
                title,
                best.number(),
                figures.stream().map(this::sentence).collect(Collectors.joining(" "))),
        "",
        new Course(
            "epoch",
            epochs.stream().map(LearningCurves::number).toList(),
            number(best),
            "kept",
            figures.stream().map(this::series).toList()),
        grid(title, figures));
  }

  private String sentence(EpochFigure figure) {
    return "%s: from %s to %s, %s when kept."
        .formatted(
            figure.label(),
            figure.written(epochs.get(0)),
            figure.written(epochs.get(epochs.size() - 1)),
            figure.written(best));
  }

  private Series series(EpochFigure figure) {
    return new Series(figure.label(), epochs.stream().map(figure::of).toList());
  }

  private Grid grid(String caption, List<EpochFigure> figures) {
    return new Grid(
        caption,
        Stream.concat(Stream.of("epoch"), figures.stream().map(EpochFigure::label)).toList(),
        epochs.stream()
            .map(
                epoch ->
                    new Line(
                        number(epoch) + (epoch.equals(best) ? " (kept)" : ""),
                        figures.stream().map(figure -> figure.written(epoch)).toList()))
            .toList());
  }

  private static String number(Epoch epoch) {
    return Integer.toString(epoch.number());
  }
}
