package org.mer.training;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What a report shows of an epoch. */
@SuppressWarnings("ImmutableEnumChecker") // the functions are getters
enum EpochFigure {
  SECONDS("seconds", "%,.1f", Epoch::seconds),
  SPEED("examples/s", "%,.0f", Epoch::examplesPerSecond),
  TRAINING_LOSS("training loss", "%.4f", Epoch::trainLoss),
  VALIDATION_LOSS("validation loss", "%.4f", epoch -> epoch.validation().loss()),
  ACCURACY("accuracy", "%.4f", epoch -> epoch.validation().accuracy()),
  MACRO_F1("macro-F1", "%.4f", epoch -> epoch.validation().macroF1()),
  LEARNING_RATE("learning rate", "%.2e", Epoch::learningRate),
  GRADIENT_NORM("gradient norm", "%.3f", Epoch::gradientNorm);

  private final String label;
  private final String format;
  private final ToDoubleFunction<Epoch> value;

  EpochFigure(String label, String format, ToDoubleFunction<Epoch> value) {
    this.label = label;
    this.format = format;
    this.value = value;
  }

  /** As the head of a column and the legend of a chart have it. */
  String label() {
    return label;
  }

  double of(Epoch epoch) {
    return value.applyAsDouble(epoch);
  }

  /** As the reader sees it. */
  String written(Epoch epoch) {
    return String.format(Locale.ROOT, format, of(epoch));
  }
}
