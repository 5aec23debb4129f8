package org.mer.evaluation;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * What was ingested and what the tables hold, as a data card tells it.
 *
 * @param files a line a file that was read; score's posts are none of them
 * @param tweets rows by part and label
 * @param faces rows by part and label
 * @param changes rows that each cleaning rule changed
 * @param quality outcomes of the quality gate
 */
public record Holdings(Grid files, Grid tweets, Grid faces, Grid changes, Grid quality) {
  private static final Column IS_INGEST = col("job").startsWith("ingest-");

  /** Those of a lake as it is now; counts are what comes to the driver. */
  public static Holdings of(Lake lake) {
    Dataset<Row> ingests = lake.read(Table.INGESTS).where(IS_INGEST);
    return new Holdings(
        files(ingests),
        grid(
            "Tweets by part and label",
            List.of("part", "label", "tweets", "different texts", "mean tokens"),
            lake.read(Table.TWEETS)
                .groupBy("part", "polarity")
                .agg(count(lit(1)), countDistinct("fingerprint"), round(avg("tokens"), 1))
                .orderBy("part", "polarity")),
        grid(
            "Faces by part and label",
            List.of("part", "label", "faces", "different pictures", "mean brightness"),
            lake.read(Table.FACES)
                .groupBy("part", "emotion")
                .agg(count(lit(1)), countDistinct("fingerprint"), round(avg("brightness"), 1))
                .orderBy("part", "emotion")),
        grid(
            "Rows that cleaning changed",
            List.of("rule", "rows"),
            ingests
                .select(explode(col("rows_changed")).as(new String[] {"rule", "changed"}))
                .groupBy("rule")
                .agg(sum("changed").as("changed"))
                .orderBy(col("changed").desc(), col("rule"))),
        grid(
            "Constraints of the quality gate by outcome",
            List.of("table", "outcome", "constraints"),
            lake.read(Table.DATA_QUALITY)
                .groupBy("table_name", "outcome")
                .count()
                .orderBy("table_name", "outcome")));
  }

  private static Grid files(Dataset<Row> ingests) {
    return grid(
        "Files that were ingested",
        List.of("file", "read", "kept", "rejected", "duplicate", "contradictory", "SHA-256", "on"),
        ingests
            .orderBy("ingested_at", "source")
            .select(
                substring_index(col("source"), "/", -1),
                col("rows_read"),
                col("rows_kept"),
                col("rows_rejected"),
                col("rows_duplicate"),
                col("rows_contradictory"),
                col("sha256").substr(1, 12),
                col("ingested_at").cast("date")));
  }

  private static Grid grid(String caption, List<String> columns, Dataset<Row> rows) {
    return new Grid(caption, columns, rows.collectAsList().stream().map(Holdings::line).toList());
  }

  private static Line line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int i = 1; i < row.size(); i++) {
      cells.add(written(row.get(i)));
    }

    return new Line(row.getString(0), cells);
  }

  private static String written(Object value) {
    return value instanceof Long whole ? Numeral.count(whole) : String.valueOf(value);
  }
}
