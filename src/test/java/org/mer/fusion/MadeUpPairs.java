package org.mer.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Emotion;
import org.mer.Polarity;
import org.mer.table.Posteriors;

/**
 * Pairs whose posteriors are exact: faces and texts are drawn from normal distributions given their
 * labels, and each posterior is Bayes' rule. With surprise divided in halves the product with
 * weight 1 is then the true posterior of both.
 *
 * @param faces how many faces, each with a text of its own
 * @param seen what becomes of a face's posterior before a rule sees it
 */
record MadeUpPairs(int faces, UnaryOperator<double[]> seen) {
  private static final double FACE = 1.8;
  private static final double TEXT = 0.9;
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("text_id", DataTypes.StringType)
          .add("face_id", DataTypes.StringType)
          .add("truth_emotion", DataTypes.StringType)
          .add("truth_polarity", DataTypes.StringType)
          .add("text_posterior", Posteriors.POLARITIES)
          .add("face_posterior", Posteriors.EMOTIONS);

  static MadeUpPairs calibrated(int faces) {
    return new MadeUpPairs(faces, UnaryOperator.identity());
  }

  /** Of a face model that takes the angry for the sad and the sad for the angry. */
  static MadeUpPairs mistaken(int faces) {
    return new MadeUpPairs(
        faces,
        face -> {
          double[] swapped = face.clone();
          swapped[Emotion.ANGRY.ordinal()] = face[Emotion.SAD.ordinal()];
          swapped[Emotion.SAD.ordinal()] = face[Emotion.ANGRY.ordinal()];
          return swapped;
        });
  }

  Dataset<Row> rows(SparkSession spark) {
    Random random = new Random(29);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < faces; i++) {
      rows.add(pair(i, Emotion.of(i % Emotion.COUNT), random));
    }

    Collections.shuffle(rows, random);
    return spark.createDataFrame(rows, SCHEMA);
  }

  private Row pair(int number, Emotion emotion, Random random) {
    boolean isPositive =
        switch (emotion) {
          case ANGRY, DISGUST, FEAR, SAD -> false;
          case HAPPY -> true;
          case SURPRISE, NEUTRAL -> random.nextBoolean();
        };
    double heard = random.nextGaussian() + (isPositive ? TEXT : -TEXT);
    double positive = 1 / (1 + Math.exp(-2 * TEXT * heard));
    double[] face = new double[Emotion.COUNT];
    for (int i = 0; i < face.length; i++) {
      face[i] = Math.exp(FACE * (random.nextGaussian() + (i == emotion.ordinal() ? FACE : 0)));
    }

    double total = Arrays.stream(face).sum();
    double[] posterior = Arrays.stream(face).map(one -> one / total).toArray();
    return RowFactory.create(
        "pair-" + number,
        "text-" + number,
        "face-" + number,
        emotion.label(),
        polarity(emotion),
        Posteriors.row(new double[] {1 - positive, 0, positive}),
        Posteriors.row(seen.apply(posterior)));
  }

  private static String polarity(Emotion emotion) {
    return switch (emotion) {
      case ANGRY, DISGUST, FEAR, SAD -> Polarity.NEGATIVE.label();
      case HAPPY -> Polarity.POSITIVE.label();
      case NEUTRAL -> Polarity.NEUTRAL.label();
      case SURPRISE -> null;
    };
  }
}
