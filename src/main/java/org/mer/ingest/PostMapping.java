package org.mer.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Makes rows of posts: the one place that decides what of a post can be used, whatever the format
 * of its file. A post is usable if its text or its picture is. Texts are cleaned as those that the
 * model learned from, and pictures brought to 48 by 48 pixels as its faces. For one thread.
 */
final class PostMapping {
  /** What a usable post yields. */
  static final StructType FIELDS =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("fingerprint", DataTypes.StringType)
          .add("text", DataTypes.StringType)
          .add("pixels", DataTypes.BinaryType)
          .add("flaw", DataTypes.StringType)
          .add("raw", DataTypes.StringType);

  /** The longest text that is cleaned, in characters. */
  static final int LONGEST_TEXT = Records.MAX_LINE_BYTES;

  private static final int LONGEST_ID = 1_000;

  private final PictureAccess files;
  private final PictureDecoder decoder;
  private final TweetCleaner cleaner = new TweetCleaner();
  private final Fingerprint fingerprint = new Fingerprint();

  /** A mapping of one file's posts. */
  PostMapping(PictureAccess files) {
    this.files = files;
    this.decoder = new PictureDecoder(files.bounds());
  }

  /** The row of a post, or why there is none. Never throws. */
  Parsed<Row> row(PostFields post) {
    return id(post).flatMap(id -> row(id, post));
  }

  private static Parsed<String> id(PostFields post) {
    String id = post.id().orElse("").strip();
    if (id.isEmpty()) {
      return Parsed.rejected("has no id");
    }

    if (id.length() > LONGEST_ID) {
      return Parsed.rejected(
          String.format(Locale.ROOT, "id: is longer than %,d characters", LONGEST_ID));
    }

    return id.codePoints().allMatch(PostMapping::isLegible)
        ? Parsed.usable(id)
        : Parsed.rejected("id: has control characters, or halves of characters");
  }

  private static boolean isLegible(int character) {
    return !Character.isISOControl(character)
        && Character.getType(character) != Character.SURROGATE;
  }

  private Parsed<Row> row(String id, PostFields post) {
    List<String> flaws = new ArrayList<>();
    Optional<Cleaned> text =
        post.text()
            .flatMap(written -> usable("text", cleaned(written), flaws))
            .filter(cleaned -> !cleaned.text().isEmpty());
    Optional<byte[]> pixels =
        post.picture()
            .flatMap(
                picture -> usable("picture", picture.file(files).flatMap(decoder::decode), flaws));
    if (text.isEmpty() && pixels.isEmpty()) {
      return Parsed.rejected(
          flaws.isEmpty() ? "has neither text nor picture" : String.join("; ", flaws));
    }

    boolean isFlawed = !flaws.isEmpty();
    return Parsed.usable(
        RowFactory.create(
            id,
            fingerprint(text.map(Cleaned::text).orElse(""), pixels.orElse(new byte[0])),
            text.map(Cleaned::text).orElse(null),
            pixels.orElse(null),
            isFlawed
                ? "%s (scored by its %s)"
                    .formatted(flaws.get(0), text.isPresent() ? "text" : "picture")
                : null,
            isFlawed ? Quarantine.post(post) : null),
        text.map(Cleaned::changed).orElse(0));
  }

  private Parsed<Cleaned> cleaned(String text) {
    return text.length() > LONGEST_TEXT
        ? Parsed.rejected(
            String.format(
                Locale.ROOT, "is longer than %,d characters: %,d", LONGEST_TEXT, text.length()))
        : Parsed.usable(cleaner.cleaned(text));
  }

  private static <T> Optional<T> usable(String what, Parsed<T> parsed, List<String> flaws) {
    if (parsed instanceof Parsed.Usable<T> usable) {
      return Optional.of(usable.value());
    }

    flaws.add(what + ": " + ((Parsed.Rejected<T>) parsed).reason());
    return Optional.empty();
  }

  /** A text cannot be taken for pixels, as the zero between them stands in no cleaned text. */
  private String fingerprint(String text, byte[] pixels) {
    byte[] words = text.getBytes(StandardCharsets.UTF_8);
    byte[] both = new byte[words.length + 1 + pixels.length];
    System.arraycopy(words, 0, both, 0, words.length);
    System.arraycopy(pixels, 0, both, words.length + 1, pixels.length);
    return fingerprint.of(both);
  }
}
