package org.mer.ingest;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A picture as a post has it: the content of its file, that in base64, or the path of a file. What
 * is written is base64 where it is a data URI (RFC 2397), or begins as a JPEG or PNG in base64
 * does, and else a path.
 */
final class PostPicture {
  private static final Pattern DATA = Pattern.compile("data:[^,]{0,200};base64,");
  private static final Pattern JPEG_OR_PNG = Pattern.compile("/9j/|iVBORw0KGgo");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int BITS = 6;

  private final Optional<byte[]> content;
  private final String words;

  private PostPicture(Optional<byte[]> content, String words) {
    this.content = content;
    this.words = words;
  }

  /** A picture whose file is in the post. */
  static PostPicture of(byte[] content) {
    return new PostPicture(
        Optional.of(content), String.format(Locale.ROOT, "%,d bytes", content.length));
  }

  /** A picture that is written: in base64, or as the path of a file. */
  static PostPicture written(String words) {
    return new PostPicture(Optional.empty(), words.strip());
  }

  /** The content of its file, or why there is none. */
  Parsed<byte[]> file(PictureAccess files) {
    if (content.isPresent()) {
      return Parsed.usable(content.get());
    }

    int start = base64Start();
    return start < 0 ? files.read(words) : decoded(start, files.bounds());
  }

  /** For quarantine: the path, or what stands for one. */
  @Override
  public String toString() {
    return content.isEmpty() && base64Start() >= 0
        ? String.format(Locale.ROOT, "%,d characters of base64", words.length())
        : Quarantine.shortened(words);
  }

  /** Where base64 begins; -1 if this is a path. */
  private int base64Start() {
    var data = DATA.matcher(words);
    if (data.lookingAt()) {
      return data.end();
    }

    return JPEG_OR_PNG.matcher(words).lookingAt() ? 0 : -1;
  }

  private Parsed<byte[]> decoded(int start, PictureBounds bounds) {
    String base64 = BLANKS.matcher(words.substring(start)).replaceAll("");
    long bytes = (long) base64.length() * BITS / Byte.SIZE;
    if (bytes > bounds.bytes() + 2L) {
      return bounds.tooLarge(bytes);
    }

    try {
      return Parsed.usable(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Parsed.rejected("is damaged base64");
    }
  }
}
