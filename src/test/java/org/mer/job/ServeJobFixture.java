package org.mer.job;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.Warehouse;
import org.mer.web.Site;
import picocli.CommandLine;

/** A site on a small warehouse, with the models that come along. */
final class ServeJobFixture {
  private static final String DATASET = "made-up";

  private ServeJobFixture() {}

  /** Fills a few tables. */
  static void fill(Lake lake, String evaluated, String tweet) {
    Timestamp time = Timestamp.valueOf("2026-01-02 03:04:05");
    try (Publication publication = lake.publication("serve-test")) {
      publication.append(
          Table.RUNS,
          List.of(
              RowFactory.create(
                  evaluated,
                  "evaluate",
                  time,
                  time,
                  "done",
                  null,
                  42L,
                  "",
                  "{}",
                  "0.1.0",
                  "3.5",
                  2)));
      publication.append(
          Table.METRICS,
          List.of(
              metric(evaluated, "face", "accuracy", 0.6932, 0.6779, 0.7081),
              metric(evaluated, "face", "macro_f1", 0.6650, 0.6450, 0.6850),
              metric(evaluated, "face/hog", "accuracy", 0.45, 0.43, 0.47),
              metric(evaluated, "face/hog", "macro_f1", 0.40, 0.38, 0.42)));
      publication.append(Table.CONFUSION, cells(evaluated));
      publication.append(
          Table.TWEETS,
          List.of(
              RowFactory.create(
                  "1",
                  "f",
                  tweet,
                  3,
                  tweet.length(),
                  "positive",
                  "test",
                  1,
                  false,
                  false,
                  false,
                  null,
                  null,
                  "file:/x",
                  1L,
                  evaluated)));
      publication.append(
          Table.FACES,
          List.of(
              RowFactory.create(
                  "1",
                  "f",
                  new byte[2304],
                  "happy",
                  null,
                  null,
                  "PrivateTest",
                  1,
                  0.0,
                  0.0,
                  true,
                  false,
                  false,
                  "file:/x",
                  2L,
                  evaluated)));
      publication.publish();
    }
  }

  private static Row metric(
      String run, String subject, String metric, double value, double low, double high) {
    return RowFactory.create(
        run,
        "fuse",
        subject,
        DATASET,
        "PrivateTest",
        "all",
        null,
        metric,
        null,
        value,
        low,
        high,
        3589L);
  }

  private static List<Row> cells(String run) {
    List<Row> cells = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      cells.add(RowFactory.create(run, "face", DATASET, "PrivateTest", "all", "t" + i, "p", 1L));
    }

    return cells;
  }

  /** A site at any free port. */
  static Site open(Lake lake, Warehouse warehouse, String... options) {
    ServeJob job = new ServeJob();
    new CommandLine(job)
        .parseArgs(
            Stream.concat(
                    Stream.of("--text-model", model("text"), "--face-model", model("face")),
                    options.length == 0 ? Stream.of("--port", "0") : Stream.of(options))
                .toArray(String[]::new));
    JobContext context = new TestContext(lake, warehouse).of("serve", Map.of());
    job.check(context);
    return job.open(context);
  }

  private static String model(String name) {
    return Path.of("models", name).toAbsolutePath().toUri().toString();
  }

  /** A small picture. */
  static byte[] face() throws IOException {
    BufferedImage picture = new BufferedImage(64, 80, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 10; x < 50; x++) {
      picture.getRaster().setSample(x, 40 + (x - 30) * (x - 30) / 40, 0, 200);
    }

    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", file);
    return file.toByteArray();
  }

  /** A PNG of a few bytes that claims to be large. */
  static byte[] bomb(int width, int height) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    file.write(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 0, 0, 0, 0})
                .array()));
    file.write(chunk("IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1}));
    file.write(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private static byte[] chunk(String type, byte[] content) {
    byte[] named =
        ByteBuffer.allocate(4 + content.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(content)
            .array();
    CRC32 checksum = new CRC32();
    checksum.update(named);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length)
        .put(named)
        .putInt((int) checksum.getValue())
        .array();
  }
}
