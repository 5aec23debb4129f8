package org.mer.training;

/**
 * How a network does on rows it does not learn from.
 *
 * @param loss mean cross entropy, in nats
 * @param accuracy 0 to 1
 * @param macroF1 mean F1 over the classes, 0 to 1; a class that never occurs and is never predicted
 *     counts 0
 * @param rows how many rows
 */
public record Validation(double loss, double accuracy, double macroF1, long rows) {
  /**
   * From counts.
   *
   * @param confusion rows by true class, then by predicted class
   * @param totalLoss sum of the rows' cross entropies
   */
  public static Validation of(long[][] confusion, double totalLoss) {
    long rows = 0;
    long correct = 0;
    double f1 = 0;
    for (int one = 0; one < confusion.length; one++) {
      long truth = 0;
      long predicted = 0;
      for (int other = 0; other < confusion.length; other++) {
        truth += confusion[one][other];
        predicted += confusion[other][one];
      }

      rows += truth;
      correct += confusion[one][one];
      f1 += truth + predicted == 0 ? 0 : 2.0 * confusion[one][one] / (truth + predicted);
    }

    return new Validation(totalLoss / rows, (double) correct / rows, f1 / confusion.length, rows);
  }
}
