package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

/** Runs the queries of {@code docs/tables.md} and {@code docs/queries.md}. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ExampleQueryTest {
  @Test
  void everyExampleQueryRunsOnEmptyTablesAndHasTheColumnsOfItsOutput(Lake lake) {
    List<String> names =
        Stream.concat(
                Stream.of(Table.values()).map(Table::fullName),
                Stream.of(View.values()).map(View::fullName))
            .toList();

    for (String name : names) {
      String query = ExampleQuery.of(name).orElseThrow();

      Dataset<Row> rows = lake.spark().sql(query);

      assertThat(rows.collectAsList()).as(query).isEmpty();
      ExampleQuery.output(name)
          .ifPresent(
              output ->
                  assertThat(output.lines().findFirst().orElseThrow().split(" *\\| *"))
                      .as("the head of the output under '### Query %s' of docs/tables.md", name)
                      .containsExactly(rows.columns()));
    }
  }

  @Test
  void everyQueryOfAnalystsRunsOnEmptyTables(Lake lake) {
    assertThat(ExampleQuery.ofAnalysts()).hasSize(10);
    for (String query : ExampleQuery.ofAnalysts()) {
      assertThat(lake.spark().sql(query).collectAsList()).as(query).isEmpty();
    }
  }
}
