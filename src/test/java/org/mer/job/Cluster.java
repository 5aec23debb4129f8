package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Spark cluster whose master and two workers of one core are processes of their own, started by
 * {@code jobs/cluster.sh}. No process of it outlives this.
 */
final class Cluster implements AutoCloseable {
  private static final Path FOLDER = Path.of("target", "cluster");

  private final Scripts scripts;
  private final String master;

  private Cluster(Scripts scripts, String master) {
    this.scripts = scripts;
    this.master = master;
  }

  static Cluster start(Scripts scripts) throws IOException, InterruptedException {
    assertThat(scripts.run("start", "jobs/cluster.sh", "start", "--workers", "2")).isZero();
    String master =
        scripts.said("start").stream()
            .filter(line -> line.startsWith("the master is at "))
            .map(line -> line.substring(line.lastIndexOf(' ') + 1))
            .findFirst()
            .orElseThrow();
    return new Cluster(scripts, master);
  }

  /** The master's URL. */
  String master() {
    return master;
  }

  /** Where workers keep what executors say: a folder an application, and in it one an executor. */
  Path work() {
    return FOLDER.resolve("work");
  }

  /** The executors that run now. */
  List<ProcessHandle> executors() throws IOException {
    try (Stream<Path> workers = Files.list(FOLDER)) {
      return workers
          .filter(file -> file.getFileName().toString().matches("worker-\\d+\\.pid"))
          .map(Cluster::pid)
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .flatMap(ProcessHandle::children)
          .filter(Cluster::isAlive)
          .toList();
    }
  }

  @Override
  public void close() throws IOException {
    List<ProcessHandle> executors = executors();
    int exitCode =
        scripts.start("stop", List.of("jobs/cluster.sh", "stop")).onExit().join().exitValue();
    executors.forEach(ProcessHandle::destroyForcibly);
    assertThat(exitCode).as("exit code of jobs/cluster.sh stop").isZero();
  }

  /** What the script asked for the worker's command is a child as well, and has ended. */
  private static boolean isAlive(ProcessHandle child) {
    return child.info().command().isPresent();
  }

  private static long pid(Path file) {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
