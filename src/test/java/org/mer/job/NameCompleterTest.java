package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NameCompleterTest {
  @Test
  void completesTablesAndViews() {
    assertThat(NameCompleter.completions("mer.mod"))
        .containsExactly("mer.model_history", "mer.models");
    assertThat(NameCompleter.completions("MER.LEAD")).containsExactly("mer.leaderboard");
  }

  @Test
  void completesColumnsBehindAnAlias() {
    assertThat(NameCompleter.completions("s.polarity_p")).containsExactly("s.polarity_posterior");
    assertThat(NameCompleter.completions("s.sel")).isEmpty();
  }

  @Test
  void completesWords() {
    assertThat(NameCompleter.completions("sel")).containsExactly("SELECT");
  }
}
