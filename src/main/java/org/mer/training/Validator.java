package org.mer.training;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.mer.model.CalibratedScorer;
import org.mer.model.TemperatureScaling;

/** Judges on labelled rows what tells the probabilities of their classes. */
public final class Validator {
  /** A probability of zero would make the loss infinite; single precision ends here. */
  private static final double SMALLEST = 1e-7;

  private final MinibatchEncoder encoder;
  private final int classes;

  /**
   * A judge.
   *
   * @param encoder tells the labels of rows, and turns them into tensors where a network is judged
   * @param classes how many there are
   */
  public Validator(MinibatchEncoder encoder, int classes) {
    this.encoder = encoder;
    this.classes = classes;
  }

  /** Judges on the cluster: only the counts come back to the driver. */
  Validation validate(FittedNetwork network, Dataset<Row> rows) {
    return validate(new NetworkScoring(network, encoder).score(rows));
  }

  /**
   * Judges rows that are scored, on the cluster.
   *
   * @param scored with a column {@value CalibratedScorer#PROBABILITIES}
   */
  public Validation validate(Dataset<Row> scored) {
    MinibatchEncoder labels = encoder;
    int size = classes;
    return scored
        .javaRDD()
        .mapPartitions(part -> List.of(Counts.of(part, labels, size)).iterator())
        .reduce(Counts::plus)
        .validation();
  }

  /**
   * The temperature that calibrates rows that are scored, fitted on the cluster.
   *
   * @param scored with a column {@value CalibratedScorer#PROBABILITIES}
   */
  public TemperatureScaling calibrate(Dataset<Row> scored) {
    MinibatchEncoder labels = encoder;
    return TemperatureScaling.fit(
        scored
            .javaRDD()
            .map(
                row ->
                    new TemperatureScaling.Example(
                        NetworkScoring.probabilities(row), labels.label(row))));
  }

  /** Judges in this process. */
  Validation validate(FittedNetwork network, List<Row> rows) {
    StructType schema =
        ScoredRows.schema(rows.get(0).schema(), List.of(CalibratedScorer.PROBABILITIES));
    return Counts.of(
            new ScoredRows(rows.iterator(), List.of(network), encoder, schema), encoder, classes)
        .validation();
  }

  /** Counts of a partition. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Counts(long[][] confusion, double loss) implements Serializable {
    static Counts of(Iterator<Row> rows, MinibatchEncoder encoder, int classes) {
      long[][] confusion = new long[classes][classes];
      double loss = 0;
      while (rows.hasNext()) {
        Row row = rows.next();
        int truth = encoder.label(row);
        double[] probabilities = NetworkScoring.probabilities(row);
        int predicted = 0;
        for (int i = 1; i < classes; i++) {
          predicted = probabilities[i] > probabilities[predicted] ? i : predicted;
        }

        confusion[truth][predicted]++;
        loss -= Math.log(Math.max(probabilities[truth], SMALLEST));
      }

      return new Counts(confusion, loss);
    }

    Validation validation() {
      return Validation.of(confusion, loss);
    }

    Counts plus(Counts other) {
      long[][] sum = new long[confusion.length][confusion.length];
      for (int i = 0; i < sum.length; i++) {
        for (int j = 0; j < sum.length; j++) {
          sum[i][j] = confusion[i][j] + other.confusion[i][j];
        }
      }

      return new Counts(sum, loss + other.loss);
    }
  }
}
