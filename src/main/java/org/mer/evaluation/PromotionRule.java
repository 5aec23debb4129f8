package org.mer.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.mer.page.Numeral;

/**
 * What a challenger must hold to take the champion's place: by every yardstick it is good enough by
 * itself and not worse than the champion on the same rows, and on none of their slices it is worse
 * by more than is tolerated.
 *
 * @param level of McNemar's one-sided test, above 0 and below 1: how often a challenger that is
 *     just as good may be taken for worse, by each yardstick
 * @param floors least macro-F1, 0 to 1 each
 * @param ceilings greatest expected calibration error, 0 to 1 each
 * @param sliceTolerance by how much accuracy on a slice may be lower, 0 to 1
 * @param sliceRows slices with fewer rows are not looked at, for chance moves them by more
 */
public record PromotionRule(
    double level,
    Map<Yardstick, Double> floors,
    Map<Yardstick, Double> ceilings,
    double sliceTolerance,
    long sliceRows) {
  /** Checks the ranges and keeps copies. */
  public PromotionRule {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be above 0 and below 1, cannot be: " + level);
    }

    share(sliceTolerance, "slice-tolerance");
    floors.forEach((one, value) -> share(value, "macro-f1-floor." + one.label()));
    ceilings.forEach((one, value) -> share(value, "calibration-ceiling." + one.label()));
    if (sliceRows < 1) {
      throw new IllegalArgumentException("slice-rows must be at least 1, cannot be: " + sliceRows);
    }

    floors = Map.copyOf(floors);
    ceilings = Map.copyOf(ceilings);
  }

  /** Judges a challenger where there is no champion yet: it must be good enough by itself. */
  public Assessment first(List<Standing> standings) {
    Notes notes = new Notes();
    standings.forEach(standing -> judge(standing, notes));
    notes.findings.add("there was no champion to compare with");
    return notes.assessment();
  }

  /**
   * Judges a challenger.
   *
   * @param standings how good it is, by each yardstick
   * @param matches how it compares, group by group
   */
  public Assessment judge(List<Standing> standings, List<Match> matches) {
    Notes notes = new Notes();
    standings.forEach(standing -> judge(standing, notes));
    Arrays.stream(Yardstick.values()).forEach(one -> compare(one, matches, notes));
    matches.stream()
        .filter(match -> Arrays.stream(Yardstick.values()).noneMatch(match::isOf))
        .filter(match -> match.rows() >= sliceRows)
        .forEach(match -> compareSlice(match, notes));
    return notes.assessment();
  }

  private void judge(Standing standing, Notes notes) {
    Yardstick yardstick = standing.yardstick();
    double floor = floors.getOrDefault(yardstick, 0.0);
    double ceiling = ceilings.getOrDefault(yardstick, 1.0);
    notes.figure(yardstick, "macro_f1", standing.macroF1());
    notes.figure(yardstick, "ece", standing.calibrationError());
    notes.findings.add(
        text(
            "%s: macro-F1 %.4f (floor %s), calibration error %.4f (ceiling %s)",
            yardstick.title(), standing.macroF1(), floor, standing.calibrationError(), ceiling));
    if (!(standing.macroF1() >= floor)) {
      notes.objections.add(
          text(
              "%s: macro-F1 is %.4f, below the floor of %s",
              yardstick.title(), standing.macroF1(), floor));
    }

    if (!(standing.calibrationError() <= ceiling)) {
      notes.objections.add(
          text(
              "%s: the calibration error is %.4f, above the ceiling of %s",
              yardstick.title(), standing.calibrationError(), ceiling));
    }
  }

  private void compare(Yardstick yardstick, List<Match> matches, Notes notes) {
    Optional<Match> found = matches.stream().filter(match -> match.isOf(yardstick)).findFirst();
    if (found.isEmpty()) {
      notes.objections.add(
          text(
              "%s: champion and challenger have no row in common, so they cannot be compared",
              yardstick.title()));
      return;
    }

    Match match = found.orElseThrow();
    double probability = match.probability();
    notes.figure(yardstick, "rows", (double) match.rows());
    notes.figure(yardstick, "accuracy", match.challengerAccuracy());
    notes.figure(yardstick, "champion_accuracy", match.championAccuracy());
    notes.figure(yardstick, "mcnemar_p", probability);
    boolean isWorse = probability < level;
    String sentence =
        text(
            "%s: %s the champion, accuracy %.4f against %.4f on %s rows that both scored (McNemar, one-sided: p = %.4f, level %s)",
            yardstick.title(),
            isWorse ? "worse than" : "not worse than",
            match.challengerAccuracy(),
            match.championAccuracy(),
            Numeral.count(match.rows()),
            probability,
            level);
    (isWorse ? notes.objections : notes.findings).add(sentence);
  }

  private void compareSlice(Match match, Notes notes) {
    Optional<Yardstick> yardstick = Yardstick.of(match.group());
    yardstick.ifPresent(
        one -> notes.figure(one, match.group().slice() + "/worse_by", match.worseBy()));
    if (match.worseBy() > sliceTolerance) {
      notes.objections.add(
          text(
              "the slice %s of %s: worse than the champion by %.4f, of which %s is tolerated (accuracy %.4f against %.4f on %s rows)",
              match.group().slice(),
              yardstick.map(Yardstick::title).orElse(match.group().subject()),
              match.worseBy(),
              sliceTolerance,
              match.challengerAccuracy(),
              match.championAccuracy(),
              Numeral.count(match.rows())));
    }
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static void share(double value, String what) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s must be 0 to 1, cannot be: %s".formatted(what, value));
    }
  }

  /** What is found while it is judged. */
  private static final class Notes {
    private final List<String> objections = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final Map<String, Double> figures = new TreeMap<>();

    void figure(Yardstick yardstick, String name, double value) {
      figures.put(yardstick.label() + "/" + name, value);
    }

    Assessment assessment() {
      return new Assessment(objections, findings, figures);
    }
  }
}
