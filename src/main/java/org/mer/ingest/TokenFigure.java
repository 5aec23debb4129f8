package org.mer.ingest;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.mer.page.Bars;
import org.mer.page.Chart;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Series;

/**
 * The tokens of a label, as the report shows them.
 *
 * @param frequent the most frequent
 * @param telling those that tell the label from the others; no chart where there are no others
 */
record TokenFigure(Chart frequent, List<Chart> telling) {
  private static final long PER = 10_000;

  /** The figure of a label. */
  static TokenFigure of(LabelTokens tokens) {
    Chart frequent =
        chart(
            "Most frequent under " + tokens.label(),
            "per %,d tokens".formatted(PER),
            tokens.frequent(),
            tokens,
            token -> round((double) PER * token.within() / tokens.tokens()));
    if (tokens.telling().isEmpty()) {
      return new TokenFigure(frequent, List.of());
    }

    Chart telling =
        chart(
            "Most telling of " + tokens.label(),
            "log-odds z",
            tokens.telling(),
            tokens,
            token -> round(token.z()));
    return new TokenFigure(frequent, List.of(telling));
  }

  private static Chart chart(
      String subject,
      String measure,
      List<TokenCount> listed,
      LabelTokens tokens,
      ToDoubleFunction<TokenCount> value) {
    String title = subject + " (" + measure + ")";
    List<String> words = listed.stream().map(TokenCount::token).toList();
    return new Chart(
        title,
        "%s: %s.".formatted(title, String.join(" ", words)),
        "",
        new Bars(
            words,
            List.of(
                new Series(
                    subject, listed.stream().map(token -> value.applyAsDouble(token)).toList()))),
        new Grid(
            title,
            List.of(
                "token", "times here", "per %,d".formatted(PER), "times elsewhere", "log-odds z"),
            listed.stream().map(token -> line(token, tokens)).toList()));
  }

  private static Line line(TokenCount token, LabelTokens tokens) {
    return Line.of(
        token.token(),
        Numeral.count(token.within()),
        Numeral.decimal((double) PER * token.within() / tokens.tokens()),
        Numeral.count(token.elsewhere()),
        Double.isNaN(token.z()) ? "-" : Numeral.decimal(token.z()));
  }

  private static double round(double value) {
    return Math.round(10 * value) / 10.0;
  }
}
