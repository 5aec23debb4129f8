package org.mer.text;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.mer.model.Bundle;
import org.mer.model.Scorer;

/** The scorers of a text bundle. */
public final class TextScorers {
  private TextScorers() {}

  /** The network first, then the baselines of the bundle. */
  public static List<Scorer> of(SparkSession spark, Bundle bundle) {
    return List.of();
  }
}
