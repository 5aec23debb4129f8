package org.mer.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.mer.UsageException;
import org.mer.demo.SyntheticFaces;
import org.mer.demo.SyntheticTweets;
import org.mer.demo.Written;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the whole pipeline, job after job, on made-up data in a warehouse of its own. Each stage is
 * the job that a user would call, with a session of its own; the first one that fails ends the
 * demonstration with its exit code.
 */
@Command(
    name = "demo",
    description =
        "Runs the whole pipeline on made-up data, in a warehouse of its own that starts empty each time.")
final class DemoJob implements Callable<Integer> {
  private static final String MARK = ".mer-demo";
  private static final int MANUAL_SHARE = 50;

  @Option(
      names = "--warehouse",
      paramLabel = "URI",
      defaultValue = "target/demo-warehouse",
      description =
          "Folder of the demonstration, on any Hadoop file system; emptied first (default: ${DEFAULT-VALUE}).")
  String location;

  @Option(
      names = "--keep",
      description = "Go on in the warehouse of the last demonstration instead of emptying it.")
  boolean keep;

  @Option(
      names = "--faces",
      paramLabel = "N",
      defaultValue = "3000",
      description = "How many faces are made up, at least 100 (default: ${DEFAULT-VALUE}).")
  int faces;

  @Option(
      names = "--tweets",
      paramLabel = "N",
      defaultValue = "12000",
      description = "How many tweets are made up, at least 100 (default: ${DEFAULT-VALUE}).")
  int tweets;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "20091",
      description = "Seed of the data and of the pipeline (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, over those of the demonstration; may be repeated.")
  Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: what spark-defaults says, else local[*]).")
  String master;

  @Option(names = "--dry-run", description = "Say which stages would run, write nothing.")
  boolean dryRun;

  @Option(names = "--verbose", description = "Show the stack trace of an error.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  private final PrintStream out = System.out;

  /**
   * A stage.
   *
   * @param job the job's name
   * @param does what it does, for the heading
   * @param inputs its positional arguments
   */
  private record Stage(String job, String does, List<String> inputs) {}

  @Override
  public Integer call() {
    atLeast("--faces", faces, SyntheticFaces.FEWEST);
    atLeast("--tweets", tweets, SyntheticTweets.FEWEST);
    Configuration hadoop = HadoopSettings.of(new SparkConf());
    Warehouse warehouse = Warehouse.at(location, hadoop);
    Path data = new Path(warehouse.root(), "synthetic-data");
    Path faceFile = new Path(data, "synthetic-fer2013.csv");
    Path tweetFile = new Path(data, "synthetic-tweets.csv");
    Path manualFile = new Path(data, "synthetic-tweets.manual.csv");
    List<Stage> stages =
        List.of(
            new Stage(
                "ingest-tweets",
                "cleans the tweets, sets the unusable aside and divides the rest into parts",
                List.of(tweetFile.toString(), manualFile.toString())),
            new Stage(
                "ingest-faces", "checks the faces and keeps them", List.of(faceFile.toString())),
            new Stage("data-report", "shows what was ingested, as a page", List.of()),
            new Stage("train-text", "fits the text network", List.of()),
            new Stage("train-image", "fits the face network", List.of()),
            new Stage(
                "fuse", "scores the held-out rows, pairs them and fuses the pairs", List.of()),
            new Stage("evaluate", "measures it all, with intervals", List.of()));
    if (dryRun) {
      out.printf(
          "dry run: fill %s with made-up data, then run %s%n", warehouse.root(), names(stages));
      return ExitCode.DONE.code();
    }

    Instant start = Instant.now();
    prepare(warehouse.root(), hadoop);
    heading(1, stages.size() + 1, "generate", "makes up faces and tweets");
    try {
      say("faces", new SyntheticFaces(seed).write(faceFile, faces, hadoop));
      SyntheticTweets texts = new SyntheticTweets(seed);
      say("tweets", texts.write(tweetFile, tweets, hadoop));
      int manual = Math.max(SyntheticTweets.FEWEST, tweets / MANUAL_SHARE);
      say("tweets", texts.writeManual(manualFile, manual, hadoop));
    } catch (IOException e) {
      throw new UsageException(
          "the data cannot be written to %s: %s".formatted(data, e.getMessage()), e);
    }

    took(start);
    for (int i = 0; i < stages.size(); i++) {
      Stage stage = stages.get(i);
      heading(i + 2, stages.size() + 1, stage.job(), stage.does());
      Instant stageStart = Instant.now();
      int exitCode = Mer.execute(arguments(stage, warehouse));
      if (exitCode != ExitCode.DONE.code()) {
        System.err.printf(
            "demo: the stage %s ended with exit code %d; what was done before it stays in %s%n",
            stage.job(), exitCode, warehouse.root());
        return exitCode;
      }

      took(stageStart);
    }

    return conclude(warehouse, start);
  }

  /** The settings of the demonstration: small networks and few epochs. */
  static Map<String, String> settings() {
    Config demo = ConfigFactory.parseResources("demo.conf").resolve().getConfig("mer");
    return demo.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> entry.getValue().unwrapped().toString(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private String[] arguments(Stage stage, Warehouse warehouse) {
    Map<String, String> settings = settings();
    settings.put("seed", Long.toString(seed));
    settings.putAll(overrides);
    List<String> arguments = new ArrayList<>();
    arguments.add(stage.job());
    arguments.addAll(common(warehouse));
    settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    arguments.addAll(stage.inputs());
    return arguments.toArray(String[]::new);
  }

  private List<String> common(Warehouse warehouse) {
    List<String> arguments = new ArrayList<>(List.of("--warehouse", warehouse.root().toString()));
    if (master != null) {
      arguments.addAll(List.of("--master", master));
    }

    if (verbose) {
      arguments.add("--verbose");
    }

    return arguments;
  }

  private int conclude(Warehouse warehouse, Instant start) {
    out.printf("%nThe tables:%n");
    String counts =
        Arrays.stream(Table.values())
            .map(Table::fullName)
            .map("SELECT '%1$s' AS table, count(*) AS rows FROM %1$s"::formatted)
            .collect(Collectors.joining(" UNION ALL "));
    List<String> arguments = new ArrayList<>(List.of("sql"));
    arguments.addAll(common(warehouse));
    arguments.add(counts);
    int exitCode = Mer.execute(arguments.toArray(String[]::new));
    out.printf(
        """

        The demonstration took %s. All of its data are made up: the figures show that the pipeline works, not how well.
        Next, for example:
          jobs/sql.sh --warehouse %s "SELECT emotion, count(*) FROM mer.scores GROUP BY emotion"
        """,
        elapsed(start), location);
    return exitCode;
  }

  /** Empties the warehouse, if it is a demonstration's, and marks it as one. */
  private void prepare(Path root, Configuration hadoop) {
    Path mark = new Path(root, MARK);
    try {
      FileSystem files = root.getFileSystem(hadoop);
      if (files.exists(root) && files.listStatus(root).length > 0 && !files.exists(mark)) {
        throw new UsageException(
            "the folder %s is no demonstration's and is left alone: name another with --warehouse"
                .formatted(root));
      }

      if (!keep) {
        files.delete(root, true);
      }

      files.mkdirs(root);
      files.create(mark, true).close();
    } catch (IOException e) {
      throw new UsageException(
          "the folder %s cannot be used: %s".formatted(root, e.getMessage()), e);
    }
  }

  private void heading(int number, int count, String name, String does) {
    out.printf("%n[%d/%d] %s: %s%n", number, count, name, does);
  }

  private void took(Instant start) {
    out.printf("      took %s%n", elapsed(start));
  }

  private void say(String what, Written written) {
    out.printf(
        "      %,d %s, %d of them broken and %d repeated, in %s%n",
        written.rows(), what, written.broken(), written.repeated(), written.file());
  }

  private static String names(List<Stage> stages) {
    return stages.stream().map(Stage::job).collect(Collectors.joining(", "));
  }

  private static String elapsed(Instant start) {
    Duration duration = Duration.between(start, Instant.now());
    return "%d:%02d min".formatted(duration.toMinutes(), duration.toSecondsPart());
  }

  private static void atLeast(String option, int value, int fewest) {
    if (value < fewest) {
      throw new UsageException(
          "%s must be at least %d, cannot be: %d".formatted(option, fewest, value));
    }
  }
}
