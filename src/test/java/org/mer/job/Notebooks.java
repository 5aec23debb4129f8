package org.mer.job;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The notebooks of this project, and the Jupyter that runs them if this machine has one. */
final class Notebooks {
  private static final Path FOLDER = Path.of("notebooks");
  private static final Path KERNEL = Path.of("share", "jupyter", "kernels", "java", "kernel.json");

  private Notebooks() {}

  /** Their file names, in order. */
  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".ipynb"))
          .sorted()
          .toList();
    }
  }

  /** The folder of a {@code jupyter} on the path that has the Java kernel beside it. */
  static Optional<Path> jupyter() {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .map(Path::of)
        .filter(folder -> Files.isExecutable(folder.resolve("jupyter")))
        .filter(folder -> Files.isRegularFile(folder.resolveSibling(KERNEL)))
        .findFirst();
  }

  /** The command that runs one from top to bottom and keeps what comes out in a folder. */
  static List<String> command(String name, String warehouse, Path output) {
    return List.of(
        "env",
        "MER_WAREHOUSE=" + warehouse,
        "notebooks/start.sh",
        "nbconvert",
        "--to",
        "html",
        "--execute",
        "--output-dir",
        output.toAbsolutePath().toString(),
        name);
  }
}
