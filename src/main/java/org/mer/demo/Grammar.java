package org.mer.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A context-free grammar with weighted alternatives, from which sentences are drawn. */
final class Grammar {
  private static final Pattern ALTERNATIVE = Pattern.compile("\\s+(?:(\\d+) (?=\\S))?(.+)");
  private static final Pattern SYMBOL = Pattern.compile("<([a-z-]+)>");

  private final Map<String, List<Alternative>> rules;

  private Grammar(Map<String, List<Alternative>> rules) {
    this.rules = rules;
  }

  private record Alternative(int weight, String text) {}

  /** Reads the grammar that lies beside this class under a name. */
  static Grammar of(String resource) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Grammar.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      return of(reader.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a grammar.
   *
   * @param lines rule names at the start of a line, alternatives indented under them, comments
   *     after #
   */
  static Grammar of(List<String> lines) {
    Map<String, List<Alternative>> rules = new LinkedHashMap<>();
    List<Alternative> current = List.of();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }

      Matcher alternative = ALTERNATIVE.matcher(line);
      if (alternative.matches()) {
        int weight = alternative.group(1) == null ? 1 : Integer.parseInt(alternative.group(1));
        current.add(new Alternative(weight, alternative.group(2)));
      } else {
        current = rules.computeIfAbsent(line.strip(), name -> new ArrayList<>());
      }
    }

    return new Grammar(rules);
  }

  /**
   * Draws a sentence.
   *
   * @throws IllegalArgumentException if there is no such rule
   */
  String draw(String rule, RandomGenerator random) {
    return SYMBOL
        .matcher(choose(rule, random))
        .replaceAll(symbol -> Matcher.quoteReplacement(draw(symbol.group(1), random)));
  }

  private String choose(String rule, RandomGenerator random) {
    List<Alternative> alternatives = rules.get(rule);
    if (alternatives == null) {
      throw new IllegalArgumentException("the grammar has no rule '%s'".formatted(rule));
    }

    int total = alternatives.stream().mapToInt(Alternative::weight).sum();
    int left = random.nextInt(total);
    for (Alternative alternative : alternatives) {
      left -= alternative.weight();
      if (left < 0) {
        return alternative.text();
      }
    }

    throw new IllegalStateException(
        "the weights of the rule '%s' are not positive".formatted(rule));
  }
}
