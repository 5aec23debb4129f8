package org.mer.table;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mer.GeneratedText;

/** The queries that the documents show, and what they gave. */
public final class ExampleQuery {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sql\n(.*?)```");
  private static final Pattern OUTPUT = Pattern.compile("(?s)```text\n(.*?)```");

  private ExampleQuery() {}

  /** The first query under the heading of a table or view. */
  static Optional<String> of(String table) {
    return first(BLOCK, table);
  }

  /** The first output under the heading of a table or view: its head, then rows. */
  static Optional<String> output(String table) {
    return first(OUTPUT, table);
  }

  private static Optional<String> first(Pattern pattern, String table) {
    String page = GeneratedText.in("docs/tables.md").current();
    String heading = "### Query " + table + "\n";
    int start = page.indexOf(heading);
    if (start < 0) {
      return Optional.empty();
    }

    int next = page.indexOf("\n### ", start + heading.length());
    Matcher block = pattern.matcher(page.substring(start, next < 0 ? page.length() : next));
    return block.find() ? Optional.of(block.group(1).strip()) : Optional.empty();
  }

  /** All queries of {@code docs/queries.md}, in order. */
  public static List<String> ofAnalysts() {
    return BLOCK
        .matcher(GeneratedText.in("docs/queries.md").current())
        .results()
        .map(block -> block.group(1).strip())
        .toList();
  }
}
