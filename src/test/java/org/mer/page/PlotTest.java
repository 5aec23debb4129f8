package org.mer.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mer.page.Estimates.Estimate;
import org.mer.page.Estimates.Kind;
import org.mer.page.Flow.Link;
import org.mer.page.Flow.Node;
import org.mer.page.Flow.Side;
import org.mer.page.Shares.Point;
import org.mer.page.Shares.Trace;

class PlotTest {
  @Test
  void aFlowDrawsWhatHasRows() throws IOException {
    JsonNode sankey =
        option(
                new Flow(
                    List.of(
                        new Node("a", "kept", Side.RIGHT),
                        new Node("b", "kept", Side.LEFT),
                        new Node("c", "rejected", Side.LEFT)),
                    List.of(new Link("a", "b", 7), new Link("a", "c", 0))))
            .at("/series/0");

    assertThat(sankey.get("data").findValuesAsText("name")).containsExactly("a", "b");
    assertThat(sankey.get("data").findValuesAsText("text")).containsExactly("kept", "kept");
    assertThat(sankey.get("links")).hasSize(1);
    assertThat(sankey.at("/links/0/value").asLong()).isEqualTo(7);
  }

  @Test
  void anOutlineEndsAtTheLastBinsEdge() throws IOException {
    JsonNode line =
        option(new Curves("pixels", 8, List.of(new Series("a", List.of(1.0, 3.0)))))
            .at("/series/0");

    assertThat(line.get("data").toString()).isEqualTo("[[0.0,1.0],[8.0,3.0],[16.0,3.0]]");
    assertThat(
            option(new Curves("pixels", 8, List.of(new Series("a", List.of()))))
                .at("/series/0/data"))
        .isEmpty();
  }

  @Test
  void aCourseHasItsMarkOnce() throws IOException {
    Series one = new Series("a", List.of(1.0, 3.0));
    JsonNode course =
        option(new Course("epoch", List.of("1", "2"), "2", "kept", List.of(one, one)));

    assertThat(course.at("/xAxis/data").toString()).isEqualTo("[\"1\",\"2\"]");
    assertThat(course.at("/series/1/data").toString()).isEqualTo("[1.0,3.0]");
    assertThat(course.findValues("markLine")).hasSize(1);
    assertThat(course.at("/series/0/markLine/data/0").toString())
        .isEqualTo("{\"name\":\"kept\",\"xAxis\":\"2\"}");
  }

  @Test
  void barsHaveRoomForEachSeries() {
    Series one = new Series("a", List.of(1.0));

    assertThat(new Bars(List.of("x"), List.of(one, one)).height())
        .isGreaterThan(new Bars(List.of("x"), List.of(one)).height());
  }

  @Test
  void anEstimateHasItsCategoryBetweenValueAndInterval() throws IOException {
    JsonNode option =
        option(
            new Estimates(
                List.of("x", "y"),
                List.of(
                    new Kind(
                        "a", List.of(new Estimate(0.5, 0.4, 0.7), new Estimate(0.2, 0.2, 0.2))))));

    assertThat(option.at("/series/0/data").toString())
        .isEqualTo("[[0.5,0,0.4,0.7],[0.2,1,0.2,0.2]]");
    assertThat(option.at("/yAxis/data").toString()).isEqualTo("[\"x\",\"y\"]");
    assertThat(option.at("/xAxis/scale").asBoolean()).isTrue();
  }

  @Test
  void aHeatMapHasACellAColumnAndRow() throws IOException {
    JsonNode option =
        option(
            new HeatMap(
                "label",
                List.of("r"),
                "predicted",
                List.of("c", "d"),
                List.of(List.of(75.0, 25.0))));

    assertThat(option.at("/series/0/data").toString()).isEqualTo("[[0,0,75.0],[1,0,25.0]]");
    assertThat(option.at("/xAxis/data").toString()).isEqualTo("[\"c\",\"d\"]");
    assertThat(option.at("/yAxis/name").asText()).isEqualTo("label");
  }

  @Test
  void sharesHaveTheDiagonalOnceAndOnlyWhereItMeansSomething() throws IOException {
    Trace trace = new Trace("a", List.of(new Point(0.5, 0.25)));
    JsonNode option =
        option(new Shares("sure", "right", List.of(trace, trace), Optional.of("equal")));

    assertThat(option.at("/series/1/data").toString()).isEqualTo("[[0.5,0.25]]");
    assertThat(option.findValues("markLine")).hasSize(1);
    assertThat(option.at("/series/0/markLine/data/0").toString())
        .isEqualTo("[{\"coord\":[0,0],\"name\":\"equal\"},{\"coord\":[1,1]}]");
    assertThat(
            option(new Shares("sure", "right", List.of(trace), Optional.empty()))
                .findValues("markLine"))
        .isEmpty();
  }

  @Test
  void thePageIsTheSameEachTime() {
    Chart chart = chart(new Bars(List.of("x"), List.of(new Series("a", List.of(1.0)))));

    assertThat(chart.json())
        .isEqualTo(
            "{\"aria\":{\"enabled\":true,\"label\":{\"description\":\"alt\"}},\"series\":[{\"data\":[1.0],\"name\":\"a\",\"type\":\"bar\"}],"
                + "\"xAxis\":{\"type\":\"value\"},\"yAxis\":{\"data\":[\"x\"],\"inverse\":true,\"type\":\"category\"}}");
  }

  private static JsonNode option(Plot plot) throws IOException {
    return new ObjectMapper().readTree(chart(plot).json());
  }

  private static Chart chart(Plot plot) {
    return new Chart("title", "alt", "", plot, new Grid("title", List.of(), List.of()));
  }
}
