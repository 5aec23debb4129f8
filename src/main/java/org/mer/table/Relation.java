package org.mer.table;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What queries read by a name: a table, or a view of tables. */
public sealed interface Relation permits Table, View {
  /** All tables, then all views. */
  static List<Relation> all() {
    return Stream.<Relation>concat(Stream.of(Table.values()), Stream.of(View.values())).toList();
  }

  /** What the code calls it. */
  String name();

  /** What a row of it is. */
  String meaning();

  /** Its columns, in order. */
  List<Column> columns();

  /** The name within its namespace: {@code leaderboard}. */
  default String bareName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name that queries use: {@code mer.leaderboard}. */
  default String fullName() {
    return Table.namespace() + "." + bareName();
  }
}
