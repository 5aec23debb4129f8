package org.mer.training;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** On which cores rows are scored. */
public enum Placement {
  /** On all of them, which shuffles the rows. */
  SPREAD {
    @Override
    public Dataset<Row> of(Dataset<Row> rows) {
      return NetworkScoring.spread(rows);
    }
  },

  /** Where they are: no row goes through a file on disk, as it does in a shuffle. For few rows. */
  IN_PLACE {
    @Override
    public Dataset<Row> of(Dataset<Row> rows) {
      return rows;
    }
  };

  /** The rows where they are to be scored. */
  public abstract Dataset<Row> of(Dataset<Row> rows);
}
