package org.mer.fusion;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/** The likeliest class of a posterior, as columns. */
final class Likeliest {
  private Likeliest() {}

  /** Its label; the first of equals. */
  static Column label(Column posterior, StructType classes) {
    Column confidence = confidence(posterior, classes);
    return coalesce(
        Arrays.stream(classes.fieldNames())
            .map(name -> when(posterior.getField(name).equalTo(confidence), lit(name)))
            .toArray(Column[]::new));
  }

  /** Its probability. */
  static Column confidence(Column posterior, StructType classes) {
    return greatest(
        Arrays.stream(classes.fieldNames()).map(posterior::getField).toArray(Column[]::new));
  }
}
