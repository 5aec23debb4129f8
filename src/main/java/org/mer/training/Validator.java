package org.mer.training;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Judges a network on rows, on the cluster: only the counts come back to the driver. */
final class Validator {
  /** A probability of zero would make the loss infinite; single precision ends here. */
  private static final double SMALLEST = 1e-7;

  private final Dataset<Row> rows;
  private final MinibatchEncoder encoder;
  private final int classes;

  Validator(Dataset<Row> rows, MinibatchEncoder encoder, int classes) {
    this.rows = rows;
    this.encoder = encoder;
    this.classes = classes;
  }

  Validation validate(FittedNetwork network) {
    Dataset<Row> scored = new NetworkScoring(network, encoder).score(rows);
    MinibatchEncoder labels = encoder;
    int size = classes;
    Counts counts =
        scored
            .javaRDD()
            .mapPartitions(part -> List.of(Counts.of(part, labels, size)).iterator())
            .reduce(Counts::plus);
    return Validation.of(counts.confusion(), counts.loss());
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
