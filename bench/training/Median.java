import java.util.List;

/**
 * The middle of some values; the upper one of two.
 *
 * @param values at least one, in any order
 */
record Median(List<Double> values) {
  double value() {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
