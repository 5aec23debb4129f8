package org.mer.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Rows that are scored batch by batch as they are asked for. */
final class ScoredRows implements Iterator<Row> {
  private static final int BATCH_SIZE = 256;

  private final Minibatches batches;
  private final List<FittedNetwork> networks;
  private final MinibatchEncoder encoder;
  private final StructType schema;
  private List<MultiLayerNetwork> instances = List.of();
  private Iterator<Row> ready = List.<Row>of().iterator();

  ScoredRows(
      Iterator<Row> rows,
      List<FittedNetwork> networks,
      MinibatchEncoder encoder,
      StructType schema) {
    this.schema = schema;
    this.batches = new Minibatches(rows, BATCH_SIZE, encoder);
    this.networks = networks;
    this.encoder = encoder;
  }

  /** What scored rows look like, with a column for each network. */
  static StructType schema(StructType rows, List<String> columns) {
    StructType schema = rows;
    for (String column : columns) {
      schema = schema.add(column, DataTypes.createArrayType(DataTypes.DoubleType, false), false);
    }

    return schema;
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
    if (instances.isEmpty()) {
      instances = networks.stream().map(FittedNetwork::instantiate).toList();
    }

    List<double[][]> shares = sums(batch).stream().map(ScoredRows::shares).toList();
    List<Row> scored = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      scored.add(with(batch.get(i), shares, i));
    }

    return scored;
  }

  /** What each network says of the rows, summed over the views. */
  private List<INDArray> sums(List<Row> batch) {
    return encoder
        .inference(batch)
        .map(view -> instances.stream().map(one -> output(one, view)).toList())
        .reduce(ScoredRows::sums)
        .orElseThrow();
  }

  private static List<INDArray> sums(List<INDArray> some, List<INDArray> others) {
    for (int i = 0; i < some.size(); i++) {
      some.get(i).addi(others.get(i));
    }

    return some;
  }

  private static INDArray output(MultiLayerNetwork network, DataSet tensors) {
    return network.output(tensors.getFeatures(), false, tensors.getFeaturesMaskArray(), null);
  }

  private Row with(Row row, List<double[][]> shares, int at) {
    Object[] values = new Object[row.size() + shares.size()];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }

    for (int i = 0; i < shares.size(); i++) {
      values[row.size() + i] = scala.Predef.wrapDoubleArray(shares.get(i)[at]);
    }

    return new GenericRowWithSchema(values, schema);
  }

  /** The probabilities of each row, in one copy out of native memory. */
  private static double[][] shares(INDArray sums) {
    int classes = (int) sums.size(1);
    float[] all = sums.dup('c').data().asFloat();
    double[][] shares = new double[all.length / classes][];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = shares(all, i * classes, classes);
    }

    return shares;
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
