package org.mer.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Adds up the valences of words: VADER's lexicon, of some 7,500 words that ten people rated (Hutto
 * and Gilbert 2014, <i>VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social
 * Media Text</i>; MIT license), and its rule for negation: a word that follows one within three
 * tokens counts {@value #NEGATED} times. Only how the sum becomes log-odds is fitted.
 *
 * @param valences of the words, -4 (most negative) to 4 (most positive)
 * @param slope of the log-odds
 * @param intercept of the log-odds
 */
record ValenceLexicon(Map<String, Double> valences, double slope, double intercept)
    implements PolarityModel {
  private static final String RESOURCE = "/vader_sentiment_lexicon.txt";
  private static final double NEGATED = -0.74;
  private static final int REACH = 3;
  private static final Set<String> NEGATIONS =
      Set.of("not", "no", "never", "none", "nothing", "nobody", "nowhere", "cannot", "without");
  private static final StructType EXAMPLE =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  /** Checks the numbers; the valences are copied. */
  ValenceLexicon {
    valences = Map.copyOf(valences);
    if (!Double.isFinite(slope) || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException(
          "a lexicon's slope and intercept must be finite, cannot be: %s, %s"
              .formatted(slope, intercept));
    }
  }

  /** VADER's lexicon; a text's log-odds are its sum of valences. */
  static ValenceLexicon vader() {
    try (InputStream in = ValenceLexicon.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks the lexicon " + RESOURCE);
      }

      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList(), 1, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the lexicon " + RESOURCE + " cannot be read", e);
    }
  }

  /**
   * A lexicon of lines.
   *
   * @param lines a word, a tab and its valence; what follows another tab is not read
   * @throws IllegalArgumentException if a line is none
   */
  static ValenceLexicon of(List<String> lines, double slope, double intercept) {
    Map<String, Double> valences = new TreeMap<>();
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields.length < 2) {
        throw new IllegalArgumentException(
            "a line of a lexicon must have a word and its valence, cannot be: " + line);
      }

      valences.put(fields[0].toLowerCase(Locale.ROOT), Double.parseDouble(fields[1]));
    }

    return new ValenceLexicon(valences, slope, intercept);
  }

  /** The same valences, the log-odds by MLlib's logistic regression on the sums alone. */
  ValenceLexicon fitted(LabelledTexts texts) {
    Broadcast<ValenceLexicon> shared =
        JavaSparkContext.fromSparkContext(texts.rows().sparkSession().sparkContext())
            .broadcast(new ValenceLexicon(valences, 1, 0));
    LogisticRegressionModel model =
        new LogisticRegression()
            .setFamily("binomial")
            .fit(
                texts
                    .rows()
                    .map(
                        (MapFunction<Row, Row>)
                            row ->
                                RowFactory.create(
                                    row.getDouble(0),
                                    Vectors.dense(
                                        new double[] {shared.value().logOdds(row.getString(1))})),
                        Encoders.row(EXAMPLE)));
    return new ValenceLexicon(valences, model.coefficients().apply(0), model.intercept());
  }

  /** The words and their valences, as {@link #of} reads them. */
  List<String> lines() {
    return new TreeMap<>(valences)
        .entrySet().stream().map(one -> one.getKey() + "\t" + one.getValue()).toList();
  }

  @Override
  public double logOdds(String text) {
    double sum = 0;
    int sinceNegation = REACH;
    for (String token : text.split(" ", -1)) {
      double valence = valences.getOrDefault(token, 0.0);
      sum += sinceNegation < REACH ? NEGATED * valence : valence;
      sinceNegation = isNegation(token) ? 0 : sinceNegation + 1;
    }

    return intercept + slope * sum;
  }

  private static boolean isNegation(String token) {
    return NEGATIONS.contains(token) || token.endsWith("n't");
  }
}
