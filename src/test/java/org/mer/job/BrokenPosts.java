package org.mer.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.ingest.Mutations;
import org.mer.ingest.Pictures;

/** Made-up posts, most of them broken in one way or another; the same seed, the same posts. */
final class BrokenPosts {
  private static final int KINDS = 20;
  private static final int LONGER_THAN_ANY_TEXT = (1 << 20) + 1;
  // Few, as they are large or take long.
  private static final int RARE = 400;

  private static final List<byte[]> GOOD =
      List.of(
          Pictures.png(Pictures.noise(48, 48, BufferedImage.TYPE_BYTE_GRAY, 1)),
          Pictures.png(Pictures.noise(31, 53, BufferedImage.TYPE_4BYTE_ABGR, 2)),
          Pictures.jpeg(Pictures.noise(48, 48, BufferedImage.TYPE_BYTE_GRAY, 3)),
          Pictures.progressiveJpeg(Pictures.noise(40, 60, BufferedImage.TYPE_3BYTE_BGR, 4)));

  /** Sixteen million pixels in a few kilobytes. */
  private static final byte[] LARGE =
      Pictures.png(new BufferedImage(4_096, 4_096, BufferedImage.TYPE_BYTE_GRAY));

  private final String prefix;
  private final Random random;
  private final Mutations pictures;
  private final Mutations lines;

  /** Posts whose ids begin with a prefix. */
  BrokenPosts(String prefix, long seed) {
    this.prefix = prefix;
    this.random = new Random(seed);
    this.pictures = new Mutations(seed, "\0\1\u007fIDATPLTEtRNS");
    this.lines = new Mutations(seed, "{}[]\":,\\/.\0\n\r;");
  }

  /** A post before it is written down; what is null is missing. */
  @SuppressWarnings("ArrayRecordComponent") // two posts are never compared
  private record Post(String id, String text, byte[] picture, String words) {}

  /** A CSV file of a header and so many posts. */
  byte[] csv(int count) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("id,text,picture\n".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i < count; i++) {
      Post post = post(i);
      String line = quoted(post.id()) + "," + quoted(post.text()) + "," + quoted(written(post));
      file.writeBytes(damaged(line, i));
      file.write('\n');
    }

    return file.toByteArray();
  }

  /** JSON lines of so many posts. */
  byte[] json(int count) throws JsonProcessingException {
    ObjectMapper json = new ObjectMapper();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      Post post = post(i);
      Map<String, String> fields = new LinkedHashMap<>();
      fields.put("id", post.id());
      fields.put("text", post.text());
      fields.put("picture", written(post));
      file.writeBytes(damaged(json.writeValueAsString(fields), i));
      file.write('\n');
    }

    return file.toByteArray();
  }

  /** Rows of so many posts: id, text, and the bytes of a picture. */
  List<Row> rows(int count) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Post post = post(i);
      byte[] picture =
          post.picture() == null && post.words() != null
              ? post.words().getBytes(StandardCharsets.UTF_8)
              : post.picture();
      rows.add(RowFactory.create(post.id(), post.text(), picture));
    }

    return rows;
  }

  private byte[] damaged(String line, int i) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return i % KINDS == 19 ? lines.of(bytes) : bytes;
  }

  private Post post(int i) {
    String id = prefix + i;
    String text = "what number %d said".formatted(i);
    byte[] good = GOOD.get(i / KINDS % GOOD.size());
    if (i % RARE == RARE / 2) {
      return new Post(id, "a".repeat(LONGER_THAN_ANY_TEXT), null, null);
    }

    if (i % RARE == RARE / 2 + 1) {
      return new Post(id, null, LARGE, null);
    }

    return switch (i % KINDS) {
      case 0 -> new Post(id, text, good, null);
      case 1, 2, 3 -> new Post(id, null, pictures.of(good), null);
      case 4 -> new Post(id, text, pictures.of(good), null);
      case 5 -> new Post(id, null, Pictures.withRightChecksums(pictures.inPlace(good)), null);
      case 6 -> new Post(id, null, Arrays.copyOf(good, random.nextInt(good.length)), null);
      case 7 -> new Post(id, text, Pictures.claiming(GOOD.get(0), 60_000, 60_000), null);
      case 8 -> new Post(id, null, Pictures.claiming(GOOD.get(0), edge(), edge()), null);
      case 9 -> new Post(id, noise(), null, null);
      case 10 -> new Post(id, noise(), pictures.of(good), null);
      case 11 -> new Post(id, null, null, "iVBORw0KGgo*" + noise());
      case 12 -> new Post(id, text, null, "data:image/png;base64,A");
      case 13 -> new Post(id, null, null, null);
      case 14 -> new Post(id, " ", null, "../" + noise());
      case 15 -> new Post(noise(), text, null, null);
      case 16 -> new Post(random.nextBoolean() ? null : "x".repeat(2_000), text, null, null);
      // The post before the last four, and its id with another text.
      case 17 -> post(i - i % KINDS);
      case 18 -> new Post(prefix + (i - i % KINDS), "something else", null, null);
      default -> new Post(id, text, good, null);
    };
  }

  private int edge() {
    return List.of(0, -1, 1, Integer.MAX_VALUE, 46_341, 65_536).get(random.nextInt(6));
  }

  /** Characters of all kinds, halves of pairs among them. */
  private String noise() {
    StringBuilder noise = new StringBuilder();
    int length = random.nextInt(60);
    for (int i = 0; i < length; i++) {
      noise.append(
          switch (random.nextInt(5)) {
            case 0 -> (char) random.nextInt(0x20);
            case 1 -> (char) (0x7F + random.nextInt(0x30));
            case 2 -> (char) random.nextInt(Character.MAX_VALUE + 1);
            default -> (char) (0x20 + random.nextInt(0x5F));
          });
    }

    return noise.toString();
  }

  private static String written(Post post) {
    return post.picture() == null
        ? post.words()
        : Base64.getEncoder().encodeToString(post.picture());
  }

  private static String quoted(String value) {
    return value == null ? "" : '"' + value.replace("\"", "\"\"") + '"';
  }
}
