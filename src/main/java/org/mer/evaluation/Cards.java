package org.mer.evaluation;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Page;

/**
 * The model card (Mitchell et al., <i>Model cards for model reporting</i>, 2019) and the data card
 * (after Gebru et al., <i>Datasheets for datasets</i>, 2021) of an evaluation, each one page of
 * HTML that needs nothing else. What is known of the published data sets beyond their rows is said
 * of those alone.
 */
public final class Cards {
  private static final String SUFFIX = ".html";
  private static final String TWEETS = "sentiment140";
  private static final String FACES = "fer2013";

  private final Evaluation evaluation;
  private final Datasets datasets;
  private final Background background;
  private final Holdings holdings;
  private final Map<String, String> provenance;

  /**
   * The cards of an evaluation.
   *
   * @param datasets what the data are called
   * @param holdings what the tables hold
   * @param provenance what was run on what, in order; names and values as the reader sees them
   */
  public Cards(
      Evaluation evaluation,
      Datasets datasets,
      Background background,
      Holdings holdings,
      Map<String, String> provenance) {
    this.evaluation = evaluation;
    this.datasets = datasets;
    this.background = background;
    this.holdings = holdings;
    this.provenance = new LinkedHashMap<>(provenance);
  }

  /**
   * Where the model card of a report stands: beside it.
   *
   * @param report the page that links to it
   */
  public static Path modelCard(Path report) {
    return beside(report, "-model-card");
  }

  /**
   * Where the data card of a report stands: beside it.
   *
   * @param report the page that links to it
   */
  public static Path dataCard(Path report) {
    return beside(report, "-data-card");
  }

  private static Path beside(Path report, String ending) {
    String name = report.getName();
    String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    return new Path(report.getParent(), stem + ending + SUFFIX);
  }

  /**
   * Writes both pages beside a report. Each appears whole or not at all, and takes the place of an
   * older one.
   *
   * @throws UncheckedIOException if one cannot be written
   */
  public void write(Path report, Configuration hadoop) {
    page("model-card.html", modelContent(), report).write(modelCard(report), hadoop);
    page("data-card.html", dataContent(), report).write(dataCard(report), hadoop);
  }

  private Page page(String template, Map<String, Object> content, Path report) {
    content.put("report", report.getName());
    content.put("modelCard", modelCard(report).getName());
    content.put("dataCard", dataCard(report).getName());
    content.put("isSentiment140", datasets.tweets().equals(TWEETS));
    content.put("isFer2013", datasets.faces().equals(FACES));
    content.put("tweetsName", datasets.tweets());
    content.put("facesName", datasets.faces());
    content.put("provenance", Line.of(provenance));
    return Page.of(Cards.class, template, content);
  }

  private Map<String, Object> modelContent() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", "Model card of " + evaluation.fuseRunId());
    page.put("models", models());
    page.put("files", holdings.files());
    page.put("results", results());
    page.put("slices", slices());
    page.put("weakest", weakest());
    page.put("calibration", CalibrationErrors.of(evaluation));
    page.put("behaviour", behaviour());
    return page;
  }

  private Map<String, Object> dataContent() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", "Data card of %s and %s".formatted(datasets.tweets(), datasets.faces()));
    page.put("files", holdings.files());
    page.put("tweets", holdings.tweets());
    page.put("faces", holdings.faces());
    page.put("changes", holdings.changes());
    page.put("quality", holdings.quality());
    return page;
  }

  private Grid models() {
    return new Grid(
        "The models of the run",
        List.of("subject", "version", "network", "weights", "training rows", "temperature", "made"),
        background.models().stream().map(RunModel::line).toList());
  }

  private Grid results() {
    return new Grid(
        "Results on parts that nothing was chosen on",
        List.of("subject", "rows", "n", "accuracy", "macro-F1"),
        Headline.of(evaluation).stream()
            .filter(one -> one.group().isReported())
            .map(
                one ->
                    Line.of(
                        one.group().subject(),
                        one.group().rows(),
                        Numeral.count(one.accuracy().n()),
                        one.accuracy().written(),
                        one.f1().written()))
            .toList());
  }

  private List<Grid> slices() {
    return SliceTable.of(evaluation).stream()
        .map(
            table ->
                new Grid(
                    table.whole().title(),
                    List.of("slice", "n", "accuracy", "macro-F1"),
                    table.slices().stream()
                        .map(
                            slice ->
                                Line.of(
                                    slice.name(),
                                    Numeral.count(slice.accuracy().n()),
                                    slice.accuracy().written(),
                                    slice.f1().written()))
                        .toList()))
        .toList();
  }

  /** The slice of each result that is worst off, and the class that is least often recognised. */
  private List<String> weakest() {
    Stream<String> slices =
        SliceTable.of(evaluation).stream()
            .flatMap(
                table ->
                    table.slices().stream()
                        .skip(1)
                        .min((one, other) -> compare(one.accuracy(), other.accuracy()))
                        .map(
                            slice ->
                                "%s: least accurate on %s, %s against %s on the whole"
                                    .formatted(
                                        table.whole().title(),
                                        slice.name(),
                                        slice.accuracy().written(),
                                        table.slices().get(0).accuracy().written()))
                        .stream());
    Stream<String> classes =
        evaluation.matrices().keySet().stream()
            .filter(group -> group.isMain() && group.isReported())
            .filter(group -> group.subject().equals("fusion") || !group.isOfPairs())
            .flatMap(
                group ->
                    evaluation.measurements().stream()
                        .filter(one -> one.group().equals(group) && one.metric().equals("recall"))
                        .filter(one -> one.ofClass().isPresent() && one.n() > 0)
                        .min(Cards::compare)
                        .map(
                            one ->
                                "%s: of the classes %s is recognised least often, recall %s, n = %s"
                                    .formatted(
                                        group.title(),
                                        one.ofClass().orElseThrow(),
                                        one.written(),
                                        Numeral.count(one.n())))
                        .stream());
    return Stream.concat(slices, classes).toList();
  }

  private static int compare(Measurement one, Measurement other) {
    return Double.compare(one.value(), other.value());
  }

  private List<Grid> behaviour() {
    List<Line> lines =
        evaluation.measurements().stream()
            .filter(one -> one.metric().equals(PassRates.METRIC) && one.group().isMain())
            .sorted(Cards::compare)
            .map(one -> Line.of(one.group().slice(), Long.toString(one.n()), one.written()))
            .toList();
    return lines.isEmpty()
        ? List.of()
        : List.of(
            new Grid("Behavioural tests of text", List.of("slice", "cases", "passed"), lines));
  }
}
