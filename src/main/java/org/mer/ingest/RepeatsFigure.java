package org.mer.ingest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mer.page.Bars;
import org.mer.page.Chart;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Series;

/** What stands in a table more than once, as the report shows it. */
final class RepeatsFigure {
  private final Repeats repeats;

  private RepeatsFigure(Repeats repeats) {
    this.repeats = repeats;
  }

  /** The chart of repeated texts. */
  static Chart ofTexts(Repeats repeats) {
    return new RepeatsFigure(repeats).chart("texts", "texts under both labels");
  }

  /** The chart of repeated pictures. */
  static Chart ofPictures(Repeats repeats) {
    return new RepeatsFigure(repeats).chart("pictures", "pictures with differing labels");
  }

  private Chart chart(String contents, String contradictory) {
    Map<String, Tally> tallies = tallies();
    String title = "Repeated " + contents + ": rows concerned";
    return new Chart(
        title,
        "Rows of repeated %s; %s: %s."
            .formatted(contents, contradictory, Numeral.count(repeats.contradictory().contents())),
        "",
        new Bars(
            List.copyOf(tallies.keySet()),
            List.of(
                new Series(
                    "rows",
                    tallies.values().stream().map(tally -> (double) tally.rows()).toList()))),
        new Grid(
            title,
            List.of("", "different " + contents, "rows", "share of all rows"),
            tallies.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList()));
  }

  private Map<String, Tally> tallies() {
    Map<String, Tally> tallies = new LinkedHashMap<>();
    List<String> parts = repeats.parts();
    tallies.put("in two rows or more", repeats.repeated());
    for (int part = 0; part < parts.size(); part++) {
      tallies.put("repeated within " + parts.get(part), repeats.within(part));
    }

    tallies.put("in two parts or more", repeats.across());
    for (int one = 0; one < parts.size(); one++) {
      for (int other = one + 1; other < parts.size(); other++) {
        tallies.put(
            "%s and %s".formatted(parts.get(one), parts.get(other)), repeats.inBoth(one, other));
      }
    }

    tallies.put("differing labels", repeats.contradictory());
    tallies.put("differing labels, two parts", repeats.contradictoryAcross());
    if (repeats.blank().rows() > 0) {
      tallies.put("blank", repeats.blank());
    }

    return tallies;
  }

  private Line line(String name, Tally tally) {
    return Line.of(
        name,
        Numeral.count(tally.contents()),
        Numeral.count(tally.rows()),
        Numeral.share(tally.rows(), repeats.all().rows()));
  }
}
