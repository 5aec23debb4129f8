package org.mer.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Whether a point lies inside the unit circle: no straight line tells it. */
record Points() implements MinibatchEncoder {
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("x", DataTypes.DoubleType)
          .add("y", DataTypes.DoubleType);

  static List<Row> draw(int count, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Object[] values = {
        seed + "/" + i, random.nextDouble() * 3 - 1.5, random.nextDouble() * 3 - 1.5
      };
      rows.add(new GenericRowWithSchema(values, SCHEMA));
    }

    return rows;
  }

  @Override
  public int length(Row row) {
    return 1;
  }

  @Override
  public int label(Row row) {
    return Math.hypot(row.getDouble(1), row.getDouble(2)) < 1 ? 1 : 0;
  }

  @Override
  public DataSet training(List<Row> rows, RandomGenerator random) {
    DataSet batch = minibatch(rows);
    batch.getFeatures().addi(Nd4j.scalar((float) (random.nextDouble() * 1e-3)));
    float[] labels = new float[2 * rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      labels[2 * i + label(rows.get(i))] = 1;
    }

    batch.setLabels(Nd4j.create(labels, new int[] {rows.size(), 2}));
    return batch;
  }

  @Override
  public Stream<DataSet> inference(List<Row> rows) {
    return Stream.of(minibatch(rows));
  }

  private static DataSet minibatch(List<Row> rows) {
    float[] features = new float[2 * rows.size()];
    for (int i = 0; i < rows.size(); i++) {
      features[2 * i] = (float) rows.get(i).getDouble(1);
      features[2 * i + 1] = (float) rows.get(i).getDouble(2);
    }

    return new DataSet(Nd4j.create(features, new int[] {rows.size(), 2}), null);
  }
}
