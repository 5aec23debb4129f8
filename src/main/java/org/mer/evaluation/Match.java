package org.mer.evaluation;

/**
 * How a challenger compares to the champion on rows that both judged.
 *
 * @param group the rows
 * @param rows how many they are
 * @param bothRight rows that both have right
 * @param championOnly rows that only the champion has right
 * @param challengerOnly rows that only the challenger has right
 */
public record Match(
    Group group, long rows, long bothRight, long championOnly, long challengerOnly) {
  /** Share of the rows that the champion has right, 0 to 1. */
  double championAccuracy() {
    return (double) (bothRight + championOnly) / rows;
  }

  /** Share of the rows that the challenger has right, 0 to 1. */
  double challengerAccuracy() {
    return (double) (bothRight + challengerOnly) / rows;
  }

  /** By how much the challenger's accuracy is lower; below 0 where it is higher. */
  double worseBy() {
    return (double) (championOnly - challengerOnly) / rows;
  }

  /** McNemar's one-sided p-value: small if the challenger is worse. */
  double probability() {
    return McNemar.probabilityOfWorse(championOnly, challengerOnly);
  }

  /** Whether it is of all rows that a yardstick measures. */
  boolean isOf(Yardstick yardstick) {
    return yardstick.measures(group.subject(), group.part(), group.slice());
  }
}
