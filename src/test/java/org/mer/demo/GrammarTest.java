package org.mer.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GrammarTest {
  private static final Grammar GRAMMAR =
      Grammar.of(
          List.of("# a comment", "start", "  the <animal>", "", "animal", "  9 cat", "  dog"));

  @Test
  void expandsRulesWithinRulesAndHeedsTheWeights() {
    SplittableRandom random = new SplittableRandom(1);
    TreeMap<String, Long> counts =
        Stream.generate(() -> GRAMMAR.draw("start", random))
            .limit(1000)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

    assertThat(counts).containsOnlyKeys("the cat", "the dog");
    assertThat(counts.get("the dog")).isBetween(60L, 140L);
  }

  @Test
  void anAlternativeMayBeANumber() {
    Grammar grammar = Grammar.of(List.of("count", "  10"));

    assertThat(grammar.draw("count", new SplittableRandom(1))).isEqualTo("10");
  }

  @Test
  void refusesARuleThatIsNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> GRAMMAR.draw("end", new SplittableRandom(1)))
        .withMessage("the grammar has no rule 'end'");
  }
}
