package org.mer.ingest;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.Emotion;
import org.mer.Polarity;
import org.mer.page.Chart;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Page;
import org.mer.page.Picture;
import org.mer.table.Lake;

/**
 * What was ingested, as one page of HTML that needs nothing else: where the records went, labels,
 * lengths, brightness, words, faces to look at, repeats, and what was rejected and why.
 */
public final class DataReport {
  private static final String TEMPLATE = "data-report.html";
  private static final List<String> POLARITIES =
      Arrays.stream(Polarity.values()).map(Polarity::label).toList();
  private static final List<String> EMOTIONS =
      Arrays.stream(Emotion.values()).map(Emotion::label).toList();

  private final DataProfile profile;
  private final String title;
  private final Map<String, String> provenance;

  private DataReport(DataProfile profile, String title, Map<String, String> provenance) {
    this.profile = profile;
    this.title = title;
    this.provenance = new LinkedHashMap<>(provenance);
  }

  /**
   * The report on a lake as it is now.
   *
   * @param seed chooses the faces that are shown
   * @param title of the page
   * @param provenance what was read by what, in order; names and values as the reader sees them
   */
  public static DataReport of(
      Lake lake, long seed, Examples examples, String title, Map<String, String> provenance) {
    return new DataReport(DataProfile.of(lake, seed, examples), title, provenance);
  }

  /**
   * Writes the page. It appears whole or not at all, and takes the place of an older one.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path target, Configuration hadoop) {
    Page.of(DataReport.class, TEMPLATE, content()).withCharts().write(target, hadoop);
  }

  /** The figures that are looked at first. */
  public Grid summary() {
    List<Line> lines = new ArrayList<>();
    profile
        .tweets()
        .ifPresent(
            tweets -> {
              long rows = tweets.repeats().all().rows();
              lines.add(line("tweets", rows, rows));
              lines.add(
                  line(
                      "tweets whose text has both labels",
                      tweets.repeats().contradictory().rows(),
                      rows));
              lines.add(
                  line(
                      "tweets whose text is in two parts", tweets.repeats().across().rows(), rows));
            });
    profile
        .faces()
        .ifPresent(
            faces -> {
              long rows = faces.repeats().all().rows();
              lines.add(line("faces", rows, rows));
              lines.add(
                  line("faces that stand in two parts", faces.repeats().across().rows(), rows));
              lines.add(
                  line(
                      "faces with differing labels", faces.repeats().contradictory().rows(), rows));
              lines.add(line("blank faces", faces.repeats().blank().rows(), rows));
            });
    long rejected = profile.rejections().stream().mapToLong(Rejection::records).sum();
    lines.add(Line.of("rejected records", Numeral.count(rejected), ""));
    return new Grid("Rows of the tables", List.of("", "rows", "share"), lines);
  }

  /** Faces of a class. */
  private record Sample(String emotion, List<Picture> pictures) {}

  private Map<String, Object> content() {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("title", title);
    page.put("summary", summary());
    page.put("flows", flows());
    page.put("balances", balances());
    page.put("distributions", distributions());
    page.put(
        "tokens",
        profile.tweets().stream()
            .flatMap(tweets -> tweets.tokens().stream())
            .map(TokenFigure::of)
            .toList());
    page.put("samples", samples());
    page.put("repeats", repeats());
    page.put("rejections", rejections());
    page.put("provenance", Line.of(provenance));
    return page;
  }

  private List<FlowFigure> flows() {
    List<FlowFigure> flows = new ArrayList<>();
    if (!profile.tweetFiles().isEmpty()) {
      flows.add(
          FlowFigure.of(
              "tweets",
              profile.tweetFiles(),
              TweetProfile.PARTS,
              profile.tweets().map(TweetProfile::labels).orElse(List.of())));
    }

    if (!profile.faceFiles().isEmpty()) {
      flows.add(
          FlowFigure.of(
              "faces",
              profile.faceFiles(),
              FaceProfile.PARTS,
              profile.faces().map(FaceProfile::labels).orElse(List.of())));
    }

    return flows;
  }

  private List<Chart> balances() {
    List<Chart> charts = new ArrayList<>();
    profile
        .tweets()
        .ifPresent(
            tweets ->
                charts.add(
                    BalanceFigure.of("tweets", POLARITIES, TweetProfile.PARTS, tweets.labels())));
    profile
        .faces()
        .ifPresent(
            faces ->
                charts.add(BalanceFigure.of("faces", EMOTIONS, FaceProfile.PARTS, faces.labels())));
    return charts;
  }

  private List<DistributionFigure> distributions() {
    List<DistributionFigure> figures = new ArrayList<>();
    profile
        .tweets()
        .ifPresent(
            tweets ->
                figures.add(
                    DistributionFigure.of(
                        "Length of the tweets by label", "tokens", POLARITIES, tweets.lengths())));
    profile
        .faces()
        .ifPresent(
            faces -> {
              figures.add(
                  DistributionFigure.of(
                      "Brightness of the faces by part",
                      "mean of the pixels, 0 to 255",
                      FaceProfile.PARTS,
                      faces.brightness()));
              figures.add(
                  DistributionFigure.of(
                      "Contrast of the faces by part",
                      "standard deviation of the pixels, 0 to 127.5",
                      FaceProfile.PARTS,
                      faces.contrast()));
            });
    return figures;
  }

  private List<Sample> samples() {
    List<SampleFace> faces = profile.faces().map(FaceProfile::samples).orElse(List.of());
    return EMOTIONS.stream()
        .map(
            emotion ->
                new Sample(
                    emotion,
                    faces.stream()
                        .filter(face -> face.emotion().equals(emotion))
                        .map(SampleFace::picture)
                        .toList()))
        .filter(sample -> !sample.pictures().isEmpty())
        .toList();
  }

  private List<Chart> repeats() {
    List<Chart> charts = new ArrayList<>();
    profile.tweets().ifPresent(tweets -> charts.add(RepeatsFigure.ofTexts(tweets.repeats())));
    profile.faces().ifPresent(faces -> charts.add(RepeatsFigure.ofPictures(faces.repeats())));
    return charts;
  }

  private List<Grid> rejections() {
    List<Rejection> rejections = profile.rejections();
    if (rejections.isEmpty()) {
      return List.of();
    }

    boolean hasExamples = rejections.stream().anyMatch(one -> one.example().isPresent());
    return List.of(
        new Grid(
            "Rejected records by reason",
            hasExamples ? List.of("reason", "records", "the first") : List.of("reason", "records"),
            rejections.stream().map(one -> line(one, hasExamples)).toList()));
  }

  private static Line line(Rejection one, boolean hasExamples) {
    String records = Numeral.count(one.records());
    String reason = one.reason().orElse("other reasons");
    return hasExamples
        ? Line.of(reason, records, example(one.example()))
        : Line.of(reason, records);
  }

  private static String example(Optional<Rejection.Example> example) {
    return example
        .map(
            one ->
                "row %s of %s: %s"
                    .formatted(
                        Numeral.count(one.rowNumber()), SourceFile.name(one.source()), one.raw()))
        .orElse("");
  }

  private static Line line(String what, long rows, long all) {
    return Line.of(what, Numeral.count(rows), Numeral.share(rows, all));
  }
}
