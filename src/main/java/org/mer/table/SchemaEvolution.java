package org.mer.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.UpdateProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.spark.SparkSchemaUtil;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.util.Tasks;
import org.mer.UsageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a table that another version of this software made to the columns and settings of this
 * one. They are only ever added; the rows that are there already are empty in the columns.
 */
final class SchemaEvolution {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaEvolution.class);
  private static final int ATTEMPTS = 10;
  private static final int SHORTEST_WAIT = 50;
  private static final int LONGEST_WAIT = 2_000;
  private static final int PATIENCE = 60_000;

  private final Lake lake;
  private final Table table;

  SchemaEvolution(Lake lake, Table table) {
    this.lake = lake;
    this.table = table;
  }

  /**
   * Checks that this version can work with the table, once its missing columns are there.
   *
   * @throws UsageException if it cannot
   */
  void check() {
    Schema schema = lake.iceberg(table).schema();
    List<String> strangers =
        schema.columns().stream()
            .filter(field -> field.isRequired() && !isKnown(field.name()))
            .map(NestedField::name)
            .toList();
    if (!strangers.isEmpty()) {
      throw new UsageException(
          "%s must be filled in columns that this version does not know (%s): use the version that made the warehouse, or another warehouse"
              .formatted(table.fullName(), String.join(", ", strangers)));
    }

    String needed =
        missing(schema).stream()
            .filter(column -> !column.nullable())
            .map(Column::name)
            .collect(Collectors.joining(", "));
    if (table.isWorkedOn() && !needed.isEmpty() && !lake.isEmpty(table)) {
      throw new UsageException(
          "the rows of %s were ingested by an older version and lack what this one works on (%s): ingest the raw files again into another warehouse"
              .formatted(table.fullName(), needed));
    }
  }

  /**
   * Adds the columns that are missing, each at its place, and settings that nobody has set, which
   * hold for the files that are written from now on.
   */
  void addMissing() {
    org.apache.iceberg.Table before = lake.iceberg(table);
    if (missing(before.schema()).isEmpty() && missing(before.properties()).isEmpty()) {
      return;
    }

    // Others may add the same columns, or publish rows, at the same time: then what is missing is
    // looked up again.
    Tasks.foreach(table)
        .retry(ATTEMPTS)
        .exponentialBackoff(SHORTEST_WAIT, LONGEST_WAIT, PATIENCE, 2)
        .onlyRetryOn(CommitFailedException.class)
        .run(any -> commitMissing());
    lake.spark().catalog().refreshTable(table.fullName());
  }

  private void commitMissing() {
    org.apache.iceberg.Table iceberg = lake.iceberg(table);
    Map<String, String> settings = missing(iceberg.properties());
    if (!settings.isEmpty()) {
      UpdateProperties update = iceberg.updateProperties();
      settings.forEach(update::set);
      update.commit();
    }

    List<Column> missing = missing(iceberg.schema());
    if (missing.isEmpty()) {
      return;
    }

    UpdateSchema update = iceberg.updateSchema();
    missing.forEach(column -> add(column, update));
    update.commit();
    LOG.info(
        "{} was made by an older version: added {}",
        table.fullName(),
        missing.stream().map(Column::name).collect(Collectors.joining(", ")));
  }

  private void add(Column column, UpdateSchema update) {
    update.addColumn(column.name(), SparkSchemaUtil.convert(column.type()), column.meaning());
    before(column)
        .ifPresentOrElse(
            previous -> update.moveAfter(column.name(), previous.name()),
            () -> update.moveFirst(column.name()));
  }

  private Optional<Column> before(Column column) {
    int place = table.columns().indexOf(column);
    return place == 0 ? Optional.empty() : Optional.of(table.columns().get(place - 1));
  }

  private List<Column> missing(Schema schema) {
    return table.columns().stream()
        .filter(column -> schema.findField(column.name()) == null)
        .toList();
  }

  private Map<String, String> missing(Map<String, String> properties) {
    Map<String, String> missing = new TreeMap<>(table.settings());
    missing.keySet().removeAll(properties.keySet());
    return missing;
  }

  private boolean isKnown(String name) {
    return table.columns().stream().anyMatch(column -> column.name().equals(name));
  }
}
