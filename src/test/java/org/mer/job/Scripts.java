package org.mer.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.fs.FileUtil;

/**
 * Runs the project's scripts as a user would, each a process of its own, none of which outlives
 * this. What they say goes to files in a folder, which is emptied first.
 */
final class Scripts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final Path output;
  private final List<Process> started = new ArrayList<>();

  Scripts(Path output) throws IOException {
    this.output = output;
    FileUtil.fullyDelete(output.toFile());
    Files.createDirectories(output);
  }

  /** Starts a script; a script becomes the JVM that it starts. */
  Process start(String name, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(file(name, "out").toFile())
            .redirectError(file(name, "err").toFile())
            .start();
    started.add(process);
    return process;
  }

  /** Runs a script and returns its exit code. */
  int run(String name, List<String> command) throws IOException, InterruptedException {
    return await(name, start(name, command));
  }

  int run(String name, String... command) throws IOException, InterruptedException {
    return run(name, List.of(command));
  }

  /** The exit code of a script, once it has ended. */
  int await(String name, Process process) throws InterruptedException {
    if (!process.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)) {
      throw new IllegalStateException(
          "%s did not end in %d minutes".formatted(name, PATIENCE.toMinutes()));
    }

    return process.exitValue();
  }

  /** Waits for a moment in a script's life, or for its end if that comes first. */
  void await(Process process, BooleanSupplier moment) throws InterruptedException {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (process.isAlive() && !moment.getAsBoolean() && Instant.now().isBefore(deadline)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  /** Kills a script at a moment, as kill -9 does; 137 if it had not ended by itself. */
  int kill(Process process, BooleanSupplier moment) throws InterruptedException {
    await(process, moment);
    process.destroyForcibly();
    return process.waitFor();
  }

  /** The lines on a script's standard output. */
  List<String> said(String name) throws IOException {
    return Files.readAllLines(file(name, "out"));
  }

  /** What a script has logged so far. */
  String logged(String name) throws IOException {
    return Files.readString(file(name, "err"));
  }

  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }

  private Path file(String name, String kind) {
    return output.resolve(name + "." + kind);
  }
}
