package org.mer.job;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system of a few megabytes, in memory, that is mounted on a folder until it is closed. */
final class SmallDisk implements AutoCloseable {
  private static final int BYTES = 8 << 20;

  private final byte[] surplus = new byte[BYTES];
  private final Scripts scripts;
  private final Path folder;

  private SmallDisk(Scripts scripts, Path folder) {
    this.scripts = scripts;
    this.folder = folder;
  }

  /** Mounts it, as only root may; empty for others. */
  static Optional<SmallDisk> mount(Scripts scripts, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    int exitCode =
        scripts.run(
            "mount", "mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString());
    return exitCode == 0 ? Optional.of(new SmallDisk(scripts, folder)) : Optional.empty();
  }

  /** Leaves no room on it. */
  void fill() {
    assertThatIOException()
        .isThrownBy(() -> Files.write(ballast(), surplus, CREATE, APPEND))
        .withMessageContaining("No space left on device");
  }

  /** Makes room again. */
  void free() throws IOException {
    Files.delete(ballast());
  }

  @Override
  public void close() throws IOException {
    scripts.start("unmount", List.of("umount", "--lazy", folder.toString())).onExit().join();
  }

  private Path ballast() {
    return folder.resolve("_ballast");
  }
}
