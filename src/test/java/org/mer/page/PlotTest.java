package org.mer.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mer.page.Flow.Link;
import org.mer.page.Flow.Node;
import org.mer.page.Flow.Side;

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
