package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.demo.SyntheticFaces;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class TrainJobTest {
  @TempDir private Path folder;

  @Test
  void aTrainingWritesAPageOfItsCurves(Lake lake, Warehouse warehouse) throws IOException {
    Path faces = folder.resolve("faces.csv");
    new SyntheticFaces(7)
        .write(
            new org.apache.hadoop.fs.Path(faces.toUri()),
            400,
            lake.spark().sparkContext().hadoopConfiguration());
    new JobRunner(lake, warehouse).run(new IngestFacesJob(), faces.toString());
    TestContext test = new TestContext(lake, warehouse);
    JobContext context = test.of("train-image", Map.of("image.channels", "4"));
    TrainImageJob job = new TrainImageJob();
    new CommandLine(job).parseArgs("--epochs", "2");

    job.run(context);

    Path page = Path.of(warehouse.report(context.runId()).toUri());
    assertThat(test.printed()).contains("report: file:" + page);
    assertThat(Files.readString(page))
        .contains(
            "<h1>Training of face/cnn</h1>",
            "channels</th><td>4</td>",
            "epochs</th><td>2</td>",
            "mer.faces " + lake.snapshots(Table.FACES).get("mer.faces"),
            " (kept)</th>");
    assertThat(lake.read(Table.EPOCHS).where("is_best").count()).isEqualTo(1);
  }
}
