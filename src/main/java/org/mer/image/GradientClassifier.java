package org.mer.image;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.model.CalibratedScorer;
import org.mer.model.TemperatureScaling;

/**
 * The baseline that a network has to beat: multinomial logistic regression (MLlib) on histograms of
 * oriented gradients.
 *
 * @param weights emotion by emotion: one a gradient, then the intercept
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GradientClassifier(float[] weights) implements Serializable {
  private static final int ITERATIONS = 100;
  private static final double REGULARIZATION = 1e-4;
  private static final int STRIDE = OrientedGradients.SIZE + 1;
  private static final StructType EXAMPLE =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  /** Checks the number of weights. */
  GradientClassifier {
    if (weights.length != Emotion.COUNT * STRIDE) {
      throw new IllegalArgumentException(
          "a classifier of gradients has %d weights, cannot have %d"
              .formatted(Emotion.COUNT * STRIDE, weights.length));
    }
  }

  /**
   * Fits it on the cluster.
   *
   * @param faces rows with {@code emotion} and {@code pixels}
   */
  static GradientClassifier fit(Dataset<Row> faces) {
    FaceEncoder labels = FaceEncoder.forScoring(Views.PLAIN);
    Dataset<Row> examples =
        faces.map(
            (MapFunction<Row, Row>)
                face ->
                    RowFactory.create(
                        (double) labels.label(face),
                        Vectors.dense(OrientedGradients.of(face.getAs("pixels")))),
            Encoders.row(EXAMPLE));
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("multinomial")
            .setMaxIter(ITERATIONS)
            .setRegParam(REGULARIZATION)
            .fit(examples);
    float[] weights = new float[Emotion.COUNT * STRIDE];
    for (int emotion = 0; emotion < Emotion.COUNT; emotion++) {
      for (int i = 0; i < OrientedGradients.SIZE; i++) {
        weights[emotion * STRIDE + i] = (float) model.coefficientMatrix().apply(emotion, i);
      }

      weights[emotion * STRIDE + STRIDE - 1] = (float) model.interceptVector().apply(emotion);
    }

    return new GradientClassifier(weights);
  }

  /** The temperature that calibrates it on faces it was not fitted on. */
  TemperatureScaling calibrate(Dataset<Row> faces) {
    FaceEncoder labels = FaceEncoder.forScoring(Views.PLAIN);
    JavaRDD<TemperatureScaling.Example> examples =
        faces
            .javaRDD()
            .map(
                face ->
                    new TemperatureScaling.Example(
                        probabilities(face.getAs("pixels")), labels.label(face)));
    return TemperatureScaling.fit(examples);
  }

  /** The rows with a column {@link CalibratedScorer#PROBABILITIES}. */
  Dataset<Row> score(Dataset<Row> faces) {
    UDF1<byte[], double[]> scoring = this::probabilities;
    return faces.withColumn(
        CalibratedScorer.PROBABILITIES,
        udf(scoring, DataTypes.createArrayType(DataTypes.DoubleType, false)).apply(col("pixels")));
  }

  /** One probability an emotion, summing to 1. */
  double[] probabilities(byte[] pixels) {
    double[] features = OrientedGradients.of(pixels);
    double[] scores = new double[Emotion.COUNT];
    for (int emotion = 0; emotion < scores.length; emotion++) {
      scores[emotion] = score(features, emotion * STRIDE);
    }

    double highest = Arrays.stream(scores).max().orElseThrow();
    double[] powers = Arrays.stream(scores).map(one -> Math.exp(one - highest)).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(one -> one / sum).toArray();
  }

  private double score(double[] features, int first) {
    double score = weights[first + features.length];
    for (int i = 0; i < features.length; i++) {
      score += weights[first + i] * features[i];
    }

    return score;
  }
}
