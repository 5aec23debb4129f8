package org.mer.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.Emotion;
import org.mer.LocalSpark;
import org.mer.Polarity;
import org.mer.UsageException;
import org.mer.model.Manifest;
import org.mer.model.Promotions;
import org.mer.model.Registry;
import org.mer.model.Scorer;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** Promotes made-up models that are right as often as they are told to be. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ModelsJobTest {
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fusion.seeds", "1",
          "promotion.macro-f1-floor.face", "0",
          "promotion.macro-f1-floor.emotion", "0",
          "promotion.calibration-ceiling.text", "1",
          "promotion.calibration-ceiling.face", "1",
          "promotion.calibration-ceiling.polarity", "1",
          "promotion.calibration-ceiling.emotion", "1");

  private Lake lake;
  private Warehouse warehouse;

  @Test
  void onlyWhoEarnedItBecomesTheChampionAndARollbackRestoresAllOfIt(Lake given, Warehouse root) {
    lake = given;
    warehouse = root;
    try (Publication publication = lake.publication("ingest")) {
      publication.append(Table.TWEETS, HeldOutRows.tweets(lake, 120));
      publication.append(Table.FACES, HeldOutRows.faces(lake, 70));
      publication.publish();
    }

    register("face", "1");
    String first = fused("1", 80);
    assertThatThrownBy(() -> models("promote"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("jobs/evaluate.sh --run " + first);
    evaluate();
    assertThat(models("promote")).contains("decision 1: the champion is text model 1", first);

    fused("2", 50);
    evaluate();
    assertThatThrownBy(() -> models("promote"))
        .isInstanceOf(NotPromotedException.class)
        .hasMessageStartingWith("text model 2 and face model 1")
        .hasMessageContaining("text (test): worse than the champion, accuracy 0.")
        .hasMessageContaining("on 120 rows that both scored");
    assertThat(new ModelOptions().text(context("score")).version()).isEqualTo("1");
    assertThat(new ModelOptions().champion(context("score")).orElseThrow().fuseRunId())
        .isEqualTo(first);
    assertThat(lake.read(Table.RUNS).where("status = 'not-promoted'").count()).isEqualTo(1);

    String third = fused("3", 90);
    evaluate();
    models("promote", third);
    assertThat(models("list", "--format", "csv").lines().filter(line -> line.contains(",true,")))
        .extracting(line -> line.substring(0, 7))
        .containsExactly("text,3,", "face,1,");
    assertThat(models("show")).contains(third, "text/mcnemar_p", "fusion rule");
    assertThatThrownBy(() -> models("promote", third)).hasMessageContaining("champion already");

    assertThat(models("rollback")).contains("decision 4: the champion is text model 1", first);
    assertThat(Registry.of(warehouse, lake).champion("text").orElseThrow().version())
        .isEqualTo("1");
    assertThat(Promotions.of(lake).champion().orElseThrow().fusionRule()).isEqualTo(rule(first));
    assertThatThrownBy(() -> models("rollback")).hasMessageContaining("is the first champion");
    assertThat(models("rollback", "3")).contains("text model 3");
    assertThat(models("history", "--format", "json").lines()).hasSize(5);
    assertThat(models("show", "2")).contains("decision 2").contains("refuse");
  }

  @Test
  void whatIsNotThereIsTheUsersMistake(Lake given, Warehouse root) {
    lake = given;
    warehouse = root;

    assertThatThrownBy(() -> models("promote"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("run jobs/fuse.sh and jobs/evaluate.sh first");
    assertThatThrownBy(() -> models("show", "7")).hasMessageContaining("no model '7'");
    assertThatThrownBy(() -> models("rollback")).hasMessageContaining("no champion");
    assertThatThrownBy(() -> models("rollback", "x")).hasMessageContaining("cannot be: 'x'");
    assertThatThrownBy(() -> models("list", "--anyway", "x")).hasMessageContaining("--anyway");
  }

  private String models(String... arguments) {
    ModelsJob job = new ModelsJob();
    new CommandLine(job).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    TestContext test = new TestContext(lake, warehouse);
    job.execute(test.of("models", SETTINGS));
    return test.printed();
  }

  private JobContext context(String job) {
    return new TestContext(lake, warehouse).of(job, SETTINGS);
  }

  /** The run in which a text model was fused that is right in so many percent. */
  private String fused(String version, int percent) {
    register("text", version);
    JobContext context = context("fuse");
    new FuseJob()
        .fuse(
            context,
            List.of(new MadeUp("text", version, text(percent))),
            List.of(new MadeUp("face", "1", face())));
    return context.runId();
  }

  private void evaluate() {
    EvaluateJob job = new EvaluateJob();
    JobContext context = context("evaluate");
    job.check(context);
    job.run(context);
  }

  private String rule(String fuseRun) {
    return lake.read(Table.FUSION_RULES)
        .where(col("chosen").and(col("run_id").equalTo(fuseRun)))
        .first()
        .getAs("parameters");
  }

  private void register(String name, String version) {
    try (Publication publication = lake.publication("train-" + name + version)) {
      var unused =
          Registry.of(warehouse, lake)
              .add(
                  new Manifest(
                      Manifest.FORMAT,
                      name,
                      version,
                      "train",
                      "2020-01-02T03:04:05Z",
                      "test",
                      "none",
                      Map.of(),
                      List.of("a"),
                      1,
                      1,
                      0.5,
                      0.5,
                      1,
                      1,
                      Map.of(),
                      Map.of()),
                  Map.of("weights.f32", new byte[4]),
                  publication);
      publication.publish();
    }
  }

  private record MadeUp(String subject, String version, Column posterior) implements Scorer {
    @Override
    public double temperature() {
      return 1;
    }

    @Override
    public Dataset<Row> score(Dataset<Row> rows) {
      boolean isLabelled = List.of(rows.columns()).contains("part");
      return rows.withColumn("posterior", isLabelled ? posterior : polarities(lit(0.4)));
    }
  }

  private static Column text(int percent) {
    Column isRight = pmod(xxhash64(col("id")), lit(100)).lt(percent);
    Column isPositive = col("polarity").equalTo(Polarity.POSITIVE.label());
    return polarities(when(isRight.equalTo(isPositive), 0.8).otherwise(0.2));
  }

  private static Column polarities(Column positive) {
    return struct(
        lit(1.0).minus(positive).as("negative"),
        positive.multiply(0).as("neutral"),
        positive.as("positive"));
  }

  private static Column face() {
    Column share = pmod(xxhash64(col("id")), lit(100)).divide(150.0).plus(0.1);
    return struct(
        Arrays.stream(Emotion.values())
            .map(
                emotion ->
                    when(col("emotion").equalTo(emotion.label()), share)
                        .otherwise(lit(1.0).minus(share).divide(6))
                        .as(emotion.label()))
            .toArray(Column[]::new));
  }
}
