package org.mer.job;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.EmotionPolarity;
import org.mer.LocalSpark;
import org.mer.fusion.FacePrior;
import org.mer.fusion.FusionRule;
import org.mer.fusion.ProductOfExperts;
import org.mer.fusion.StoredRule;
import org.mer.fusion.WeightedMean;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.View;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** Scores small posts by made-up scorers. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ScoreJobTest {
  private static final String POSTS =
      """
      id,text,picture
      both,good day,a.png
      text,bad day,
      face,,a.png
      broken,good day,../a.png
      nothing,,
      ,good day,
      both,good day,a.png
      both,other day,a.png
      one,two,three,four
      """;

  @TempDir Path folder;

  @BeforeEach
  void draw() throws IOException {
    BufferedImage picture = new BufferedImage(60, 50, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(30, 30, 0, 200);
    ImageIO.write(picture, "png", folder.resolve("a.png").toFile());
  }

  @Test
  void everyPostIsScoredOrRejectedAndCounted(Lake lake, Warehouse warehouse) throws IOException {
    String printed = score(lake, warehouse, "1", Files.writeString(folder.resolve("p.csv"), POSTS));

    assertThat(ids(lake)).containsExactly("both", "broken", "face", "text");
    assertThat(lake.read(Table.REJECTS).orderBy("row_number").collectAsList())
        .extracting(row -> row.getAs("row_number") + " " + row.getAs("reason"))
        .containsExactly(
            "5 picture: lies outside of the folders that may be read (scored by its text)",
            "6 has neither text nor picture",
            "7 has no id",
            "9 has the id of another post",
            "10 expected 3 columns, found 4");
    assertThat(
            lake.read(Table.INGESTS)
                .select("job", "rows_read", "rows_kept", "rows_rejected", "rows_duplicate")
                .collectAsList())
        .containsExactly(RowFactory.create("score", 9L, 4L, 4L, 1L));
    assertThat(printed).contains("read 9 posts", "4 scored (1 of them without", "4 rejected");
    assertThat(lake.read(Table.SCORES).where("is_synthetic_pair OR part IS NOT NULL").count())
        .isZero();
    assertThat(
            lake.read(Table.SCORES)
                .selectExpr(
                    "date_format(scored_at, \"yyyyMMdd'T'HHmmss\") <=> substring(run_id, -22, 15)")
                .distinct()
                .collectAsList())
        .as("the moment is the one that the run's id tells")
        .containsExactly(RowFactory.create(true));
  }

  @Test
  void aMissingModalityLeavesWhatTheOtherSays(Lake lake, Warehouse warehouse) throws IOException {
    score(lake, warehouse, "1", Files.writeString(folder.resolve("p.csv"), POSTS));

    Row face = one(lake, "face");
    assertThat(face.<Row>getAs("posterior")).isEqualTo(face.<Row>getAs("face_posterior"));
    assertThat(face.<Double>getAs("confidence")).isEqualTo(greatest(face.getAs("face_posterior")));
    assertThat(face.<Double>getAs("face_influence")).isEqualTo(1.0);
    assertThat(face.<String>getAs("text_model_version")).isNull();
    Row text = one(lake, "text");
    Row said = text.getAs("text_posterior");
    Row fused = text.getAs("polarity_posterior");
    assertThat(fused.getDouble(2) / fused.getDouble(0))
        .isCloseTo(said.getDouble(2) / said.getDouble(0), within(1e-9));
    assertThat(text.<Double>getAs("text_influence")).isEqualTo(1.0);
    assertThat(text.<Double>getAs("face_influence")).isEqualTo(0.0);
    Row both = one(lake, "both");
    assertThat(both.<Double>getAs("text_influence")).isStrictlyBetween(0.0, 1.0);
    assertThat(both.<Double>getAs("face_influence")).isStrictlyBetween(0.0, 1.0);
  }

  @Test
  void whatWasScoredIsNotScoredAgainUnlessItOrTheModelChanged(Lake lake, Warehouse warehouse)
      throws IOException {
    Path posts = Files.writeString(folder.resolve("p.csv"), POSTS);
    score(lake, warehouse, "1", posts);
    score(lake, warehouse, "1", posts);
    assertThat(ids(lake)).containsExactly("both", "broken", "face", "text");
    assertThat(lake.spark().table("mer.superseded.snapshots").isEmpty()).isTrue();

    Files.writeString(posts, POSTS.replace("bad day", "very bad day"));
    score(lake, warehouse, "1", posts);
    assertThat(ids(lake)).containsExactly("both", "broken", "face", "text", "text");

    score(lake, warehouse, "2", posts);
    assertThat(ids(lake))
        .as("the picture alone does not depend on the text model")
        .containsExactly("both", "both", "broken", "broken", "face", "text", "text", "text");
    assertThat(lake.read(Table.INGESTS).count()).isEqualTo(4);
    assertThat(lake.read(View.LATEST_SCORES).select("id").collectAsList())
        .extracting(row -> row.getString(0))
        .as("one row a post, the others of its scores being superseded")
        .containsExactlyInAnyOrder("both", "broken", "face", "text");
    assertThat(lake.read(Table.SUPERSEDED).groupBy("id").count().collectAsList())
        .containsExactlyInAnyOrder(
            RowFactory.create("both", 1L),
            RowFactory.create("broken", 1L),
            RowFactory.create("text", 2L));
  }

  @Test
  void jsonAndParquetAreReadToo(Lake lake, Warehouse warehouse) throws IOException {
    Path json =
        Files.writeString(
            folder.resolve("p.jsonl"),
            "{\"id\":1,\"text\":\"good\",\"picture\":\"a.png\"}\n{broken\nx\0\n");
    SparkSession spark = lake.spark();
    StructType schema =
        new StructType().add("id", DataTypes.LongType).add("picture", DataTypes.BinaryType);
    byte[] picture = Files.readAllBytes(folder.resolve("a.png"));
    Path parquet = folder.resolve("parquet");
    spark
        .createDataFrame(
            List.of(RowFactory.create(2L, picture), RowFactory.create(3L, new byte[3])), schema)
        .coalesce(1)
        .write()
        .parquet(parquet.toString());

    score(lake, warehouse, "1", json);
    score(lake, warehouse, "1", parquet);

    assertThat(ids(lake)).containsExactly("1", "2");
    assertThat(lake.read(Table.REJECTS).count()).isEqualTo(3);
  }

  @Test
  void postsAreFusedByTheRuleThatTheNewestFuseRunChose(Lake lake, Warehouse warehouse)
      throws IOException {
    Path posts = Files.writeString(folder.resolve("p.csv"), POSTS);
    score(lake, warehouse, "1", posts);
    FacePrior prior = new FacePrior(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L));
    EmotionPolarity mapping = new EmotionPolarity(0.5);
    tried(lake, "fuse-20260102T000000-a", new ProductOfExperts(mapping, prior, 1), true);
    tried(lake, "fuse-20260103T000000-b", new ProductOfExperts(mapping, prior, 1), false);
    tried(lake, "fuse-20260103T000000-b", new WeightedMean(mapping, prior, 0.5), true);

    String printed = score(lake, warehouse, "1", posts);

    assertThat(printed).contains("weighted-mean, text weight 0.50 of fuse-20260103T000000-b");
    assertThat(ids(lake)).as("another rule is another score").hasSize(8);
    assertThat(lake.read(Table.SCORES).where("rule = 'weighted-mean'").count()).isEqualTo(4);
  }

  @Test
  void otherViewsOfAFaceAreAnotherScore(Lake lake, Warehouse warehouse) throws IOException {
    Path posts = Files.writeString(folder.resolve("p.csv"), POSTS);
    score(lake, warehouse, "1", posts);

    score(lake, warehouse, "1", posts, "--face-views", "plain");
    score(lake, warehouse, "1", posts, "--face-views", "plain");

    assertThat(ids(lake))
        .as("those without a picture stay as they are")
        .containsExactly("both", "both", "broken", "face", "face", "text");
    assertThat(lake.read(Table.SCORES).select("face_model_version").distinct().collectAsList())
        .as("the version is the bundle's")
        .containsExactlyInAnyOrder(RowFactory.create("1"), RowFactory.create((Object) null));
  }

  @Test
  void anEmptyRunIsARunToo(Lake lake, Warehouse warehouse) throws IOException {
    score(lake, warehouse, "1", Files.writeString(folder.resolve("p.csv"), "id,text\n"));

    assertThat(lake.read(Table.SCORES).count()).isZero();
    assertThat(lake.read(Table.INGESTS).first().<Long>getAs("rows_read")).isZero();
  }

  private static String score(
      Lake lake, Warehouse warehouse, String textVersion, Path file, String... options) {
    TestContext test = new TestContext(lake, warehouse);
    JobContext context = test.of("score", Map.of());
    ScoreJob job = new ScoreJob();
    new CommandLine(job)
        .parseArgs(
            Stream.concat(Stream.of(file.toString()), Arrays.stream(options))
                .toArray(String[]::new));
    job.checkInput(context);
    job.score(context, MadeUpScorer.texts(textVersion), MadeUpScorer.faces("1"), new Termination());
    return test.printed();
  }

  private static void tried(Lake lake, String run, FusionRule rule, boolean isChosen) {
    String parameters = StoredRule.of(rule).json();
    try (Publication publication = lake.publication(run + rule.name())) {
      publication.append(
          Table.FUSION_RULES,
          List.of(
              RowFactory.create(
                  run, rule.name(), parameters, null, null, null, null, null, 0L, 0L, isChosen)));
      publication.publish();
    }
  }

  private static List<String> ids(Lake lake) {
    return lake.read(Table.SCORES).orderBy("id").select("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  private static Row one(Lake lake, String id) {
    return lake.read(Table.SCORES).where(col("id").equalTo(id)).first();
  }

  private static double greatest(Row posterior) {
    double greatest = 0;
    for (int i = 0; i < posterior.size(); i++) {
      greatest = Math.max(greatest, posterior.getDouble(i));
    }

    return greatest;
  }
}
