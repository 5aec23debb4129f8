package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Dataset;
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
  void everyExampleQueryRunsOnEmptyTablesAndHasTheColumnsOfItsOutput(Lake lake) {
    for (Table table : Table.values()) {
      String query = ExampleQuery.of(table).orElseThrow();

      Dataset<Row> rows = lake.spark().sql(query);

      assertThat(rows.collectAsList()).as(query).isEmpty();
      String head = ExampleQuery.output(table).orElseThrow().lines().findFirst().orElseThrow();
      assertThat(head.split(" *\\| *"))
          .as("the head of the output under '### Query %s' of docs/tables.md", table.fullName())
          .containsExactly(rows.columns());
    }
  }
}
