package org.mer.training;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Page;

/**
 * A training as one page of HTML that needs nothing else: learning curves, the table of epochs,
 * what else the branch shows, and what was trained on what.
 */
public final class TrainingReport {
  private static final String TEMPLATE = "training-report.html";

  private final String subject;
  private final TrainedNetwork trained;
  private final double temperature;
  private final List<Exhibit> exhibits;
  private final Map<String, String> settings;
  private final Map<String, String> provenance;

  /**
   * A report.
   *
   * @param subject what was trained: text/lstm, face/cnn
   * @param temperature of the calibration, above 0
   * @param exhibits what else there is to be seen, in order
   * @param settings it was trained with
   * @param provenance what was trained on what, in order; names and values as the reader sees them
   */
  public TrainingReport(
      String subject,
      TrainedNetwork trained,
      double temperature,
      List<Exhibit> exhibits,
      Map<String, String> settings,
      Map<String, String> provenance) {
    this.subject = subject;
    this.trained = trained;
    this.temperature = temperature;
    this.exhibits = List.copyOf(exhibits);
    this.settings = new LinkedHashMap<>(settings);
    this.provenance = new LinkedHashMap<>(provenance);
  }

  /**
   * Writes the page. It appears whole or not at all, and takes the place of an older one.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path target, Configuration hadoop) {
    page().write(target, hadoop);
  }

  /** The page. */
  public String html() {
    return page().html();
  }

  private Page page() {
    LearningCurves curves = new LearningCurves(trained);
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("title", "Training of " + subject);
    content.put("summary", summary());
    content.put("curves", curves.charts());
    content.put("epochs", curves.epochs());
    content.put("exhibits", exhibits);
    content.put("settings", new Grid("Settings", List.of("setting", "value"), Line.of(settings)));
    content.put("provenance", Line.of(provenance));
    return Page.of(TrainingReport.class, TEMPLATE, content).withCharts();
  }

  private Grid summary() {
    Epoch best = trained.best();
    Validation validation = best.validation();
    return new Grid(
        "The epoch that was kept",
        List.of("", ""),
        List.of(
            Line.of("epoch", "%d of %d".formatted(best.number(), trained.epochs().size())),
            Line.of("macro-F1", EpochFigure.MACRO_F1.written(best)),
            Line.of("accuracy", EpochFigure.ACCURACY.written(best)),
            Line.of("validation rows", Numeral.count(validation.rows())),
            Line.of("training rows", Numeral.count(trained.trainingRows())),
            Line.of("weights", Numeral.count(trained.network().weights().length)),
            Line.of("temperature", String.format(Locale.ROOT, "%.2f", temperature)),
            Line.of("minutes of training", Numeral.decimal(trained.seconds() / 60)),
            Line.of("ended", trained.isFinished() ? "as planned" : "early: the time was up")));
  }
}
