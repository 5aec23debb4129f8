package org.mer.ingest;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mer.page.Chart;
import org.mer.page.Curves;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Series;

/**
 * How a measure is distributed, as the report shows it.
 *
 * @param chart the histograms of all groups
 * @param summary the groups' means and quantiles
 */
record DistributionFigure(Chart chart, Grid summary) {
  /**
   * The figure of a histogram.
   *
   * @param title what is measured
   * @param measure the horizontal axis
   * @param groups the names of its groups, in order; those without rows are left out
   */
  static DistributionFigure of(
      String title, String measure, List<String> groups, Histogram histogram) {
    List<String> present = groups.stream().filter(histogram.groups()::containsKey).toList();
    int bins =
        histogram.groups().values().stream().mapToInt(group -> used(group.bins())).max().orElse(0);
    return new DistributionFigure(
        new Chart(
            title,
            title
                + ". "
                + present.stream()
                    .map(name -> sentence(name, histogram))
                    .collect(Collectors.joining(" ")),
            " %",
            new Curves(
                measure,
                histogram.scale().binWidth(),
                present.stream().map(name -> series(name, histogram, bins)).toList()),
            bins(title, measure, present, histogram, bins)),
        summary(title, present, histogram));
  }

  private static String sentence(String name, Histogram histogram) {
    return "%s: median %s."
        .formatted(name, Numeral.decimal(histogram.groups().get(name).quantiles().get(2)));
  }

  private static Series series(String name, Histogram histogram, int bins) {
    Histogram.Group group = histogram.groups().get(name);
    return new Series(
        name,
        group.bins().subList(0, bins).stream()
            .map(rows -> Numeral.percent(rows, group.rows()))
            .toList());
  }

  private static Grid bins(
      String title, String measure, List<String> groups, Histogram histogram, int bins) {
    return new Grid(
        title,
        Stream.concat(Stream.of(measure + ", from"), groups.stream()).toList(),
        IntStream.range(0, bins)
            .mapToObj(
                bin ->
                    new Line(
                        edge(bin, histogram),
                        groups.stream()
                            .map(name -> histogram.groups().get(name).bins().get(bin))
                            .map(Numeral::count)
                            .toList()))
            .toList());
  }

  private static Grid summary(String title, List<String> groups, Histogram histogram) {
    return new Grid(
        title + ": summary",
        List.of("", "rows", "mean", "minimum", "5 %", "median", "95 %", "maximum"),
        groups.stream()
            .map(
                name -> {
                  Histogram.Group group = histogram.groups().get(name);
                  return new Line(
                      name,
                      Stream.concat(
                              Stream.of(Numeral.count(group.rows()), Numeral.decimal(group.mean())),
                              group.quantiles().stream().map(Numeral::decimal))
                          .toList());
                })
            .toList());
  }

  private static String edge(int bin, Histogram histogram) {
    long edge = Math.round(bin * histogram.scale().binWidth());
    boolean isOpen = bin + 1 == histogram.scale().bins();
    return isOpen ? edge + " and more" : Long.toString(edge);
  }

  private static int used(List<Long> bins) {
    return (int)
        IntStream.range(0, bins.size())
            .filter(bin -> bins.get(bin) > 0)
            .mapToLong(bin -> bin + 1)
            .max()
            .orElse(0);
  }
}
