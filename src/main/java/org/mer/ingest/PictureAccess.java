package org.mer.ingest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The picture files that the posts of one file may name: those in the folder of that file and
 * below, by relative paths, and those below folders that the user allowed, by absolute ones. Paths
 * come from anybody: no file system is asked before a path is found to be allowed as it is written,
 * and no file is opened before it is found to be so once links are followed. For one thread.
 */
final class PictureAccess {
  private static final Pattern URI = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/.*", Pattern.DOTALL);
  private static final int LONGEST = 4_096;
  private static final String OUTSIDE = "lies outside of the folders that may be read";

  private final Path folder;
  private final List<Path> allowed;
  private final PictureBounds bounds;
  private final Configuration hadoop;
  private List<Path> resolved = List.of();

  /**
   * Access from a file of posts.
   *
   * @param folder of that file, qualified
   * @param allowed folders, qualified
   */
  PictureAccess(Path folder, List<Path> allowed, PictureBounds bounds, Configuration hadoop) {
    this.folder = folder;
    this.allowed = List.copyOf(allowed);
    this.bounds = bounds;
    this.hadoop = hadoop;
  }

  /** The largest picture that is read. */
  PictureBounds bounds() {
    return bounds;
  }

  /** The content of a file by its path, or why it is not read. Never throws. */
  Parsed<byte[]> read(String path) {
    if (path.length() > LONGEST) {
      return Parsed.rejected("is neither a JPEG or PNG in base64 nor a path");
    }

    try {
      Path file = absolute(path);
      return isWithin(file, isAbsolute(path) ? allowed : List.of(folder))
          ? read(file)
          : Parsed.rejected(OUTSIDE);
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Parsed.rejected("is a file that there is not");
    } catch (IllegalArgumentException e) {
      return Parsed.rejected("is neither a JPEG or PNG in base64 nor a path");
    } catch (IOException | RuntimeException e) {
      // File systems answer strange paths with whatever they ran into.
      return Parsed.rejected("is a file that cannot be read");
    }
  }

  private Parsed<byte[]> read(Path named) throws IOException {
    Path file = resolved(named);
    if (!isWithin(file, resolvedFolders())) {
      return Parsed.rejected(OUTSIDE);
    }

    FileSystem files = file.getFileSystem(hadoop);
    FileStatus status = files.getFileStatus(file);
    if (!status.isFile() || (isLocal(file) && !Files.isRegularFile(local(file)))) {
      return Parsed.rejected("is no file");
    }

    if (status.getLen() > bounds.bytes()) {
      return bounds.tooLarge(status.getLen());
    }

    try (InputStream in = files.open(file)) {
      return Parsed.usable(in.readNBytes(bounds.bytes() + 1));
    }
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/") || URI.matcher(path).matches();
  }

  private Path absolute(String path) {
    // With a dot before it, a colon in its name does not make it a URI.
    return isAbsolute(path)
        ? new Path(path).makeQualified(FileSystem.getDefaultUri(hadoop), new Path("/"))
        : new Path(folder, "./" + path);
  }

  /** Folders and files below them, with links followed. */
  private Path resolved(Path path) throws IOException {
    return isLocal(path)
        ? new Path(local(path).toRealPath().toUri())
        : path.getFileSystem(hadoop).resolvePath(path);
  }

  private List<Path> resolvedFolders() throws IOException {
    if (resolved.isEmpty()) {
      List<Path> folders = new ArrayList<>();
      for (Path one : Stream.concat(Stream.of(folder), allowed.stream()).toList()) {
        folders.add(resolved(one));
      }

      resolved = List.copyOf(folders);
    }

    return resolved;
  }

  private static boolean isLocal(Path path) {
    return "file".equals(path.toUri().getScheme());
  }

  private static java.nio.file.Path local(Path path) {
    return java.nio.file.Path.of(path.toUri().getPath());
  }

  private static boolean isWithin(Path file, List<Path> folders) {
    return folders.stream().anyMatch(one -> isWithin(file, one));
  }

  private static boolean isWithin(Path file, Path folder) {
    String above = folder.toUri().getPath();
    String below = file.toUri().getPath();
    return Objects.equals(file.toUri().getScheme(), folder.toUri().getScheme())
        && Objects.equals(file.toUri().getAuthority(), folder.toUri().getAuthority())
        && below.startsWith(above.endsWith("/") ? above : above + "/")
        && !below.contains("/../");
  }
}
