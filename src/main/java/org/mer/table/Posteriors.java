package org.mer.table;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.Polarity;

/**
 * Posteriors as they stand in tables: a struct with one probability a class, so that a query says
 * {@code posterior.happy}.
 */
public final class Posteriors {
  /** Seven probabilities that sum to 1, one an emotion. */
  public static final StructType EMOTIONS = struct(Emotion.values(), Emotion::label);

  /** Three probabilities that sum to 1, one a polarity. */
  public static final StructType POLARITIES = struct(Polarity.values(), Polarity::label);

  private Posteriors() {}

  /** The struct of a posterior's probabilities, in their order. */
  public static Row row(double[] posterior) {
    return RowFactory.create(Arrays.stream(posterior).boxed().toArray());
  }

  /** The probabilities of a struct, in its order. */
  public static double[] array(Row struct) {
    double[] posterior = new double[struct.size()];
    for (int i = 0; i < posterior.length; i++) {
      posterior[i] = struct.getDouble(i);
    }

    return posterior;
  }

  /** The same as a list. */
  public static List<Double> list(Row struct) {
    return Arrays.stream(array(struct)).boxed().toList();
  }

  private static <T> StructType struct(T[] classes, Function<T, String> label) {
    StructType struct = new StructType();
    for (T one : classes) {
      // Nullable, as a column of a table is within a struct: Spark casts from nullable to required
      // by no means.
      struct = struct.add(label.apply(one), DataTypes.DoubleType);
    }

    return struct;
  }
}
