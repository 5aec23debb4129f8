package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mer.page.Grid;

class TrainingReportTest {
  private static final String ATTACK = "</script><script>alert(1)</script>";
  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\">(.*?)</script>");
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>.*?</script>");

  @TempDir private static Path folder;
  private static TrainedNetwork trained;

  @BeforeAll
  static void train() {
    Recipe recipe = Recipes.of(3, 1, Recipes.LONG, Recipes.LONG);
    trained =
        new TrainingLoop(
                new Perceptron(0.8),
                Beginning.RANDOM,
                recipe,
                new LocalWorkforce(
                    recipe, new Points(), Points.draw(200, 1), Points.draw(100, 2), 2),
                new Checkpoints(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration()),
                ProgressDisplay.on(""),
                Map.of())
            .run(Optional.empty());
  }

  @Test
  void theCurvesAreThoseOfTheEpochs() throws IOException {
    List<JsonNode> charts = charts(html());

    assertThat(charts).hasSize(3);
    assertThat(values(charts.get(0), 0)).isEqualTo(epochs(Epoch::trainLoss));
    assertThat(values(charts.get(0), 1)).isEqualTo(epochs(epoch -> epoch.validation().loss()));
    assertThat(values(charts.get(1), 0)).isEqualTo(epochs(epoch -> epoch.validation().accuracy()));
    assertThat(values(charts.get(1), 1)).isEqualTo(epochs(epoch -> epoch.validation().macroF1()));
    assertThat(values(charts.get(2), 0)).isEqualTo(epochs(Epoch::learningRate));
  }

  @Test
  void theEpochThatWasKeptIsMarkedInChartsAndTable() throws IOException {
    String number = Integer.toString(trained.best().number());
    String html = html();

    assertThat(charts(html))
        .allSatisfy(
            chart ->
                assertThat(chart.at("/series/0/markLine/data/0/xAxis").asText()).isEqualTo(number));
    assertThat(html).contains("<th scope=\"row\">" + number + " (kept)</th>");
    assertThat(html.split(" \\(kept\\)")).hasSize(3 + 1 + 1);
  }

  @Test
  void itSaysWhatWasTrainedOnWhat() {
    assertThat(html())
        .containsSubsequence(
            "<h1>Training of face/perceptron</h1>",
            "200</td>",
            "1.25</td>",
            "as planned</td>",
            "dropout</th><td>0.2</td>",
            "snapshots</th><td>mer.faces 7</td>");
  }

  @Test
  void whatABranchShowsBesideHasASectionOfItsOwn() {
    assertThat(html())
        .containsSubsequence(
            "<a href=\"#exhibit-1\">Brightest</a>",
            "<a href=\"#exhibit-2\">Darkest</a>",
            "<section aria-labelledby=\"exhibit-1\">",
            "<h2 id=\"exhibit-1\">Brightest</h2>",
            "<p>By mean.</p>",
            "<caption>happy</caption>",
            "<th scope=\"row\">seventh</th><td>0.9</td>",
            "<caption>sad</caption>",
            "<h2 id=\"exhibit-2\">Darkest</h2>",
            "<h2 id=\"settings\">");
  }

  @Test
  void whatComesFromSettingsAndRowsStaysText() {
    String html =
        new TrainingReport(
                ATTACK,
                trained,
                1,
                List.of(new Exhibit(ATTACK, ATTACK, List.of(grid(ATTACK, ATTACK)))),
                Map.of(ATTACK, ATTACK),
                Map.of(ATTACK, ATTACK))
            .html();

    assertThat(SCRIPT.matcher(html).replaceAll(""))
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>");
  }

  private static String html() {
    return new TrainingReport(
            "face/perceptron",
            trained,
            1.25,
            List.of(
                new Exhibit(
                    "Brightest", "By mean.", List.of(grid("happy", "seventh"), grid("sad", "x"))),
                new Exhibit("Darkest", "By mean, too.", List.of(grid("fear", "y")))),
            Map.of("dropout", "0.2"),
            Map.of("snapshots", "mer.faces 7"))
        .html();
  }

  private static Grid grid(String caption, String head) {
    return new Grid(caption, List.of("picture", "mean"), List.of(Grid.Line.of(head, "0.9")));
  }

  private static List<JsonNode> charts(String html) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> charts = new ArrayList<>();
    for (String data : DATA.matcher(html).results().map(match -> match.group(1)).toList()) {
      charts.add(json.readTree(data));
    }

    return charts;
  }

  private static List<Double> values(JsonNode chart, int series) {
    return StreamSupport.stream(chart.at("/series/%d/data".formatted(series)).spliterator(), false)
        .map(JsonNode::asDouble)
        .toList();
  }

  private static List<Double> epochs(Function<Epoch, Double> figure) {
    return trained.epochs().stream().map(figure).toList();
  }
}
