package org.mer.text;

import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.ml.classification.NaiveBayesModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;

/**
 * How the baselines of n-grams are fitted: MLlib's multinomial naive Bayes, and MLlib's logistic
 * regression (L-BFGS) whose features are scaled by the amounts of its log-count ratios (Wang and
 * Manning 2012, <i>Baselines and Bigrams: Simple, Good Sentiment and Topic Classification</i>).
 * {@value #FLOOR} is added to each amount, so that n-grams which say little alone are not lost.
 *
 * @param longest tokens of an n-gram at most, 1 to 5
 * @param bits of an n-gram's number, 8 to 24
 * @param features n-grams that are used at most, the most frequent; at least 1
 * @param minimumTexts texts that an n-gram must occur in, at least 1
 * @param regularization weight of the squared weights, at least 0
 * @param iterations of L-BFGS at most, at least 1
 * @param tellingTexts training texts that an n-gram must occur in to be listed as telling, at least
 *     1
 */
public record NGramRecipe(
    int longest,
    int bits,
    int features,
    int minimumTexts,
    double regularization,
    int iterations,
    int tellingTexts) {
  private static final double FLOOR = 0.5;
  // In every iteration MLlib sums an array of all features for each block of rows.
  private static final double BLOCK_MEGABYTES = 32;
  private static final StructType EXAMPLE =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  /** Checks the ranges. */
  public NGramRecipe {
    new NGrams(longest, bits);
    Ranges.atLeastOne("ngrams.features", features);
    Ranges.atLeastOne("ngrams.minimum-texts", minimumTexts);
    Ranges.atLeastOne("ngrams.iterations", iterations);
    Ranges.atLeastOne("ngrams.telling-texts", tellingTexts);
    Ranges.notNegative("ngrams.regularization", regularization);
  }

  /** How many texts have each n-gram. */
  NGramCounts counts(LabelledTexts texts) {
    return NGramCounts.of(texts.texts(), ngrams());
  }

  /**
   * The n-grams that are features.
   *
   * @throws UsageException if there are none
   */
  KnownNGrams known(NGramCounts counts) {
    KnownNGrams known = counts.mostFrequent(features, minimumTexts);
    if (known.size() == 0) {
      throw new UsageException(
          "no n-gram is among the %,d most frequent and in %d training tweets: raise text.ngrams.features or lower text.ngrams.minimum-texts"
              .formatted(features, minimumTexts));
    }

    return known;
  }

  /** Naive Bayes, as a linear model: its weights are the log-count ratios. */
  NGramModel naiveBayes(LabelledTexts texts, KnownNGrams known) {
    float[] plain = new float[known.size()];
    Arrays.fill(plain, 1);
    NaiveBayesModel model =
        new NaiveBayes().setModelType("multinomial").fit(examples(texts, known, plain));
    double[] ratios = new double[known.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = model.theta().apply(1, i) - model.theta().apply(0, i);
    }

    return new NGramModel(
        ngrams(), known, QuantizedWeights.of(ratios), model.pi().apply(1) - model.pi().apply(0));
  }

  /**
   * Logistic regression.
   *
   * @param ratios naive Bayes on the same texts
   */
  NGramModel regression(LabelledTexts texts, NGramModel ratios) {
    KnownNGrams known = ratios.known();
    float[] scales = new float[known.size()];
    for (int i = 0; i < scales.length; i++) {
      scales[i] = (float) (FLOOR + Math.abs(ratios.weights().weight(i)));
    }

    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("binomial")
            .setStandardization(false)
            .setRegParam(regularization)
            .setMaxIter(iterations)
            .setMaxBlockSizeInMB(BLOCK_MEGABYTES)
            .fit(examples(texts, known, scales));
    double[] weights = model.coefficients().toArray().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= scales[i];
    }

    return new NGramModel(ngrams(), known, QuantizedWeights.of(weights), model.intercept());
  }

  private NGrams ngrams() {
    return new NGrams(longest, bits);
  }

  private Dataset<Row> examples(LabelledTexts texts, KnownNGrams known, float[] scales) {
    JavaSparkContext spark =
        JavaSparkContext.fromSparkContext(texts.rows().sparkSession().sparkContext());
    Broadcast<KnownNGrams> features = spark.broadcast(known);
    Broadcast<float[]> scaled = spark.broadcast(scales);
    NGrams ngrams = ngrams();
    return texts
        .rows()
        .map(
            (MapFunction<Row, Row>)
                row ->
                    RowFactory.create(
                        row.getDouble(0),
                        features.value().vector(ngrams.of(row.getString(1)), scaled.value())),
            Encoders.row(EXAMPLE));
  }
}
