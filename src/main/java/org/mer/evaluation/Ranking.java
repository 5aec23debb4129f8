package org.mer.evaluation;

/**
 * The area under the ROC curve of one class against the rest.
 *
 * @param area the probability that a row of the class gets a higher score than one of the rest, a
 *     tie counting half; 0 to 1
 * @param positives rows of the class
 * @param negatives rows of the rest
 */
record Ranking(double area, long positives, long negatives) {
  /**
   * The standard error of Hanley and McNeil, <i>The meaning and use of the area under a receiver
   * operating characteristic (ROC) curve</i> (1982).
   */
  double standardError() {
    double square = area * area;
    double twoPositives = area / (2 - area);
    double twoNegatives = 2 * square / (1 + area);
    double variance =
        (area * (1 - area)
                + (positives - 1) * (twoPositives - square)
                + (negatives - 1) * (twoNegatives - square))
            / ((double) positives * negatives);
    return Math.sqrt(Math.max(0, variance));
  }

  Interval interval() {
    return Interval.normal(area, standardError()).within(0, 1);
  }
}
