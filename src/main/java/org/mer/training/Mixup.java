package org.mer.training;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Blends the examples that are learned from, features and labels alike (Zhang et al. 2018,
 * <i>mixup: Beyond Empirical Risk Minimization</i>): each of a minibatch with another one of it,
 * all with the same share, which is drawn from Beta(alpha, alpha). For features that are
 * quantities, not for ids of words.
 *
 * @param encoder makes the minibatches
 * @param alpha above 0, to 1; the smaller, the more often one of the two is hardly there
 */
public record Mixup(MinibatchEncoder encoder, double alpha) implements MinibatchEncoder {
  /** Checks the range. */
  public Mixup {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("mixup must be 0 to 1, cannot be: " + alpha);
    }
  }

  @Override
  public int length(Row row) {
    return encoder.length(row);
  }

  @Override
  public int label(Row row) {
    return encoder.label(row);
  }

  @Override
  public DataSet training(List<Row> rows, RandomGenerator random) {
    DataSet examples = encoder.training(rows, random);
    if (rows.size() < 2) {
      return examples;
    }

    double share = share(random);
    int distance = random.nextInt(1, rows.size());
    return new DataSet(
        blended(examples.getFeatures(), share, distance),
        blended(examples.getLabels(), share, distance));
  }

  @Override
  public MinibatchEncoder inEpoch(int epoch, int epochs) {
    return new Mixup(encoder.inEpoch(epoch, epochs), alpha);
  }

  @Override
  public Stream<DataSet> inference(List<Row> rows) {
    return encoder.inference(rows);
  }

  /** Each row with the one that comes so many rows behind it, in a circle. */
  private static INDArray blended(INDArray rows, double share, int distance) {
    long size = rows.size(0);
    INDArray others =
        Nd4j.concat(
            0,
            rows.get(NDArrayIndex.interval(distance, size)),
            rows.get(NDArrayIndex.interval(0, distance)));
    return rows.mul(share).addi(others.muli(1 - share));
  }

  /** Jöhnk's method (1964), which wants no gamma function and serves for alpha up to 1. */
  double share(RandomGenerator random) {
    double one;
    double other;
    do {
      one = Math.pow(random.nextDouble(), 1 / alpha);
      other = Math.pow(random.nextDouble(), 1 / alpha);
    } while (one + other > 1 || one + other == 0);
    return one / (one + other);
  }
}
