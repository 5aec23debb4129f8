package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.image.LabelledFaces;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

/** The real data sets, whole, where {@code MER_DATA} names their folder. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
@EnabledIfEnvironmentVariable(named = "MER_DATA", matches = ".+")
class RealDataTest {
  @Test
  void everyFaceIsKeptAndNoneOfATestPartIsLearnedFrom(Lake lake, Warehouse warehouse) {
    ingest(new IngestFacesJob(), "ingest-faces", lake, warehouse, "fer2013.csv");

    Row counts = lake.read(Table.INGESTS).first();
    assertThat(counts.<Long>getAs("rows_read")).isEqualTo(35_887);
    assertThat(counts.<Long>getAs("rows_kept")).isEqualTo(35_887);
    assertThat(lake.read(Table.FACES).where("part = 'PrivateTest'").count()).isEqualTo(3_589);
    assertThat(
            LabelledFaces.of(lake)
                .training()
                .join(lake.read(Table.FACES).where("part != 'Training'"), "fingerprint")
                .count())
        .isZero();
  }

  @Test
  void everyTweetIsAccountedForAndNoTextStandsInTwoParts(Lake lake, Warehouse warehouse) {
    ingest(
        new IngestTweetsJob(),
        "ingest-tweets",
        lake,
        warehouse,
        "training.1600000.processed.noemoticon.csv",
        "testdata.manual.2009.06.14.csv");

    Row sums =
        lake.spark()
            .sql(
                "SELECT sum(rows_read), sum(rows_kept + rows_rejected + rows_duplicate) FROM mer.ingests")
            .first();
    assertThat(sums.getLong(0)).isEqualTo(1_600_498);
    assertThat(sums.getLong(1)).isEqualTo(1_600_498);
    assertThat(
            lake.spark()
                .sql(
                    "SELECT fingerprint FROM mer.tweets WHERE part != 'manual' GROUP BY fingerprint HAVING count(DISTINCT part) > 1")
                .count())
        .isZero();
  }

  private static void ingest(
      Job job, String name, Lake lake, Warehouse warehouse, String... files) {
    String folder = System.getenv("MER_DATA");
    String[] paths = new String[files.length];
    for (int i = 0; i < files.length; i++) {
      paths[i] = folder + "/" + files[i];
    }

    new CommandLine(job).parseArgs(paths);
    job.execute(
        new JobContext(
            Run.start(name),
            Settings.read(null, Map.of(), lake.spark().sparkContext().hadoopConfiguration()),
            warehouse,
            lake,
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)));
  }
}
