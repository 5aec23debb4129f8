package org.mer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.mer.page.Numeral;

/** The headline figures as text, for a terminal. */
public final class SummaryTable {
  private static final List<String> HEAD =
      List.of(
          "subject",
          "dataset",
          "part",
          "slice",
          "n",
          "accuracy [95 % interval]",
          "precision",
          "recall",
          "macro-F1 [95 % interval]");
  private static final String NOTE =
      """
      synthetic pairs: tweets and faces were put together by a draw, nobody posted them together; a gain of
      fusion on them is expected arithmetic. Precision and recall are macro means.
      """;

  private final List<Headline> headlines;

  /** The table of an evaluation, without controls. */
  public SummaryTable(Evaluation evaluation) {
    headlines = Headline.of(evaluation).stream().filter(one -> !one.isControl()).toList();
  }

  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEAD);
    headlines.forEach(one -> lines.add(cells(one)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(i -> lines.stream().mapToInt(line -> line.get(i).length()).max().orElse(0))
            .toArray();
    return NOTE
        + lines.stream()
            .map(line -> padded(line, widths))
            .collect(Collectors.joining(System.lineSeparator()));
  }

  private static List<String> cells(Headline one) {
    return List.of(
        one.group().subject(),
        one.group().dataset(),
        one.group().part(),
        one.group().slice(),
        Long.toString(one.accuracy().n()),
        one.accuracy().written(),
        Numeral.fraction(one.precision().value()),
        Numeral.fraction(one.recall().value()),
        one.f1().written());
  }

  private static String padded(List<String> line, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> line.get(i) + " ".repeat(widths[i] - line.get(i).length()))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }
}
