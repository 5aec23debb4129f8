package org.mer.table;

import org.apache.spark.sql.types.DataType;

/**
 * A column of a table.
 *
 * @param name the name that queries use
 * @param type its type
 * @param nullable whether it may be empty
 * @param meaning what it holds, with unit and range: the comment an analyst sees in the catalogue
 */
public record Column(String name, DataType type, boolean nullable, String meaning) {
  static Column required(String name, DataType type, String meaning) {
    return new Column(name, type, false, meaning);
  }

  static Column optional(String name, DataType type, String meaning) {
    return new Column(name, type, true, meaning);
  }

  /** The column as it stands in {@code CREATE TABLE}. */
  String ddl() {
    return "`%s` %s%s COMMENT '%s'"
        .formatted(name, type.sql(), nullable ? "" : " NOT NULL", meaning.replace("'", "\\'"));
  }
}
