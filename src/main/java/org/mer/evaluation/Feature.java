package org.mer.evaluation;

/**
 * A column whose distribution is watched.
 *
 * @param column its name
 * @param scale what its values are
 */
public record Feature(String column, Scale scale) {
  /** What the values of a column are. */
  public enum Scale {
    /** Numbers, which have an order: PSI and Kolmogorov-Smirnov. */
    NUMBERS,
    /** Names of classes, or true and false: PSI. */
    CLASSES
  }

  /** A column of numbers. */
  public static Feature numbers(String column) {
    return new Feature(column, Scale.NUMBERS);
  }

  /** A column of classes. */
  public static Feature classes(String column) {
    return new Feature(column, Scale.CLASSES);
  }
}
