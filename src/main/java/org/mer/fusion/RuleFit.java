package org.mer.fusion;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A kind of rule, and how its numbers are found. */
interface RuleFit {
  /** The name of the rule. */
  String name();

  /**
   * The rule, fitted. The order and the partitioning of the pairs change nothing.
   *
   * @param pairs with id, text_posterior, face_posterior, truth_polarity and truth_emotion
   * @throws org.mer.UsageException if it cannot be fitted on them
   */
  FusionRule fit(Dataset<Row> pairs);
}
