package org.mer.job;

import java.io.PrintWriter;
import org.mer.UsageException;
import org.mer.ingest.RefusedException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The application's entry: {@code spark-submit mer-app.jar JOB [options]}. */
@Command(
    name = "mer",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    description =
        "Multimodal emotion recognition on Spark: faces and text in, calibrated emotions out.",
    subcommands = {
      IngestTweetsJob.class,
      IngestFacesJob.class,
      DataReportJob.class,
      TrainTextJob.class,
      TrainImageJob.class,
      CombineTextJob.class,
      CombineImageJob.class,
      FuseJob.class,
      EvaluateJob.class,
      ScoreJob.class,
      ModelsJob.class,
      DriftJob.class,
      MaintainJob.class,
      NightlyJob.class,
      SqlJob.class,
      ServerJob.class,
      ExportJob.class,
      ServeJob.class,
      DemoJob.class
    })
public final class Mer {
  private Mer() {}

  /** Runs a job and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(execute(arguments));
  }

  /** Runs a job and returns its exit code. */
  static int execute(String... arguments) {
    return new CommandLine(new Mer())
        .setExecutionExceptionHandler(
            (thrown, line, parsed) -> {
              boolean verbose = parsed.originalArgs().contains("--verbose");
              return report(thrown, line.getErr(), line.getCommandName(), verbose);
            })
        .setParameterExceptionHandler(Mer::usage)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  /** Tells the user what a job threw and returns the exit code for it. */
  static int report(Exception thrown, PrintWriter err, String job, boolean verbose) {
    if (verbose) {
      thrown.printStackTrace(err);
    }

    if (thrown instanceof UsageException) {
      err.printf("%s: %s%n", job, thrown.getMessage());
      return ExitCode.USAGE.code();
    }

    if (thrown instanceof RefusedException) {
      err.printf("%s refused: %s%n", job, thrown.getMessage());
      return ExitCode.REFUSED.code();
    }

    if (thrown instanceof NotPromotedException) {
      err.printf("%s: %s%n", job, thrown.getMessage());
      return ExitCode.NOT_PROMOTED.code();
    }

    err.printf("%s failed: %s%n", job, Failure.sentence(thrown));
    return ExitCode.FAILED.code();
  }

  private static int usage(ParameterException thrown, String[] arguments) {
    CommandLine line = thrown.getCommandLine();
    line.getErr()
        .printf(
            "%s: %s; see --help%n",
            line.getCommandName(), thrown.getMessage().replaceAll("\\s*\\R\\s*", " "));
    return ExitCode.USAGE.code();
  }
}
