package org.mer.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.page.Chart;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class RowChartsTest {
  @Test
  void aMatrixIsSharesOfItsRows(SparkSession spark) {
    Chart chart =
        RowCharts.heatMap(
            "confusion",
            spark.sql(
                "SELECT * FROM VALUES ('a', 'a', 3L), ('a', 'b', 1L), ('b', 'a', 2L) AS t(truth, predicted, n)"));

    assertThat(chart.json()).contains("[0,0,75.0],[1,0,25.0],[0,1,100.0],[1,1,0.0]");
    assertThat(chart.figures().lines()).hasSize(3);
  }

  @Test
  void whatHasNoIntervalIsAPoint(SparkSession spark) {
    Chart chart =
        RowCharts.estimates(
            "leaderboard",
            spark.sql(
                "SELECT * FROM VALUES ('a', 0.5D, 0.4D, 0.6D), ('b', 0.2D, null, null) AS t(subject, accuracy, low, high)"));

    assertThat(chart.json()).contains("[0.5,0,0.4,0.6],[0.2,1,0.2,0.2]");
  }

  @Test
  void aFrameHoldsThePageAsAnAttribute(SparkSession spark) {
    String html = Inline.of(RowCharts.bars("<bars>", spark.sql("SELECT 'a\"b' AS name, 1 AS n")));

    assertThat(html).startsWith("<iframe sandbox=\"allow-scripts\"");
    assertThat(html.substring(html.indexOf("srcdoc=\"") + 8, html.lastIndexOf('"')))
        .doesNotContain("\"")
        .contains("&amp;lt;bars&amp;gt;");
  }
}
