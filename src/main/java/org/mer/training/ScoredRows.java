package org.mer.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mer.model.CalibratedScorer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Rows that are scored batch by batch as they are asked for. */
final class ScoredRows implements Iterator<Row> {
  private static final int BATCH_SIZE = 256;

  private final Minibatches batches;
  private final FittedNetwork network;
  private final MinibatchEncoder encoder;
  private final StructType schema;
  private MultiLayerNetwork instance;
  private Iterator<Row> ready = List.<Row>of().iterator();

  ScoredRows(
      Iterator<Row> rows, FittedNetwork network, MinibatchEncoder encoder, StructType schema) {
    this.schema = schema;
    this.batches = new Minibatches(rows, BATCH_SIZE, encoder);
    this.network = network;
    this.encoder = encoder;
  }

  /** What scored rows look like. */
  static StructType schema(StructType rows) {
    return rows.add(
        CalibratedScorer.PROBABILITIES,
        DataTypes.createArrayType(DataTypes.DoubleType, false),
        false);
  }

  @Override
  public boolean hasNext() {
    return ready.hasNext() || batches.hasNext();
  }

  @Override
  public Row next() {
    if (!ready.hasNext()) {
      ready = score(batches.next()).iterator();
    }

    return ready.next();
  }

  private List<Row> score(List<Row> batch) {
    if (instance == null) {
      instance = network.instantiate();
    }

    INDArray sums = encoder.inference(batch).map(this::output).reduce(INDArray::addi).orElseThrow();
    int classes = (int) sums.size(1);
    // One copy out of native memory; row by row it would cost an array each.
    float[] rows = sums.dup('c').data().asFloat();
    List<Row> scored = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      scored.add(with(batch.get(i), shares(rows, i * classes, classes)));
    }

    return scored;
  }

  private INDArray output(DataSet tensors) {
    return instance.output(tensors.getFeatures(), false, tensors.getFeaturesMaskArray(), null);
  }

  private Row with(Row row, double[] probabilities) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }

    values[row.size()] = scala.Predef.wrapDoubleArray(probabilities);
    return new GenericRowWithSchema(values, schema);
  }

  /**
   * Probabilities that sum to one: there may be several views, and single precision leaves sums
   * that are off by 1e-7.
   */
  private static double[] shares(float[] sums, int from, int count) {
    double total = 0;
    for (int i = from; i < from + count; i++) {
      total += sums[i];
    }

    double[] shares = new double[count];
    for (int i = 0; i < count; i++) {
      shares[i] = sums[from + i] / total;
    }

    return shares;
  }
}
