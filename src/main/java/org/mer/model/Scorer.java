package org.mer.model;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Something that was fitted and gives each row a calibrated posterior. */
public interface Scorer {
  /**
   * Its name in result tables: {@code text}, {@code face}, or one of them with a suffix for a
   * baseline.
   */
  String subject();

  /** The version of the bundle it came from. */
  String version();

  /**
   * The temperature its posteriors are calibrated with; 1 leaves them as they are, above 1 softens.
   */
  double temperature();

  /**
   * Scores rows where they are: nothing is collected, no row is added or lost.
   *
   * @param rows rows of {@code tweets} or {@code faces}, at least the column that the model reads
   * @return the rows with a column {@code posterior}, a struct of {@link org.mer.table.Posteriors}
   */
  Dataset<Row> score(Dataset<Row> rows);
}
