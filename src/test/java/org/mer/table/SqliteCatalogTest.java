package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCatalogTest {
  private static final TableIdentifier TABLE = TableIdentifier.of("mer", "numbers");

  @Test
  void severalCataloguesOfOneFileWriteInTurn(@TempDir Path folder) throws Exception {
    try (SqliteCatalog first = open(folder)) {
      first.createNamespace(Namespace.of("mer"));
      first.createTable(
          TABLE, new Schema(Types.NestedField.required(1, "n", Types.LongType.get())));
      try (SqliteCatalog second = open(folder)) {
        second.loadTable(TABLE).updateProperties().set("second", "was here").commit();
        first.loadTable(TABLE).updateProperties().set("first", "was here").commit();

        assertThat(second.loadTable(TABLE).properties()).containsKeys("first", "second");
      }
    }
  }

  private static SqliteCatalog open(Path folder) {
    SqliteCatalog catalog = new SqliteCatalog();
    catalog.setConf(new Configuration());
    catalog.initialize(
        "lake",
        Map.of(
            "warehouse", folder.toUri().toString(),
            "uri", "jdbc:sqlite:%s/catalog.db?busy_timeout=200".formatted(folder),
            "jdbc.schema-version", "V1"));
    return catalog;
  }
}
