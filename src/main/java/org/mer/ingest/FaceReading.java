package org.mer.ingest;

import java.util.regex.Pattern;
import org.mer.UsageException;

/** How files of faces are read: FER2013's CSV, or pictures in folders. */
public final class FaceReading {
  private static final Pattern PICTURE =
      Pattern.compile(".*\\.(jpg|jpeg|png)", Pattern.CASE_INSENSITIVE);

  private FaceReading() {}

  /**
   * The source that files are, by their names.
   *
   * @throws UsageException if one cannot be read or holds no faces, or some are pictures and some
   *     are not
   */
  public static RecordSource source(SourceFiles files) {
    long pictures =
        files.all().stream().filter(file -> PICTURE.matcher(file.name()).matches()).count();
    if (pictures == 0) {
      return new LineFiles(FaceFormat.of(files), files);
    }

    if (pictures < files.all().size()) {
      throw new UsageException(
          "%d of %d files are JPEG or PNG by their names and the others are not: ingest them in runs of their own, or name the pictures with a glob"
              .formatted(pictures, files.all().size()));
    }

    return new PictureFolders(files);
  }

  /**
   * The same with the votes of FER+ as a second label.
   *
   * @param votes one file of votes, to one file of faces
   * @throws UsageException as above, or if the two do not fit
   */
  public static RecordSource source(SourceFiles files, SourceFiles votes) {
    if (source(files) instanceof LineFiles faces) {
      return new FerPlusFaces(faces, votes);
    }

    throw new UsageException("--ferplus goes with fer2013.csv only, as its rows are counted");
  }
}
