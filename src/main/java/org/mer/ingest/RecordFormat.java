package org.mer.ingest;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;
import org.mer.table.Table;

/** A kind of record that can be ingested: what it yields and what makes two of them one. */
public interface RecordFormat extends Serializable {
  /** The table that its records go to. */
  Table table();

  /** What a record yields, in the names and types of {@link #table()}. */
  StructType fields();

  /** The field that a fingerprint is taken of. */
  String content();

  /** The field that is the label. */
  String label();

  /** The part that a record belongs to, from its fields and {@code fingerprint}. */
  Column part();

  /** Names of the rules that may change a record, by the bits of {@link Parsed.Usable#changed}. */
  List<String> rules();

  /** Whether there are records whose part stays whole. */
  boolean mayRepeat();

  /** Whether a record's part stays whole, so that its repeats are numbered and kept. */
  Column keepsRepeats();
}
