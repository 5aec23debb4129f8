package org.mer.evaluation;

import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.spark.sql.Column;

/**
 * A reliability diagram: how often predictions were right, by how sure they were, in fifteen bins
 * of equal width (Guo et al., <i>On calibration of modern neural networks</i>, 2017).
 */
public final class Reliability {
  /** How many bins there are between confidence 0 and 1. */
  public static final int BINS = 15;

  private static final int OUTCOMES = 2;
  private static final int RESAMPLINGS = 1_000;

  /** Sums of the same terms in another order are equal but for this. */
  private static final double ROUNDING = 1e-9;

  /** Rows and mean confidence by bin, the wrong ones before the right ones. */
  private final long[] counts;

  private final double[] confidences;

  private Reliability(long[] counts, double[] confidences) {
    this.counts = counts;
    this.confidences = confidences;
  }

  /**
   * Rows of a bin that were all right or all wrong.
   *
   * @param bin 0 to 14
   * @param outcome whether they were right
   * @param n how many
   * @param confidence the sum of their confidences
   */
  public record Count(int bin, Outcome outcome, long n, double confidence) {}

  /** Whether a prediction was right. */
  public enum Outcome {
    /** It was not the label. */
    WRONG,
    /** It was the label. */
    RIGHT;

    static Outcome of(boolean isRight) {
      return isRight ? RIGHT : WRONG;
    }
  }

  /** The bin of a confidence, 0 to 14. */
  static Column bin(Column confidence) {
    return least(floor(confidence.multiply(BINS)), lit(BINS - 1)).cast("int");
  }

  /** The diagram of counted rows. */
  public static Reliability of(Collection<Count> rows) {
    long[] counts = new long[BINS * OUTCOMES];
    double[] confidences = new double[BINS * OUTCOMES];
    for (Count row : rows) {
      int cell = row.bin() * OUTCOMES + row.outcome().ordinal();
      counts[cell] += row.n();
      confidences[cell] += row.confidence();
    }

    for (int cell = 0; cell < counts.length; cell++) {
      confidences[cell] = counts[cell] == 0 ? 0 : confidences[cell] / counts[cell];
    }

    return new Reliability(counts, confidences);
  }

  /** Several diagrams as one. */
  static Reliability sum(Collection<Reliability> diagrams) {
    List<Count> rows = new ArrayList<>();
    for (Reliability one : diagrams) {
      for (int cell = 0; cell < one.counts.length; cell++) {
        rows.add(
            new Count(
                cell / OUTCOMES,
                Outcome.values()[cell % OUTCOMES],
                one.counts[cell],
                one.counts[cell] * one.confidences[cell]));
      }
    }

    return of(rows);
  }

  /** All rows. */
  public long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }

    return total;
  }

  /** Rows in a bin. */
  public long n(int bin) {
    return wrong(bin) + right(bin);
  }

  /** Share of a bin's rows that were right; empty if there is none. */
  public OptionalDouble accuracy(int bin) {
    return n(bin) == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right(bin) / n(bin));
  }

  /** Mean confidence of a bin's rows; empty if there is none. */
  public OptionalDouble confidence(int bin) {
    return n(bin) == 0 ? OptionalDouble.empty() : OptionalDouble.of(confidenceSum(bin) / n(bin));
  }

  /**
   * The expected calibration error: the mean distance between confidence and accuracy over the
   * bins, each counting as many times as it has rows; 0 to 1.
   */
  public double expectedCalibrationError() {
    double distance = 0;
    for (int bin = 0; bin < BINS; bin++) {
      distance += Math.abs(right(bin) - confidenceSum(bin));
    }

    return total() == 0 ? 0 : distance / total();
  }

  /**
   * The calibration error to be expected of confidences that are exactly right: with few rows,
   * shares lie off the diagonal by chance. A bin's mean deviation is that of a binomial
   * distribution (De Moivre 1730).
   */
  public double calibrationErrorByChance() {
    double distance = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (n(bin) > 0) {
        distance += meanDeviation(n(bin), Math.min(1, confidenceSum(bin) / n(bin)));
      }
    }

    return total() == 0 ? 0 : distance / total();
  }

  /**
   * How likely confidences that are exactly right would err at least as much as these do, by
   * chance: the rows of each bin are drawn anew, right as often as their mean confidence says, a
   * thousand times (consistency resampling, Bröcker and Smith 2007, <i>Increasing the Reliability
   * of Reliability Diagrams</i>). Above 0 to 1; the least is one in 1,001.
   */
  double calibrationErrorProbability(long seed) {
    Multinomial draw = new Multinomial(seed);
    double error = expectedCalibrationError();
    long asGreat =
        IntStream.range(0, RESAMPLINGS)
            .filter(any -> exactlyRight(draw) >= error - ROUNDING)
            .count();
    return (asGreat + 1.0) / (RESAMPLINGS + 1.0);
  }

  /** The calibration error of a draw of such confidences. */
  private double exactlyRight(Multinomial draw) {
    double distance = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (n(bin) > 0) {
        double share = Math.min(1, confidenceSum(bin) / n(bin));
        distance += Math.abs(draw.binomial(n(bin), share) - confidenceSum(bin));
      }
    }

    return total() == 0 ? 0 : distance / total();
  }

  private static double meanDeviation(long n, double share) {
    long above = (long) Math.floor(n * share) + 1;
    return above > n
        ? 0
        : 2
            * above
            * (1 - share)
            * new BinomialDistribution(null, Math.toIntExact(n), share)
                .probability(Math.toIntExact(above));
  }

  /** A diagram as if its rows had been drawn anew, each with the mean confidence of its kind. */
  Reliability resampled(Multinomial draw) {
    return new Reliability(draw.resample(counts), confidences);
  }

  private long wrong(int bin) {
    return counts[bin * OUTCOMES];
  }

  private long right(int bin) {
    return counts[bin * OUTCOMES + 1];
  }

  private double confidenceSum(int bin) {
    int cell = bin * OUTCOMES;
    return counts[cell] * confidences[cell] + counts[cell + 1] * confidences[cell + 1];
  }
}
