package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mer.GeneratedText;

/** Holds {@code docs/tables.md} to the tables and views as they are in the code. */
class TableReferenceTest {
  private static final String BEGIN = "<!-- columns: begin (made from org.mer.table.Table) -->\n";
  private static final String END = "<!-- columns: end -->\n";
  private static final String VIEWS_BEGIN =
      "<!-- views: begin (made from org.mer.table.View) -->\n";
  private static final String VIEWS_END = "<!-- views: end -->\n";
  private static final GeneratedText PAGE = GeneratedText.in("docs/tables.md");

  @Test
  void thePageListsTheColumnsOfTheCode() {
    PAGE.isExactly(between(BEGIN, END, tables()), TableReferenceTest.class);
  }

  @Test
  void thePageListsTheViewsOfTheCode() {
    PAGE.isExactly(between(VIEWS_BEGIN, VIEWS_END, views()), TableReferenceTest.class);
  }

  @ParameterizedTest
  @EnumSource
  void everyTableHasAnExampleQuery(Table table) {
    hasAnExampleQuery(table.fullName());
  }

  @ParameterizedTest
  @EnumSource
  void everyViewHasAnExampleQuery(View view) {
    hasAnExampleQuery(view.fullName());
  }

  private static void hasAnExampleQuery(String name) {
    assertThat(ExampleQuery.of(name))
        .as("an example query under '### Query %s' of docs/tables.md", name)
        .isPresent()
        .get()
        .asString()
        .contains(name);
  }

  private static String between(String begin, String end, String text) {
    String page = PAGE.current();
    assertThat(page).containsOnlyOnce(begin).containsOnlyOnce(end);
    String before = page.substring(0, page.indexOf(begin) + begin.length());
    return before + text + page.substring(page.indexOf(end));
  }

  private static String tables() {
    return Arrays.stream(Table.values())
        .map(table -> section(table.fullName(), table.meaning(), table.columns()))
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String views() {
    return Arrays.stream(View.values())
        .map(view -> section(view.fullName(), view.meaning(), view.columns()))
        .collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static String section(String name, String meaning, List<Column> columns) {
    return """
        ### %s
        %s.

        | column | type | may be null | meaning |
        |---|---|---|---|
        %s"""
        .formatted(
            name,
            meaning,
            columns.stream()
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
