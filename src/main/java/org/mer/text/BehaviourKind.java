package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.mer.Polarity;

/**
 * The kinds of behavioural tests, after Ribeiro et al. 2020, <i>Beyond Accuracy: Behavioral Testing
 * of NLP Models with CheckList</i>. A kind judges rows with the columns {@code polarity}, {@code
 * least_change}, {@code positive} and {@code other_positive}, the last two probabilities from 0 to
 * 1. A text counts as positive above 0.5, as everywhere where the likelier of two classes is asked
 * for.
 */
public enum BehaviourKind {
  /** A text has the polarity that its author gave it. */
  MINIMUM_FUNCTIONALITY {
    @Override
    Column isPassed() {
      return isPositive(BehaviourSuite.POSITIVE).equalTo(isTowardsPositive());
    }
  },

  /** A change that means nothing leaves the polarity as it is, right or wrong. */
  INVARIANCE {
    @Override
    Column isPassed() {
      return isPositive(BehaviourSuite.POSITIVE).equalTo(isPositive(BehaviourSuite.OTHER_POSITIVE));
    }
  },

  /** A change that means something moves the probability its way, by so much at least. */
  DIRECTION {
    @Override
    Column isPassed() {
      Column rise = col(BehaviourSuite.OTHER_POSITIVE).minus(col(BehaviourSuite.POSITIVE));
      return when(isTowardsPositive(), rise)
          .otherwise(rise.multiply(-1))
          .geq(col(BehaviourSuite.LEAST_CHANGE));
    }
  };

  /** The word that stands in tables: {@code minimum-functionality}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The kind of a label.
   *
   * @throws IllegalArgumentException if there is no such kind
   */
  static BehaviourKind named(String label) {
    return Arrays.stream(values())
        .filter(kind -> kind.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the kind must be one of %s, cannot be: %s"
                        .formatted(
                            Arrays.stream(values())
                                .map(BehaviourKind::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }

  /** Whether a row of this kind passes. */
  abstract Column isPassed();

  private static Column isPositive(String probability) {
    return col(probability).gt(0.5);
  }

  private static Column isTowardsPositive() {
    return col(BehaviourSuite.POLARITY).equalTo(Polarity.POSITIVE.label());
  }
}
