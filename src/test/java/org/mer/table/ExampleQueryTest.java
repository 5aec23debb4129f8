package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

/** Runs the example queries of {@code docs/tables.md}. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ExampleQueryTest {
  @Test
  void everyExampleQueryRunsOnEmptyTables(Lake lake) {
    for (Table table : Table.values()) {
      String query = ExampleQuery.of(table).orElseThrow();

      List<Row> rows = lake.spark().sql(query).collectAsList();

      assertThat(rows).as(query).isEmpty();
    }
  }
}
