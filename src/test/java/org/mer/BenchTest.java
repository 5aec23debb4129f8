package org.mer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Benchmarks are compiled when they are run, so that nobody would see that they no longer can be.
 */
class BenchTest {
  private static final Path FOLDER = Path.of("bench");

  @TempDir Path classes;

  @Test
  void benchmarksCompile() throws IOException {
    List<Path> sources = sources();
    assertThat(sources).hasSizeGreaterThan(2);

    SourceFiles.compile(sources, classes);

    assertThat(classes).isDirectoryRecursivelyContaining("glob:**/*.class");
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
