package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PromotionRuleTest {
  private static final PromotionRule RULE =
      new PromotionRule(0.05, Map.of(Yardstick.TEXT, 0.7), Map.of(Yardstick.FACE, 0.1), 0.03, 500);

  @Test
  void whoIsAsGoodAsTheChampionEarnsIt() {
    Assessment assessment = RULE.judge(standings(0.8, 0.05), matches(50, 45));

    assertThat(assessment.objections()).isEmpty();
    assertThat(assessment.isEarned()).isTrue();
    assertThat(assessment.findings())
        .contains(
            "text (test): macro-F1 0.8000 (floor 0.7), calibration error 0.0500 (ceiling 1.0)",
            "text (test): not worse than the champion, accuracy 0.8450 against 0.8500 on 1,000 rows that both scored (McNemar, one-sided: p = 0.3409, level 0.05)");
    assertThat(assessment.figures())
        .containsEntry("text/macro_f1", 0.8)
        .containsEntry("text/rows", 1000.0)
        .containsEntry("face/accuracy", 0.845);
  }

  @Test
  void whoIsWorseOnTheSameRowsDoesNot() {
    Assessment assessment = RULE.judge(standings(0.8, 0.05), matches(70, 45));

    assertThat(assessment.objections())
        .hasSize(4)
        .first()
        .asString()
        .startsWith("text (test): worse than the champion, accuracy 0.8450 against 0.8700")
        .contains("p = 0.0124");
  }

  @Test
  void floorAndCeilingHoldWhateverTheChampionIs() {
    assertThat(RULE.first(standings(0.69, 0.11)).objections())
        .containsExactly(
            "text (test): macro-F1 is 0.6900, below the floor of 0.7",
            "face (PrivateTest): the calibration error is 0.1100, above the ceiling of 0.1");
    assertThat(RULE.judge(standings(Double.NaN, 0), matches(0, 50)).objections())
        .contains("text (test): macro-F1 is NaN, below the floor of 0.7");
  }

  @Test
  void aSliceMayNotBeMuchWorseUnlessItIsSmall() {
    List<Match> matches = matches(45, 50);
    matches.add(match("text", "test", "tokens:1-5", 500, 20, 5));
    assertThat(RULE.judge(standings(0.8, 0), matches).isEarned()).isTrue();

    matches.add(match("text", "test", "link:yes", 500, 21, 5));
    matches.add(match("text", "test", "link:no", 499, 100, 0));

    assertThat(RULE.judge(standings(0.8, 0), matches).objections())
        .containsExactly(
            "the slice link:yes of text (test): worse than the champion by 0.0320, of which 0.03 is tolerated (accuracy 0.8100 against 0.8420 on 500 rows)");
  }

  @Test
  void withoutRowsInCommonNobodyIsPromoted() {
    List<Match> matches = matches(0, 50);
    matches.removeIf(match -> match.isOf(Yardstick.EMOTION));

    assertThat(RULE.judge(standings(0.8, 0), matches).objections())
        .containsExactly(
            "fused emotion of synthetic pairs (pairs-test): champion and challenger have no row in common, so they cannot be compared");
  }

  @Test
  void valuesOutOfRangeAreNamed() {
    assertThatThrownBy(() -> new PromotionRule(1, Map.of(), Map.of(), 0, 1))
        .hasMessage("level must be above 0 and below 1, cannot be: 1.0");
    assertThatThrownBy(() -> new PromotionRule(0.1, Map.of(Yardstick.FACE, 1.1), Map.of(), 0, 1))
        .hasMessage("macro-f1-floor.face must be 0 to 1, cannot be: 1.1");
  }

  private static List<Standing> standings(double macroF1, double error) {
    return Arrays.stream(Yardstick.values())
        .map(yardstick -> new Standing(yardstick, macroF1, error))
        .toList();
  }

  /** Of each yardstick a thousand rows, 800 of which both have right. */
  private static List<Match> matches(long championOnly, long challengerOnly) {
    return new ArrayList<>(
        List.of(
            match("text", "test", "all", 1000, championOnly, challengerOnly),
            match("face", "PrivateTest", "all", 1000, championOnly, challengerOnly),
            match("fusion", "pairs-test", "polar", 1000, championOnly, challengerOnly),
            match("fusion", "pairs-test", "emotion", 1000, championOnly, challengerOnly)));
  }

  private static Match match(
      String subject,
      String part,
      String slice,
      long rows,
      long championOnly,
      long challengerOnly) {
    return new Match(
        new Group(subject, "data", part, slice, OptionalInt.empty()),
        rows,
        rows * 8 / 10,
        championOnly,
        challengerOnly);
  }
}
