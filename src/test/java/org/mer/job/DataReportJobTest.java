package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Table;
import org.mer.table.Warehouse;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class DataReportJobTest {
  private static final String HOSTILE = "<img src=x onerror=alert(1)>.csv";
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>.*?</script>");

  @TempDir private static Path data;
  private static JobRunner jobs;

  @TempDir private Path folder;

  /** One warehouse for all tests: the job changes no table. */
  @BeforeAll
  static void ingest(Lake lake, Warehouse warehouse) throws IOException {
    Path tweets =
        Files.writeString(
            data.resolve(HOSTILE),
            """
            "4","1","","NO_QUERY","jane","good day"
            "0","1","","NO_QUERY","jane","bad day"
            "9","1","","NO_QUERY","jane","<script>alert(2)</script>"
            """);
    Path faces =
        Files.writeString(
            data.resolve("faces.csv"),
            "emotion,pixels,Usage\n3,9%s,Training\n".formatted(" 7".repeat(2_303)));
    jobs = new JobRunner(lake, warehouse);
    jobs.run(new IngestTweetsJob(), tweets.toString());
    jobs.run(new IngestFacesJob(), faces.toString());
  }

  @Test
  void theReportIsWrittenIntoTheWarehouse(Lake lake, Warehouse warehouse) throws IOException {
    long runs = lake.read(Table.RUNS).count();

    String printed = jobs.run(new DataReportJob());

    try (Stream<Path> reports = Files.list(Path.of(warehouse.reports().toUri()))) {
      List<Path> pages = reports.filter(file -> file.toString().endsWith(".html")).toList();
      assertThat(pages).singleElement().asString().contains("/reports/data-report-");
      assertThat(printed).contains("report: file:" + pages.get(0)).contains("rejected records");
    }

    assertThat(lake.read(Table.RUNS).count()).isEqualTo(runs);
  }

  @Test
  void whatIsInTheDataStaysText() throws IOException {
    String page = report();

    assertThat(SCRIPT.matcher(page).replaceAll(""))
        .contains("&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;.csv", "&lt;script&gt;alert(2)")
        .contains("The sums agree", "data:image/png;base64,", "unknown label &#39;9&#39;")
        .doesNotContain("<img src=x", "<script>", "jane");
  }

  @Test
  void examplesMayBeLeftOut() throws IOException {
    assertThat(SCRIPT.matcher(report("--without-examples")).replaceAll(""))
        .contains("unknown label &#39;9&#39;")
        .doesNotContain("data:image/png", "&lt;script&gt;alert(2)");
  }

  @Test
  void aDryRunWritesNothing(Warehouse warehouse) {
    Path file = folder.resolve("report.html");

    assertThat(jobs.run(new DataReportJob(), "--dry-run", "--output", file.toString()))
        .startsWith("dry run: write the report on the data in " + warehouse.root());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesWhatCannotBeUsed(Lake lake) {
    Warehouse missing = Warehouse.at(folder.resolve("none").toString(), new Configuration());
    JobRunner elsewhere = new JobRunner(Lake.of(lake.spark(), missing), missing);
    assertThatThrownBy(() -> elsewhere.run(new DataReportJob()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("there is nothing to report on in ")
        .hasMessageContaining("run jobs/ingest-tweets.sh or jobs/ingest-faces.sh first");
    assertThatThrownBy(() -> jobs.run(new DataReportJob(), "--output", folder.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("must name a file");
    assertThatThrownBy(() -> jobs.run(new DataReportJob(), "--output", "nosuch://a/b.html"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'nosuch://a/b.html' cannot be used");
  }

  private String report(String... options) throws IOException {
    Path file = folder.resolve("report.html");
    String[] all =
        Stream.concat(Stream.of("--output", file.toString()), Stream.of(options))
            .toArray(String[]::new);
    jobs.run(new DataReportJob(), all);
    return Files.readString(file);
  }
}
