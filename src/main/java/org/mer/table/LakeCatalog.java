package org.mer.table;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.spark.SparkCatalog;
import org.apache.iceberg.spark.source.SparkTable;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.NoSuchViewException;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.View;
import org.apache.spark.sql.connector.catalog.ViewCatalog;
import org.apache.spark.sql.types.StructType;

/**
 * Iceberg's catalogue of the tables, with the views of {@link org.mer.table.View} in it. They are
 * stored nowhere: whatever keeps the tables (SQLite, folders, REST, Hive) shows them, to readers
 * that may not write too, and a newer version of this software has its newer views at once.
 */
public final class LakeCatalog extends SparkCatalog {
  @Override
  public View loadView(Identifier name) throws NoSuchViewException {
    Optional<org.mer.table.View> view = view(name);
    return view.isPresent() ? made(name, view.get()) : super.loadView(name);
  }

  private View made(Identifier name, org.mer.table.View view) {
    return new MadeView(name(), view, view.query(scoreSource(name.namespace())));
  }

  /**
   * Both tables are read anew, and scores after what became of them: scores that are older than
   * what superseded them would be missing without another in their place.
   */
  private ScoreSource scoreSource(String[] namespace) {
    Identifier superseded = Identifier.of(namespace, Table.SUPERSEDED.bareName());
    try {
      invalidateTable(superseded);
      ScoreSource source = ScoreSource.of(((SparkTable) loadTable(superseded)).table());
      invalidateTable(Identifier.of(namespace, Table.SCORES.bareName()));
      return source;
    } catch (NoSuchTableException e) {
      return ScoreSource.ranked();
    }
  }

  @Override
  public Identifier[] listViews(String... namespace) {
    return Stream.concat(Stream.of(super.listViews(namespace)), views(namespace))
        .toArray(Identifier[]::new);
  }

  /** Lists the views as well, as {@code SHOW TABLES} does for views of Spark's own catalogue. */
  @Override
  public Identifier[] listTables(String[] namespace) {
    return Stream.concat(Stream.of(super.listTables(namespace)), views(namespace))
        .toArray(Identifier[]::new);
  }

  private static Optional<org.mer.table.View> view(Identifier name) {
    return isOurs(name.namespace()) ? org.mer.table.View.of(name.name()) : Optional.empty();
  }

  private static Stream<Identifier> views(String[] namespace) {
    return isOurs(namespace)
        ? Stream.of(org.mer.table.View.values())
            .map(view -> Identifier.of(namespace, view.bareName()))
        : Stream.empty();
  }

  private static boolean isOurs(String[] namespace) {
    return namespace.length == 1 && namespace[0].equals(Table.namespace());
  }

  /** A view of the code as Spark wants to see it. */
  private record MadeView(String currentCatalog, org.mer.table.View view, String query)
      implements View {
    @Override
    public String name() {
      return currentCatalog + "." + view.fullName();
    }

    @Override
    public String[] currentNamespace() {
      return new String[] {Table.namespace()};
    }

    @Override
    public StructType schema() {
      return view.schema();
    }

    @Override
    public String[] queryColumnNames() {
      return view.schema().fieldNames();
    }

    @Override
    public String[] columnAliases() {
      return view.schema().fieldNames();
    }

    @Override
    public String[] columnComments() {
      return view.columns().stream().map(Column::meaning).toArray(String[]::new);
    }

    @Override
    public Map<String, String> properties() {
      return Map.of(ViewCatalog.PROP_COMMENT, view.meaning());
    }
  }
}
