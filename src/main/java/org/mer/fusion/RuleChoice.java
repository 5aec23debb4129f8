package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.EmotionPolarity;
import org.mer.Polarity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries rules on the fitting pairs and finds the best by cross-validation (Stone, <i>Cross-
 * validatory choice and assessment of statistical predictions</i>, 1974). In each of three folds
 * every rule is fitted on pairs of other faces <i>and</i> other texts than those it is judged on,
 * so that a rule with many coefficients has no advantage over one with few. A third of the pairs
 * are judged, those whose face and text fall into the same fold; in each fold four ninths are
 * fitted on. What is chosen by is {@link RuleTally#logLoss}. Each rule is fitted on all pairs in
 * the end.
 */
public final class RuleChoice {
  /** The word that stands for the best of all rules. */
  public static final String BEST = "best";

  private static final Logger LOG = LoggerFactory.getLogger(RuleChoice.class);
  private static final int FOLDS = 3;

  private final List<RuleFit> fits;
  private final long seed;

  RuleChoice(List<RuleFit> fits, long seed) {
    this.fits = List.copyOf(fits);
    this.seed = seed;
  }

  /**
   * The choice that a name leaves.
   *
   * @param name of a rule, or {@link #BEST}
   * @param mapping from emotions to polarity
   * @param prior stands for a missing face
   * @param textWeights to try, 0 to 10 each
   * @param seed of the folds
   * @throws IllegalArgumentException if there is no rule of that name, or a weight is out of range
   */
  public static RuleChoice named(
      String name, EmotionPolarity mapping, FacePrior prior, List<Double> textWeights, long seed) {
    List<RuleFit> all =
        List.of(
            new TextWeight(new ProductOfExperts(mapping, prior, 1), textWeights),
            new TextWeight(new WeightedMean(mapping, prior, 1), textWeights),
            new TextWeight(new ConfidenceWeighted(mapping, prior, 1), textWeights),
            new Stacking(mapping, prior));
    List<RuleFit> left =
        all.stream().filter(fit -> name.equals(BEST) || name.equals(fit.name())).toList();
    if (left.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no fusion rule '%s': use %s, or %s"
              .formatted(
                  name, all.stream().map(RuleFit::name).collect(Collectors.joining(", ")), BEST));
    }

    return new RuleChoice(left, seed);
  }

  /**
   * Tries the rules. Where no fold has polar pairs both to fit on and to judge, none is judged, and
   * the first is the best.
   *
   * @param pairs with id, text_id, face_id, text_posterior, face_posterior, truth_polarity and
   *     truth_emotion; read many times
   * @throws org.mer.UsageException if no pair is polar
   */
  public TriedRules among(Dataset<Row> pairs) {
    List<List<RuleTally>> folds =
        IntStream.range(0, FOLDS).mapToObj(fold -> judged(pairs, fold)).toList();
    List<TriedRules.Trial> trials = new ArrayList<>();
    for (int i = 0; i < fits.size(); i++) {
      int number = i;
      RuleTally heldOut =
          folds.stream().map(fold -> fold.get(number)).reduce(RuleTally.NONE, RuleTally::plus);
      trials.add(new TriedRules.Trial(fits.get(i).fit(pairs), heldOut));
    }

    trials.forEach(trial -> LOG.info("{}", trial));
    return new TriedRules(trials);
  }

  /** How good each rule is on a fold when it is fitted on the others. */
  private List<RuleTally> judged(Dataset<Row> pairs, int fold) {
    Column face = fold("face_id");
    Column text = fold("text_id");
    Dataset<Row> own = pairs.where(face.equalTo(fold).and(text.equalTo(fold)));
    Dataset<Row> others = pairs.where(face.notEqual(fold).and(text.notEqual(fold)));
    if (!hasPolar(own) || !hasPolar(others)) {
      return Collections.nCopies(fits.size(), RuleTally.NONE);
    }

    return new RuleLosses(fits.stream().map(fit -> fit.fit(others)).toList()).of(own);
  }

  private Column fold(String id) {
    return pmod(xxhash64(lit(seed), col(id)), lit(FOLDS));
  }

  private static boolean hasPolar(Dataset<Row> pairs) {
    return !pairs
        .where(col("truth_polarity").isin(Polarity.NEGATIVE.label(), Polarity.POSITIVE.label()))
        .isEmpty();
  }
}
