package org.mer.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files that belong together in a folder or one level below it, on any Hadoop file system: written
 * under another name first, so that no reader ever sees half of them, and checked against sizes and
 * checksums when they are read.
 */
public final class CheckedFiles {
  private static final long LARGEST = 1L << 30;
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final String PLACE = "(" + NAME + "/)?" + NAME;

  private final FileSystem system;
  private final Path folder;

  private CheckedFiles(FileSystem system, Path folder) {
    this.system = system;
    this.folder = folder;
  }

  /** The files of a folder, which need not be there yet. */
  public static CheckedFiles in(Path folder, Configuration hadoop) throws IOException {
    return new CheckedFiles(folder.getFileSystem(hadoop), folder);
  }

  /** Something is missing or is not what it should be. */
  public static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  /** Whether the folder has a file. */
  public boolean has(String name) throws IOException {
    return system.exists(new Path(folder, name));
  }

  /** What each file will be checked against. */
  public static Map<String, Manifest.FileCheck> checks(Map<String, byte[]> files) {
    Map<String, Manifest.FileCheck> checks = new TreeMap<>();
    files.forEach(
        (name, bytes) -> checks.put(name, new Manifest.FileCheck(bytes.length, sha256(bytes))));
    return checks;
  }

  /**
   * Writes all files; the folder appears with all of them or not at all.
   *
   * @throws IOException if one cannot be written, as on a full disk, or the folder is there already
   */
  public void write(Map<String, byte[]> files) throws IOException {
    Path staging = new Path(folder.getParent(), "_" + folder.getName());
    try {
      stage(files, staging);
      if (system.exists(folder) || !system.rename(staging, folder)) {
        throw new IOException("it cannot be renamed to " + folder);
      }
    } catch (IOException e) {
      discard(staging, e);
      throw e;
    }
  }

  /**
   * A file that nothing is known of.
   *
   * @param limit the most bytes it may have
   */
  public byte[] read(String name, long limit) throws IOException {
    Path path = new Path(folder, name);
    long length = system.getFileStatus(path).getLen();
    if (length > limit) {
      throw new IOException(
          "%s has %,d bytes, more than the %,d allowed".formatted(path, length, limit));
    }

    try (InputStream in = system.open(path)) {
      return in.readNBytes((int) limit);
    }
  }

  /**
   * A file of at most a gibibyte.
   *
   * @throws DamagedException if it is missing or is not what the check says
   */
  public byte[] read(String name, Manifest.FileCheck check) throws IOException {
    if (!name.matches(PLACE)) {
      throw new DamagedException("it names a file outside of it: '%s'".formatted(name));
    }

    if (!has(name)) {
      throw new DamagedException("'%s' is missing".formatted(name));
    }

    byte[] bytes = read(name, LARGEST);
    if (bytes.length != check.bytes() || !sha256(bytes).equals(check.sha256())) {
      throw new DamagedException("'%s' is not what its manifest says".formatted(name));
    }

    return bytes;
  }

  /** Numbers as 32-bit floats, little-endian. */
  public static byte[] bytes(float[] floats) {
    ByteBuffer bytes =
        ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(floats);
    return bytes.array();
  }

  /** The numbers that {@link #bytes} wrote. */
  public static float[] floats(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[buffer.remaining() / Float.BYTES];
    buffer.asFloatBuffer().get(floats);
    return floats;
  }

  private void stage(Map<String, byte[]> files, Path staging) throws IOException {
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        try (OutputStream out = system.create(new Path(staging, file.getKey()), true)) {
          out.write(file.getValue());
        }
      }
    } catch (FSError e) {
      // Hadoop's local file system takes a full disk for the end of the JVM.
      throw new IOException(e.getCause().getMessage(), e);
    }
  }

  private void discard(Path staging, IOException cause) {
    try {
      system.delete(staging, true);
    } catch (IOException e) {
      cause.addSuppressed(e);
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
