package org.mer.fusion;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.table.Posteriors;

/**
 * Fits the coefficients of a {@link StackedRegression} by multinomial logistic regression (MLlib)
 * with a little L2. One clueless pair of every emotion is added, so that an emotion of which there
 * is no pair has coefficients as well.
 *
 * <p>The pairs are brought into one partition, in the order of their ids: the order of a sum
 * changes its last digits, and the optimiser carries them on. They are nine numbers each.
 *
 * @param mapping from emotions to polarity
 * @param prior stands for a missing face
 */
record Stacking(EmotionPolarity mapping, FacePrior prior) implements RuleFit {
  private static final int ITERATIONS = 100;
  private static final double REGULARIZATION = 1e-4;
  private static final List<Double> NO_TEXT = List.of(0.5, 0.0, 0.5);
  private static final StructType EXAMPLE =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  @Override
  public String name() {
    return StackedRegression.NAME;
  }

  @Override
  public FusionRule fit(Dataset<Row> pairs) {
    Dataset<Row> examples =
        pairs
            .select("id", "truth_emotion", "text_posterior", "face_posterior")
            .repartition(1)
            .sortWithinPartitions(col("id"))
            .map((MapFunction<Row, Row>) Stacking::example, Encoders.row(EXAMPLE));
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("multinomial")
            .setMaxIter(ITERATIONS)
            .setRegParam(REGULARIZATION)
            .fit(
                pairs
                    .sparkSession()
                    .createDataFrame(clueless(), EXAMPLE)
                    .union(examples)
                    .coalesce(1));
    List<Double> coefficients = new ArrayList<>();
    for (int emotion = 0; emotion < Emotion.COUNT; emotion++) {
      for (int i = 0; i < StackedRegression.FEATURES; i++) {
        coefficients.add(model.coefficientMatrix().apply(emotion, i));
      }

      coefficients.add(model.interceptVector().apply(emotion));
    }

    return new StackedRegression(mapping, prior, 1, coefficients);
  }

  private static Row example(Row pair) {
    return example(
        Emotion.ofLabel(pair.getAs("truth_emotion")).orElseThrow(),
        Posteriors.list(pair.getAs("text_posterior")),
        Posteriors.list(pair.getAs("face_posterior")));
  }

  private static Row example(Emotion truth, List<Double> text, List<Double> face) {
    return RowFactory.create(
        (double) truth.ordinal(), Vectors.dense(StackedRegression.features(text, face)));
  }

  private static List<Row> clueless() {
    List<Double> anything =
        Arrays.stream(Emotion.values()).map(emotion -> 1.0 / Emotion.COUNT).toList();
    return Arrays.stream(Emotion.values())
        .map(emotion -> example(emotion, NO_TEXT, anything))
        .toList();
  }
}
