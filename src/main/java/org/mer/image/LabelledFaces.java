package org.mer.image;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * The faces that are learned from and those that are judged on. The official test parts stay whole;
 * a training picture whose pixels also stand in one of them is not learned from, nor is a blank
 * one.
 */
public final class LabelledFaces {
  private static final String TRAINING = "Training";

  private final Dataset<Row> faces;

  private LabelledFaces(Dataset<Row> faces) {
    this.faces = faces;
  }

  /** The labelled faces of a lake. */
  public static LabelledFaces of(Lake lake) {
    return new LabelledFaces(lake.read(Table.FACES));
  }

  /** Rows of the Training part. */
  public Dataset<Row> training() {
    Dataset<Row> tested =
        faces.where(col("part").notEqual(TRAINING)).select("fingerprint").distinct();
    return faces
        .where(col("part").equalTo(TRAINING).and(col("contrast").gt(0)))
        .join(tested, "fingerprint", "left_anti");
  }

  /** Rows of PublicTest. */
  public Dataset<Row> validation() {
    return faces.where(col("part").equalTo("PublicTest"));
  }

  /**
   * Rows of PublicTest and PrivateTest, with {@code is_duplicate}: whether another row has the same
   * pixels.
   */
  public Dataset<Row> heldOut() {
    Dataset<Row> repeated =
        faces.groupBy("fingerprint").agg(count(lit(1)).gt(1).as("is_duplicate"));
    return faces.where(col("part").notEqual(TRAINING)).join(repeated, "fingerprint");
  }
}
