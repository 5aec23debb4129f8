package org.mer.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mean of a figure over the draws of pairs. A draw stands for the partner that a row does not
 * have, so the draws are put together as multiple imputations are (Rubin, <i>Multiple imputation
 * for nonresponse in surveys</i>, 1987): with m draws the variance is the mean of the variances
 * within the draws (their intervals' width) plus 1 + 1/m times the variance between them. The same
 * faces stand in every draw, so more draws do not narrow the interval below that of a single one;
 * as the variance within a draw already holds that of the tweets, it errs on the wide side.
 */
final class SeedMeans {
  private SeedMeans() {}

  /** One figure over all draws for each that was taken of a single draw. */
  static List<Measurement> of(List<Measurement> measurements) {
    Map<Key, List<Measurement>> draws = new LinkedHashMap<>();
    for (Measurement one : measurements) {
      if (one.group().pairingSeed().isPresent() && !isProbability(one)) {
        draws
            .computeIfAbsent(
                new Key(one.group().overSeeds(), one.metric(), one.ofClass()),
                key -> new ArrayList<>())
            .add(one);
      }
    }

    return draws.entrySet().stream().map(entry -> mean(entry.getKey(), entry.getValue())).toList();
  }

  /** Whether it is the p-value of a test, whose mean is none. */
  private static boolean isProbability(Measurement one) {
    return one.metric().endsWith("_p");
  }

  private record Key(Group group, String metric, Optional<String> ofClass) {}

  private static Measurement mean(Key key, List<Measurement> draws) {
    double mean = draws.stream().mapToDouble(Measurement::value).average().orElseThrow();
    long n = Math.round(draws.stream().mapToLong(Measurement::n).average().orElseThrow());
    return new Measurement(
        key.group(), key.metric(), key.ofClass(), mean, interval(mean, draws), n);
  }

  private static Optional<Interval> interval(double mean, List<Measurement> draws) {
    if (draws.stream().anyMatch(one -> one.interval().isEmpty())) {
      return Optional.empty();
    }

    double within =
        draws.stream()
            .mapToDouble(one -> one.interval().orElseThrow().standardError())
            .map(error -> error * error)
            .average()
            .orElseThrow();
    double between =
        draws.size() < 2
            ? 0
            : draws.stream().mapToDouble(one -> Math.pow(one.value() - mean, 2)).sum()
                / (draws.size() - 1);
    double error = Math.sqrt(within + (1 + 1.0 / draws.size()) * between);
    double highest =
        draws.stream().mapToDouble(one -> one.interval().orElseThrow().high()).max().orElseThrow();
    return Optional.of(Interval.normal(mean, error).within(0, Math.max(1, highest)));
  }
}
