package org.mer.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** Thousands of posts that are broken in many ways: each is scored, rejected or a duplicate. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class BrokenPostsTest {
  private static final int POSTS = 1_200;
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("picture", DataTypes.BinaryType);

  @TempDir Path folder;

  @Test
  void noneIsLostAndNoneIsScoredTwice(Lake lake, Warehouse warehouse, SparkSession spark)
      throws IOException {
    Map<String, Long> posts = write(spark);

    score(lake, warehouse);

    assertThat(read(lake)).isEqualTo(posts);
    assertThat(
            lake.read(Table.INGESTS)
                .where("rows_read <> rows_kept + rows_rejected + rows_duplicate")
                .count())
        .isZero();
    Dataset<Row> places = lake.read(Table.SCORES).select("source", "row_number");
    Dataset<Row> rejected =
        lake.read(Table.REJECTS)
            .where("reason NOT LIKE '%(scored by its %)'")
            .select("source", "row_number");
    assertThat(places.unionByName(rejected).distinct().count())
        .isEqualTo(sum(lake, "rows_kept") + sum(lake, "rows_rejected"));
    assertThat(lake.read(Table.SCORES).select("id").distinct().count())
        .isEqualTo(sum(lake, "rows_kept"));
    for (String reason :
        List.of(
            "damaged JPEG",
            "damaged PNG",
            "pixels: 60,000 by 60,000",
            "is damaged base64",
            "is neither JPEG nor PNG",
            "has neither text nor picture",
            "has no id",
            "id: has control characters",
            "id: is longer than 1,000 characters",
            "text: is longer than 1,048,576 characters",
            "lies outside of the folders",
            "has the id of another post",
            "(scored by its text)",
            "columns, found",
            "JSON")) {
      assertThat(lake.read(Table.REJECTS).where(col("reason").contains(reason)).count())
          .as("rejects with: %s", reason)
          .isPositive();
    }

    long scores = lake.read(Table.SCORES).count();
    assertThat(scores).isGreaterThan(POSTS / 2);
    score(lake, warehouse);
    assertThat(lake.read(Table.SCORES).count()).as("scores after a second run").isEqualTo(scores);
  }

  /** How many posts each file holds, told by somebody else than who reads them. */
  private Map<String, Long> write(SparkSession spark) throws IOException {
    Map<String, Long> posts = new HashMap<>();
    byte[] csv = new BrokenPosts("c", 1).csv(POSTS);
    Files.write(folder.resolve("posts.csv"), csv);
    posts.put("posts.csv", lines(csv) - 1);
    byte[] json = new BrokenPosts("j", 2).json(POSTS);
    Files.write(folder.resolve("posts.jsonl"), json);
    posts.put("posts.jsonl", lines(json));
    Path parquet = folder.resolve("posts.parquet");
    spark
        .createDataFrame(new BrokenPosts("p", 3).rows(POSTS), SCHEMA)
        .coalesce(1)
        .write()
        .parquet(parquet.toString());
    posts.put("parquet", (long) POSTS);
    return posts;
  }

  private static long lines(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.chars().anyMatch(one -> one > ' '))
        .count();
  }

  private static Map<String, Long> read(Lake lake) {
    Map<String, Long> read = new HashMap<>();
    for (Row row : lake.read(Table.INGESTS).select("source", "rows_read").collectAsList()) {
      String source = row.getString(0);
      read.put(
          source.endsWith(".parquet") ? "parquet" : source.substring(source.lastIndexOf('/') + 1),
          row.getLong(1));
    }

    return read;
  }

  private static long sum(Lake lake, String column) {
    return lake.read(Table.INGESTS).agg(Map.of(column, "sum")).first().getLong(0);
  }

  private void score(Lake lake, Warehouse warehouse) {
    JobContext context = new TestContext(lake, warehouse).of("score", Map.of());
    ScoreJob job = new ScoreJob();
    new CommandLine(job).parseArgs(folder.toString());
    job.checkInput(context);
    job.score(context, MadeUpScorer.texts("1"), MadeUpScorer.faces("1"), new Termination());
  }
}
