package org.mer.job;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.mer.table.Column;
import org.mer.table.Relation;
import org.mer.table.Table;
import org.mer.table.View;

/** Completes the name that is being typed: tables and views, their columns, SQL's words. */
final class NameCompleter implements Completer {
  private static final Pattern NAME = Pattern.compile("[\\w.]*$");
  private static final List<String> WORDS =
      List.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "WHERE",
          "GROUP BY",
          "ORDER BY",
          "HAVING",
          "LIMIT",
          "JOIN",
          "LEFT JOIN",
          "ON",
          "USING",
          "AND",
          "OR",
          "NOT",
          "IN",
          "IS NULL",
          "IS NOT NULL",
          "BETWEEN",
          "LIKE",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "AS",
          "DESC",
          "UNION ALL",
          "WITH",
          "COUNT(",
          "SUM(",
          "AVG(",
          "MIN(",
          "MAX(",
          "ROUND(",
          "DESCRIBE",
          "EXPLAIN",
          "SHOW TABLES IN mer",
          "SHOW CREATE TABLE");

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    String word = line.word().substring(0, line.wordCursor());
    Matcher name = NAME.matcher(word);
    String typed = name.find() ? name.group() : "";
    String before = word.substring(0, word.length() - typed.length());
    completions(typed)
        .map(
            completion ->
                new Candidate(before + completion, completion, null, null, null, null, false))
        .forEach(candidates::add);
  }

  /** What a name that was begun may become, in the order of what is likeliest. */
  static Stream<String> completions(String typed) {
    int dot = typed.lastIndexOf('.');
    boolean isColumn = dot >= 0 && !typed.toLowerCase(Locale.ROOT).startsWith("mer.");
    String alias = isColumn ? typed.substring(0, dot + 1) : "";
    String begun = typed.substring(alias.length()).toLowerCase(Locale.ROOT);
    Stream<String> known =
        isColumn ? columns() : Stream.of(names(), columns(), WORDS.stream()).flatMap(all -> all);
    return known
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(begun))
        .map(name -> alias + name);
  }

  private static Stream<String> names() {
    return relations().map(Relation::fullName);
  }

  private static Stream<String> columns() {
    return relations()
        .flatMap(relation -> relation.columns().stream())
        .map(Column::name)
        .distinct();
  }

  private static Stream<Relation> relations() {
    return Stream.concat(Stream.of(View.values()), Stream.of(Table.values()));
  }
}
