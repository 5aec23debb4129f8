package org.mer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;

/**
 * A model bundle: a folder with {@code manifest.json} and the files it names, on any Hadoop file
 * system. It holds numbers and text only (weights as little-endian floats, a vocabulary as lines),
 * so that a foreign bundle can do no more than score badly. Every file's size and checksum is
 * checked when the bundle is opened.
 */
public final class Bundle {
  /** The network's weights: 32-bit floats, little-endian, in DL4J's order. */
  public static final String WEIGHTS = "weights.f32";

  private static final String MANIFEST = "manifest.json";
  private static final long LARGEST_MANIFEST = 1 << 20;
  private static final long LARGEST_FILE = 1L << 30;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

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
   */
  public static Bundle write(
      Path parent, Manifest manifest, Map<String, byte[]> files, Configuration hadoop) {
    Path folder = new Path(new Path(parent, manifest.name()), manifest.version());
    Path staging = new Path(folder.getParent(), "_" + manifest.version());
    Map<String, Manifest.FileCheck> checks = new TreeMap<>();
    files.forEach(
        (name, bytes) -> checks.put(name, new Manifest.FileCheck(bytes.length, sha256(bytes))));
    Manifest complete = manifest.withFiles(checks);
    try {
      FileSystem system = folder.getFileSystem(hadoop);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        write(system, new Path(staging, file.getKey()), file.getValue());
      }

      write(system, new Path(staging, MANIFEST), JSON.writeValueAsBytes(complete));
      if (!system.rename(staging, folder)) {
        throw new IOException("it cannot be renamed to " + folder);
      }

      return new Bundle(folder, complete, Map.copyOf(files));
    } catch (IOException e) {
      throw new UncheckedIOException("the bundle %s cannot be written".formatted(folder), e);
    }
  }

  /**
   * Opens a bundle and checks every file of it.
   *
   * @throws UsageException if it is missing, damaged or of another format
   */
  public static Bundle open(Path folder, Configuration hadoop) {
    try {
      FileSystem system = folder.getFileSystem(hadoop);
      Path manifestPath = new Path(folder, MANIFEST);
      if (!system.exists(manifestPath)) {
        throw new UsageException(
            "there is no model bundle in %s: it has no %s".formatted(folder, MANIFEST));
      }

      Manifest manifest = manifest(folder, read(system, manifestPath, LARGEST_MANIFEST));
      Map<String, byte[]> files = new TreeMap<>();
      for (Map.Entry<String, Manifest.FileCheck> file : manifest.files().entrySet()) {
        files.put(file.getKey(), checked(system, folder, file.getKey(), file.getValue()));
      }

      return new Bundle(folder, manifest, files);
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

  /** The numbers of a file of floats. */
  public float[] floats(String file) {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(floats);
    return floats;
  }

  /** The lines of a text file. */
  public List<String> lines(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8).lines().toList();
  }

  /** Floats as a file of a bundle. */
  public static byte[] bytes(float[] floats) {
    ByteBuffer bytes =
        ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats);
    return bytes.array();
  }

  /** Lines as a file of a bundle. */
  public static byte[] bytes(List<String> lines) {
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes(String file) {
    byte[] bytes = files.get(file);
    if (bytes == null) {
      throw damaged(folder, "it has no file '%s'".formatted(file));
    }

    return bytes;
  }

  private static Manifest manifest(Path folder, byte[] json) {
    try {
      int format = JSON.readTree(json).path("format").asInt(-1);
      if (format != Manifest.FORMAT) {
        throw new UsageException(
            "the model bundle %s has format %d, this version reads format %d: train again, or use the version that made it"
                .formatted(folder, format, Manifest.FORMAT));
      }

      Manifest manifest = JSON.readValue(json, Manifest.class);
      if (manifest.name() == null
          || manifest.version() == null
          || manifest.network() == null
          || manifest.hyperparameters() == null
          || manifest.classes() == null
          || manifest.files() == null) {
        throw damaged(folder, "its manifest is incomplete");
      }

      return manifest;
    } catch (JsonProcessingException e) {
      throw damaged(folder, "its manifest is not readable: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] checked(
      FileSystem system, Path folder, String name, Manifest.FileCheck check) throws IOException {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw damaged(folder, "its manifest names a file outside of it: '%s'".formatted(name));
    }

    Path path = new Path(folder, name);
    if (!system.exists(path)) {
      throw damaged(folder, "'%s' is missing".formatted(name));
    }

    byte[] bytes = read(system, path, LARGEST_FILE);
    if (bytes.length != check.bytes() || !sha256(bytes).equals(check.sha256())) {
      throw damaged(folder, "'%s' is not what its manifest says".formatted(name));
    }

    return bytes;
  }

  private static UsageException damaged(Path folder, String how) {
    return new UsageException(
        "the model bundle %s is damaged, %s: restore it or train again".formatted(folder, how));
  }

  private static byte[] read(FileSystem system, Path path, long limit) throws IOException {
    long length = system.getFileStatus(path).getLen();
    if (length > limit) {
      throw new IOException(
          "%s has %,d bytes, more than the %,d allowed".formatted(path, length, limit));
    }

    try (InputStream in = system.open(path)) {
      return in.readNBytes((int) limit);
    }
  }

  private static void write(FileSystem system, Path path, byte[] bytes) throws IOException {
    try (OutputStream out = system.create(path, true)) {
      out.write(bytes);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
