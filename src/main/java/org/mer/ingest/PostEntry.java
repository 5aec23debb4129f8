package org.mer.ingest;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * Posts that somebody types and uploads, by the rules for those of files: texts are cleaned and
 * pictures are brought to 48 by 48 pixels. Nothing is read or written. For one thread.
 */
public final class PostEntry {
  private static final Path NOWHERE = new Path("/dev/null/none");
  private static final int TEXT = PostMapping.FIELDS.fieldIndex("text");
  private static final int PIXELS = PostMapping.FIELDS.fieldIndex("pixels");
  private static final int FLAW = PostMapping.FIELDS.fieldIndex("flaw");

  private final PostMapping mapping;

  /** Entry of posts with pictures within bounds. */
  public PostEntry(PictureBounds bounds) {
    // The picture of a post is always its content, never a path.
    this.mapping =
        new PostMapping(new PictureAccess(NOWHERE, List.of(), bounds, new Configuration(false)));
  }

  /**
   * A post that can be scored.
   *
   * @param text cleaned; empty if there was none, or nothing was left of it
   * @param pixels of the face, 48 by 48; empty if there was none
   */
  public record Entered(Optional<String> text, Optional<byte[]> pixels) {}

  /**
   * A post, or why a part of it cannot be used. Never throws.
   *
   * @param text as typed; a blank one is none
   * @param picture the content of a JPEG or PNG file
   */
  public Parsed<Entered> entered(Optional<String> text, Optional<byte[]> picture) {
    PostFields fields =
        new PostFields(
            Optional.of("entered"),
            text.filter(one -> !one.isBlank()),
            picture.filter(file -> file.length > 0).map(PostPicture::of));
    return mapping.row(fields).flatMap(PostEntry::entered);
  }

  private static Parsed<Entered> entered(Row row) {
    String flaw = row.getString(FLAW);
    return flaw == null
        ? Parsed.usable(
            new Entered(
                Optional.ofNullable(row.getString(TEXT)),
                Optional.ofNullable((byte[]) row.get(PIXELS))))
        : Parsed.rejected(flaw.replaceFirst(" \\(scored by its \\w+\\)$", ""));
  }
}
