package org.mer.evaluation;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.page.Chart;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Page;

/**
 * An evaluation as one page of HTML that needs nothing else: headline figures, confusion matrices,
 * behavioural tests where there are any, all metrics and calibration. Titles of what was measured
 * on pairs say that the pairs are synthetic.
 */
public final class Report {
  private static final String TEMPLATE = "report.html";
  private static final double LEAST_PROBABILITY = 5e-5;

  private final Evaluation evaluation;
  private final Background background;
  private final Map<String, String> provenance;

  /**
   * A report.
   *
   * @param provenance what was run on what, in order; names and values as the reader sees them
   */
  public Report(Evaluation evaluation, Background background, Map<String, String> provenance) {
    this.evaluation = evaluation;
    this.background = background;
    this.provenance = new LinkedHashMap<>(provenance);
  }

  /**
   * Writes the page. It appears whole or not at all, and takes the place of an older one. It links
   * to the {@link Cards} beside it.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path target, Configuration hadoop) {
    Map<String, Object> content = content();
    content.put("modelCard", Cards.modelCard(target).getName());
    content.put("dataCard", Cards.dataCard(target).getName());
    Page.of(Report.class, TEMPLATE, content).withCharts().write(target, hadoop);
  }

  private Map<String, Object> content() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put(
        "title",
        "Evaluation of %s on held-out rows and synthetic pairs".formatted(evaluation.fuseRunId()));
    page.put("provenance", Line.of(provenance));
    page.put("headlines", headlines());
    page.put("headlineCharts", EstimateCharts.ofHeadlines(Headline.of(evaluation)));
    List<SliceTable> slices = SliceTable.of(evaluation);
    page.put("hasSlices", !slices.isEmpty());
    page.put("slices", slices.stream().map(EstimateCharts::ofSlices).toList());
    page.put("matrixCharts", matrixCharts());
    page.put("matrices", matrices());
    page.put("passRates", passRates());
    page.put("curves", curves());
    page.put("hasCurves", !curves().isEmpty());
    page.put("changes", changes());
    page.put("courses", background.courses().stream().flatMap(TrainingCourse::charts).toList());
    page.put("hasCourses", !background.courses().isEmpty());
    page.put("errors", background.errors());
    page.put("hasErrors", !background.errors().isEmpty());
    page.put("metrics", metrics());
    page.put("calibrationErrors", CalibrationErrors.of(evaluation));
    page.put("calibrationCharts", calibrationCharts());
    page.put("calibrations", calibrations());
    return page;
  }

  private List<Grid> headlines() {
    List<Headline> all = Headline.of(evaluation);
    List<Grid> grids = new ArrayList<>();
    all.stream()
        .map(one -> one.group().dataset())
        .distinct()
        .forEach(
            dataset -> {
              List<Headline> rows =
                  all.stream().filter(one -> one.group().dataset().equals(dataset)).toList();
              grids.add(
                  headline(
                      Group.title(dataset),
                      rows.stream().filter(one -> !one.isControl()).toList()));
              List<Headline> controls = rows.stream().filter(Headline::isControl).toList();
              if (!controls.isEmpty()) {
                grids.add(headline(Group.title(dataset) + ": controls", controls));
              }
            });
    return grids;
  }

  private static Grid headline(String caption, List<Headline> headlines) {
    return new Grid(
        caption,
        List.of("subject", "part", "slice", "n", "accuracy", "precision", "recall", "F1"),
        headlines.stream()
            .map(
                one ->
                    new Line(
                        one.group().subject(),
                        List.of(
                            one.group().part(),
                            one.group().slice(),
                            Long.toString(one.accuracy().n()),
                            one.accuracy().written(),
                            one.precision().written(),
                            one.recall().written(),
                            one.f1().written())))
            .toList());
  }

  /** The models against those of an earlier run, or none. */
  private List<Grid> changes() {
    List<Line> lines =
        evaluation.measurements().stream()
            .filter(one -> one.metric().equals(Earlier.CHANGE))
            .map(
                one ->
                    Line.of(
                        one.group().subject(),
                        one.group().rows(),
                        one.ofClass().orElseThrow(),
                        Long.toString(one.n()),
                        one.written(),
                        probability(one)))
            .toList();
    return lines.isEmpty()
        ? List.of()
        : List.of(
            new Grid(
                "Change of accuracy on the same rows",
                List.of("subject", "rows", "against", "n", "change", "p (McNemar)"),
                lines));
  }

  private String probability(Measurement change) {
    return evaluation.measurements().stream()
        .filter(one -> one.metric().equals(McNemar.METRIC))
        .filter(one -> one.group().equals(change.group()))
        .filter(one -> one.ofClass().equals(change.ofClass()))
        .findFirst()
        .map(one -> one.value() < LEAST_PROBABILITY ? "<0.0001" : one.written())
        .orElse("");
  }

  /** Whether a group has charts; the figures of the others are tables. */
  private static boolean hasCharts(Group group) {
    return group.isMain() && group.isReported();
  }

  private List<Chart> matrixCharts() {
    return evaluation.matrices().entrySet().stream()
        .filter(entry -> hasCharts(entry.getKey()))
        .map(entry -> new MatrixChart(entry.getKey().title(), entry.getValue()).chart())
        .toList();
  }

  private List<Chart> curves() {
    return evaluation.curves().entrySet().stream()
        .filter(entry -> hasCharts(entry.getKey()) && !entry.getValue().isEmpty())
        .map(entry -> new PrecisionRecallChart(entry.getKey().title(), entry.getValue()).chart())
        .toList();
  }

  private List<Grid> matrices() {
    return evaluation.matrices().entrySet().stream()
        .filter(entry -> !hasCharts(entry.getKey()))
        .map(entry -> matrix(entry.getKey().title(), entry.getValue()))
        .toList();
  }

  private static Grid matrix(String caption, ConfusionMatrix matrix) {
    return new Grid(
        caption,
        prepended("truth \\ predicted", matrix.classes()),
        IntStream.range(0, matrix.classes().size())
            .mapToObj(
                truth ->
                    new Line(
                        matrix.classes().get(truth),
                        IntStream.range(0, matrix.classes().size())
                            .mapToObj(predicted -> Long.toString(matrix.count(truth, predicted)))
                            .toList()))
            .toList());
  }

  /** One table with a column a subject, or none where nothing was judged. */
  private List<Grid> passRates() {
    SortedMap<String, SortedMap<String, Measurement>> slices = new TreeMap<>();
    SortedSet<String> subjects = new TreeSet<>();
    for (Measurement one : evaluation.measurements()) {
      if (isPassRate(one)) {
        subjects.add(one.group().subject());
        slices
            .computeIfAbsent(one.group().slice(), slice -> new TreeMap<>())
            .put(one.group().subject(), one);
      }
    }

    return slices.isEmpty() ? List.of() : List.of(passRates(subjects, slices));
  }

  private static Grid passRates(
      SortedSet<String> subjects, SortedMap<String, SortedMap<String, Measurement>> slices) {
    return new Grid(
        "Share of cases passed",
        Stream.concat(Stream.of("slice", "cases"), subjects.stream()).toList(),
        slices.entrySet().stream()
            .map(entry -> new Line(entry.getKey(), cells(subjects, entry.getValue())))
            .toList());
  }

  private static List<String> cells(
      SortedSet<String> subjects, SortedMap<String, Measurement> ofSlice) {
    String cases = Long.toString(ofSlice.get(ofSlice.firstKey()).n());
    return Stream.concat(
            Stream.of(cases),
            subjects.stream()
                .map(
                    subject ->
                        Optional.ofNullable(ofSlice.get(subject))
                            .map(Measurement::written)
                            .orElse("")))
        .toList();
  }

  private static boolean isPassRate(Measurement one) {
    return one.metric().equals(PassRates.METRIC);
  }

  private List<Grid> metrics() {
    Map<Group, List<Line>> lines = new TreeMap<>();
    for (Measurement one : evaluation.measurements()) {
      if (one.group().pairingSeed().isEmpty()
          && one.group().kind() != SliceKind.CONDITION
          && !isPassRate(one)) {
        lines
            .computeIfAbsent(one.group(), group -> new ArrayList<>())
            .add(
                new Line(
                    one.metric(),
                    List.of(one.ofClass().orElse("all"), one.written(), Long.toString(one.n()))));
      }
    }

    return lines.entrySet().stream()
        .map(
            entry ->
                new Grid(
                    entry.getKey().title(),
                    List.of("metric", "class", "value", "n"),
                    entry.getValue()))
        .toList();
  }

  private List<Chart> calibrationCharts() {
    return calibrations(Report::hasCharts).map(ReliabilityChart::chart).toList();
  }

  private List<Grid> calibrations() {
    return calibrations(group -> !hasCharts(group)).map(ReliabilityChart::grid).toList();
  }

  private Stream<ReliabilityChart> calibrations(Predicate<Group> isChosen) {
    return evaluation.reliabilities().entrySet().stream()
        .filter(entry -> isChosen.test(entry.getKey()))
        .map(entry -> new ReliabilityChart(entry.getKey().title(), entry.getValue()));
  }

  private static List<String> prepended(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all;
  }
}
