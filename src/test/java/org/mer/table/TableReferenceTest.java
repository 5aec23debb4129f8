package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mer.GeneratedText;

/** Holds {@code docs/tables.md} to the tables as they are in the code. */
class TableReferenceTest {
  private static final String BEGIN = "<!-- columns: begin (made from org.mer.table.Table) -->\n";
  private static final String END = "<!-- columns: end -->\n";
  private static final GeneratedText PAGE = GeneratedText.in("docs/tables.md");

  @Test
  void thePageListsTheColumnsOfTheCode() {
    String page = PAGE.current();
    assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String after = page.substring(page.indexOf(END));

    PAGE.isExactly(before + sections() + after, TableReferenceTest.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyTableHasAnExampleQuery(Table table) {
    assertThat(ExampleQuery.of(table))
        .as("an example query under '### Query %s' of docs/tables.md", table.fullName())
        .isPresent()
        .get()
        .asString()
        .contains(table.fullName());
  }

  private static String sections() {
    return Arrays.stream(Table.values())
        .map(TableReferenceTest::section)
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String section(Table table) {
    return """
        ### %s
        %s.

        | column | type | may be null | meaning |
        |---|---|---|---|
        %s"""
        .formatted(
            table.fullName(),
            table.meaning(),
            table.columns().stream()
                .map(TableReferenceTest::row)
                .collect(Collectors.joining("\n", "", "\n")));
  }

  private static String row(Column column) {
    return "| `%s` | %s | %s | %s |"
        .formatted(
            column.name(),
            column.type().catalogString().replace(",", ", "),
            column.nullable() ? "yes" : "no",
            column.meaning().replace("|", "\\|"));
  }
}
