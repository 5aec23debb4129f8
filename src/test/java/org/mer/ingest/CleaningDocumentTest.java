package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mer.GeneratedText;

/** Holds the examples of {@code docs/data.md} to the code. */
class CleaningDocumentTest {
  private static final Pattern RULE =
      Pattern.compile("(?m)^\\| (\\d+) \\| `(\\w+)` \\|[^|]+\\| `([^|]+)` \\| `([^|]+)` \\|");
  private static final Pattern TWEET = Pattern.compile("(?m)^\\| `([^|]+)` \\| `([^|]+)` \\|$");

  @Test
  void everyRuleIsListedInOrderWithAnExample() {
    List<MatchResult> rows = rows(RULE);

    assertThat(rows).hasSameSizeAs(CleaningRule.values());
    for (CleaningRule rule : CleaningRule.values()) {
      MatchResult row = rows.get(rule.ordinal());
      assertThat(row.group(1)).isEqualTo(Integer.toString(rule.ordinal() + 1));
      assertThat(row.group(2)).isEqualTo(rule.key());
      assertThat(Blanks.single(rule.apply(row.group(3)))).isEqualTo(row.group(4));
      assertThat(row.group(3)).isNotEqualTo(row.group(4));
    }
  }

  @Test
  void tweetsAreCleanedAsShown() {
    TweetCleaner cleaner = new TweetCleaner();

    assertThat(rows(TWEET))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(cleaner.clean(row.group(1))).isEqualTo(row.group(2)));
  }

  private static List<MatchResult> rows(Pattern row) {
    return row.matcher(GeneratedText.in("docs/data.md").current()).results().toList();
  }
}
