package org.mer.ingest;

import java.io.Serializable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import org.mer.table.Table;

/** A kind of record that can be ingested: how its lines are read and what makes two of them one. */
public interface RecordFormat extends Serializable {
  /** The table that its records go to. */
  Table table();

  /** What a line yields, in the names and types of {@link #table()}. */
  StructType fields();

  /** Rows at the start of each file that are no records. */
  int headerRows();

  /** The parser of a file's lines. */
  LineParser parser(String source);

  /** The field that a fingerprint is taken of. */
  String content();

  /** The field that is the label. */
  String label();

  /** The part that a record belongs to, from its fields and {@code fingerprint}. */
  Column part();

  /** Whether a record's part stays whole, so that its repeats are numbered and kept. */
  Column keepsRepeats();
}
