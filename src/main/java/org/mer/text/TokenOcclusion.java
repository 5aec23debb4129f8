package org.mer.text;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.Polarity;
import org.mer.model.Scorer;

/**
 * What each token of a text does to a model's opinion: the token is left out, and the text is
 * scored again (Li, Monroe and Jurafsky 2016, <i>Understanding Neural Networks through
 * Representation Erasure</i>). Of tokens that say the same each may seem to do little, as the
 * others remain.
 */
public final class TokenOcclusion {
  private static final StructType TEXTS =
      new StructType()
          .add("left_out", DataTypes.IntegerType, false)
          .add("text", DataTypes.StringType, false);

  private static final int NONE = -1;

  private TokenOcclusion() {}

  /**
   * A token.
   *
   * @param token as it stands in the text
   * @param change what it adds to the log-odds of positive to negative: those of the text less
   *     those without it; above 0 it speaks for positive
   */
  public record Influence(String token, double change) {}

  /**
   * The influences of a text's tokens, in their order.
   *
   * @param text cleaned: tokens with one blank between them
   * @throws IllegalArgumentException if it is empty
   */
  public static List<Influence> of(Scorer scorer, String text, SparkSession spark) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a text must have a token, cannot be empty");
    }

    List<String> tokens = Arrays.asList(text.split(" "));
    List<Row> variants = new ArrayList<>(List.of(RowFactory.create(NONE, text)));
    for (int i = 0; i < tokens.size(); i++) {
      variants.add(RowFactory.create(i, without(tokens, i)));
    }

    double[] logOdds = logOdds(scorer.score(spark.createDataFrame(variants, TEXTS)), tokens.size());
    List<Influence> influences = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      influences.add(new Influence(tokens.get(i), logOdds[0] - logOdds[i + 1]));
    }

    return influences;
  }

  private static String without(List<String> tokens, int index) {
    List<String> others = new ArrayList<>(tokens);
    others.remove(index);
    return String.join(" ", others);
  }

  /** First those of the whole text, then those without each token. */
  private static double[] logOdds(Dataset<Row> scored, int tokens) {
    double[] logOdds = new double[tokens + 1];
    scored
        .select(
            col("left_out"),
            LogOddsPool.logOdds(
                col("posterior").getField(Polarity.NEGATIVE.label()),
                col("posterior").getField(Polarity.POSITIVE.label())))
        .collectAsList()
        .forEach(row -> logOdds[row.getInt(0) + 1] = row.getDouble(1));
    return logOdds;
  }
}
