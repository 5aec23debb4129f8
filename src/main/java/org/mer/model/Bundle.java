package org.mer.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;

/**
 * A model bundle: a folder with {@code manifest.json} and the files it names, on any Hadoop file
 * system. It holds numbers and text only (weights as little-endian floats, a vocabulary as lines),
 * so that a foreign bundle can do no more than score badly. Every file's size and checksum is
 * checked when the bundle is opened. A bundle may hold others, each in a folder of its own.
 */
public final class Bundle {
  /** The network's weights: 32-bit floats, little-endian, in DL4J's order. */
  public static final String WEIGHTS = "weights.f32";

  /** The weights in {@link WeightBlocks}, in place of {@link #WEIGHTS}. */
  public static final String WEIGHT_BLOCKS = "weights.q8";

  private static final String MANIFEST = "manifest.json";
  private static final String SEPARATOR = "/";
  private static final long LARGEST_MANIFEST = 1 << 20;

  private final Path folder;
  private final Manifest manifest;
  private final Map<String, byte[]> files;

  private Bundle(Path folder, Manifest manifest, Map<String, byte[]> files) {
    this.folder = folder;
    this.manifest = manifest;
    this.files = files;
  }

  /**
   * Writes a bundle: under a temporary name first, so that no reader ever sees half of one.
   *
   * @param parent the folder of all bundles of a warehouse
   * @param files every file but the manifest, by name
   * @return the bundle, in the folder {@code parent/name/version}
   * @throws UncheckedIOException if it cannot be written; nothing is left of it
   */
  public static Bundle write(
      Path parent, Manifest manifest, Map<String, byte[]> files, Configuration hadoop) {
    Path folder = new Path(new Path(parent, manifest.name()), manifest.version());
    Manifest complete = manifest.withFiles(CheckedFiles.checks(files));
    try {
      Map<String, byte[]> all = new TreeMap<>(files);
      all.put(MANIFEST, ManifestFile.bytes(complete));
      CheckedFiles.in(folder, hadoop).write(all);
      return new Bundle(folder, complete, Map.copyOf(files));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the bundle %s cannot be written, %s: make room or mend the rights there and run the job again"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /**
   * Opens a bundle and checks every file of it.
   *
   * @throws UsageException if it is missing, damaged or of another format
   */
  public static Bundle open(Path folder, Configuration hadoop) {
    try {
      CheckedFiles stored = CheckedFiles.in(folder, hadoop);
      if (!stored.has(MANIFEST)) {
        throw new UsageException(
            "there is no model bundle in %s: it has no %s".formatted(folder, MANIFEST));
      }

      Manifest manifest = ManifestFile.read(folder, stored.read(MANIFEST, LARGEST_MANIFEST));
      Map<String, byte[]> files = new TreeMap<>();
      for (Map.Entry<String, Manifest.FileCheck> file : manifest.files().entrySet()) {
        files.put(file.getKey(), stored.read(file.getKey(), file.getValue()));
      }

      return new Bundle(folder, manifest, files);
    } catch (CheckedFiles.DamagedException e) {
      throw damaged(folder, e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "the model bundle %s cannot be read: %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** The folder it lies in. */
  public Path folder() {
    return folder;
  }

  /** What it says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** text or face. */
  public String name() {
    return manifest.name();
  }

  /** Its version. */
  public String version() {
    return manifest.version();
  }

  /** Whether it has a file of this name. */
  public boolean has(String file) {
    return files.containsKey(file);
  }

  /** The network's weights, of whichever file has them. */
  public float[] weights() {
    return has(WEIGHT_BLOCKS)
        ? make(() -> WeightBlocks.floats(bytes(WEIGHT_BLOCKS)))
        : floats(WEIGHTS);
  }

  /** The same with its weights in {@link WeightBlocks}: about a quarter of the size. */
  public Bundle withWeightBlocks() {
    Map<String, byte[]> smaller = new TreeMap<>(files);
    smaller.remove(WEIGHTS);
    smaller.put(WEIGHT_BLOCKS, WeightBlocks.bytes(weights()));
    return with(manifest.hyperparameters(), smaller);
  }

  /** The same without some files and hyper-parameters, whether it has them or not. */
  public Bundle without(Set<String> otherFiles, Set<String> hyperparameters) {
    Map<String, Double> keptParameters = new TreeMap<>(manifest.hyperparameters());
    keptParameters.keySet().removeAll(hyperparameters);
    Map<String, byte[]> keptFiles = new TreeMap<>(files);
    keptFiles.keySet().removeAll(otherFiles);
    return with(keptParameters, keptFiles);
  }

  private Bundle with(Map<String, Double> hyperparameters, Map<String, byte[]> otherFiles) {
    return new Bundle(
        folder,
        manifest.with(hyperparameters, CheckedFiles.checks(otherFiles)),
        Map.copyOf(otherFiles));
  }

  /** All its files, the manifest too, as {@link #part} of another bundle. */
  public Map<String, byte[]> asPart(String name) {
    Map<String, byte[]> inside = new TreeMap<>();
    files.forEach((file, bytes) -> inside.put(name + SEPARATOR + file, bytes));
    inside.put(name + SEPARATOR + MANIFEST, ManifestFile.bytes(manifest));
    return inside;
  }

  /** The names of the bundles within it, in order. */
  public List<String> parts() {
    return files.keySet().stream()
        .filter(file -> file.endsWith(SEPARATOR + MANIFEST))
        .map(file -> file.substring(0, file.indexOf(SEPARATOR)))
        .sorted()
        .toList();
  }

  /**
   * A bundle within this one; its folder may be opened as a bundle of its own.
   *
   * @throws UsageException if there is none of this name
   */
  public Bundle part(String name) {
    String prefix = name + SEPARATOR;
    Path inside = new Path(folder, name);
    Map<String, byte[]> own = new TreeMap<>();
    files.forEach(
        (file, bytes) -> {
          if (file.startsWith(prefix)) {
            own.put(file.substring(prefix.length()), bytes);
          }
        });
    byte[] json = bytes(prefix + MANIFEST);
    own.remove(MANIFEST);
    return new Bundle(inside, ManifestFile.read(inside, json), Map.copyOf(own));
  }

  /** The numbers of a file of floats. */
  public float[] floats(String file) {
    return CheckedFiles.floats(bytes(file));
  }

  /** The lines of a text file. */
  public List<String> lines(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  /**
   * What a file holds.
   *
   * @throws UsageException if there is none of this name
   */
  public byte[] bytes(String file) {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw damaged(folder, "it has no file '%s'".formatted(file));
    }

    return bytes.clone();
  }

  /**
   * Makes something of what it holds.
   *
   * @throws UsageException if that is refused with an {@link IllegalArgumentException}
   */
  public <T> T make(Supplier<T> part) {
    try {
      return part.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "the bundle %s cannot be used: %s; make it again with this version"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  /** Floats as a file of a bundle. */
  public static byte[] bytes(float[] floats) {
    return CheckedFiles.bytes(floats);
  }

  /** Lines as a file of a bundle. */
  public static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static UsageException damaged(Path folder, String how) {
    return new UsageException(
        "the model bundle %s is damaged, %s: restore it or train again".formatted(folder, how));
  }
}
