package org.mer.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mer.model.CheckedFiles;
import org.mer.model.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of a training, in a folder on any Hadoop file system: one folder each, of numbers
 * and text only, which appears whole or not at all. The newest two are kept, so that a damaged one
 * costs no more than an interval.
 */
public final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String STATE = "checkpoint.json";
  private static final String WEIGHTS = "weights.f32";
  private static final String UPDATER = "updater.f32";
  private static final String AVERAGE = "average.f32";
  private static final String BEST = "best.f32";
  private static final long LARGEST_STATE = 16 << 20;
  private static final int KEPT = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;
  private final Configuration hadoop;

  /** The checkpoints in a folder. */
  public Checkpoints(Path folder, Configuration hadoop) {
    this.folder = folder;
    this.hadoop = hadoop;
  }

  /** The newest training that has a checkpoint, by its folder's name; names sort by time. */
  public static Optional<String> newest(Path parent, Configuration hadoop) {
    try {
      FileSystem system = parent.getFileSystem(hadoop);
      return !system.exists(parent)
          ? Optional.empty()
          : Arrays.stream(system.listStatus(parent))
              .map(one -> one.getPath().getName())
              .filter(name -> new Checkpoints(new Path(parent, name), hadoop).hasAny())
              .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checkpoints in %s cannot be read: %s".formatted(parent, e.getMessage()), e);
    }
  }

  /**
   * The trainings that have written no checkpoint since a moment, and so will not be gone on with.
   *
   * @param parent the folder of all trainings of a job
   */
  public static List<Path> abandoned(Path parent, Instant since, Configuration hadoop) {
    try {
      FileSystem system = parent.getFileSystem(hadoop);
      List<Path> abandoned = new ArrayList<>();
      for (FileStatus training :
          system.exists(parent) ? system.listStatus(parent) : new FileStatus[0]) {
        long newest = training.getModificationTime();
        for (FileStatus checkpoint : system.listStatus(training.getPath())) {
          newest = Math.max(newest, checkpoint.getModificationTime());
        }

        if (Instant.ofEpochMilli(newest).isBefore(since)) {
          abandoned.add(training.getPath());
        }
      }

      return abandoned;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checkpoints in %s cannot be listed: %s".formatted(parent, e.getMessage()), e);
    }
  }

  /** What is in the file of text. */
  private record State(Checkpoint.Position position, Map<String, Manifest.FileCheck> files) {}

  /**
   * Writes a checkpoint and removes those before the last two.
   *
   * @throws UncheckedIOException if it cannot be written; those that are there stay
   */
  void save(Checkpoint checkpoint) {
    Map<String, byte[]> files = new HashMap<>();
    files.put(WEIGHTS, CheckedFiles.bytes(checkpoint.weights()));
    files.put(UPDATER, CheckedFiles.bytes(checkpoint.updater()));
    files.put(AVERAGE, CheckedFiles.bytes(checkpoint.average()));
    files.put(BEST, CheckedFiles.bytes(checkpoint.best()));
    Path path = new Path(folder, name(checkpoint.position()));
    try {
      files.put(
          STATE,
          JSON.writeValueAsBytes(new State(checkpoint.position(), CheckedFiles.checks(files))));
      FileSystem system = folder.getFileSystem(hadoop);
      system.delete(path, true);
      CheckedFiles.in(path, hadoop).write(files);
      List<Path> all = newestFirst(system);
      for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
        system.delete(old, true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checkpoint %s cannot be written, %s: make room or mend the rights there, then go on with --resume"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /** The newest checkpoint that is whole; empty if there is none. */
  public Optional<Checkpoint> latest() {
    try {
      FileSystem system = folder.getFileSystem(hadoop);
      for (Path path : newestFirst(system)) {
        Optional<Checkpoint> checkpoint = read(path);
        if (checkpoint.isPresent()) {
          return checkpoint;
        }
      }

      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the checkpoints in %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Removes all of them: the training is done. */
  public void clear() {
    try {
      folder.getFileSystem(hadoop).delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException("%s cannot be removed".formatted(folder), e);
    }
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private boolean hasAny() {
    try {
      return !newestFirst(folder.getFileSystem(hadoop)).isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Checkpoint> read(Path path) {
    try {
      CheckedFiles files = CheckedFiles.in(path, hadoop);
      State state = JSON.readValue(files.read(STATE, LARGEST_STATE), State.class);
      return Optional.of(
          new Checkpoint(
              state.position(),
              floats(files, WEIGHTS, state),
              floats(files, UPDATER, state),
              floats(files, AVERAGE, state),
              floats(files, BEST, state)));
    } catch (IOException | RuntimeException e) {
      LOG.warn("the checkpoint {} is damaged and is passed over: {}", path, e.getMessage());
      return Optional.empty();
    }
  }

  private static float[] floats(CheckedFiles files, String name, State state) throws IOException {
    Manifest.FileCheck check = state.files().get(name);
    if (check == null) {
      throw new IOException("it does not name '%s'".formatted(name));
    }

    return CheckedFiles.floats(files.read(name, check));
  }

  private List<Path> newestFirst(FileSystem system) throws IOException {
    if (!system.exists(folder)) {
      return List.of();
    }

    List<Path> paths = new ArrayList<>();
    Arrays.stream(system.listStatus(folder))
        .map(FileStatus::getPath)
        .filter(path -> !path.getName().startsWith("_"))
        .forEach(paths::add);
    paths.sort(Comparator.comparing(Path::getName).reversed());
    return paths;
  }

  /** Sorts as trainings go. */
  private static String name(Checkpoint.Position position) {
    return "%06d-%08d".formatted(position.epoch(), position.round());
  }
}
