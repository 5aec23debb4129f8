package org.mer.job;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that every job has. */
final class CommonOptions {
  @Option(
      names = "--warehouse",
      paramLabel = "URI",
      defaultValue = "${env:MER_WAREHOUSE:-./warehouse}",
      description =
          "Folder of the tables and models, on any Hadoop file system (default: ${DEFAULT-VALUE}).")
  String warehouse;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file in HOCON; conf/mer.conf shows every key.")
  String config;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One setting, over the file; may be repeated.")
  Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master (default: what spark-defaults says, else local[*]).")
  String master;

  @Option(
      names = "--dry-run",
      description = "Check inputs and settings, say what would be done, write nothing.")
  boolean dryRun;

  @Option(names = "--verbose", description = "Show the stack trace of an error.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;
}
