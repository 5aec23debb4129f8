import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.mer.ingest.TweetCleaner;

/**
 * What an ingest is held against: one plain loop on one thread that reads a CSV, cleans with the same
 * rules and writes the same columns as Parquet with the same codec. It finds no duplicates, judges
 * nothing, rejects nothing and counts nothing. Arguments: tweets or faces, the CSV, the Parquet file to write.
 */
final class IngestLoop {
  private static final MessageType TWEETS =
      MessageTypeParser.parseMessageType(
          """
          message tweet {
            required binary id (STRING); required binary fingerprint (STRING);
            required binary text (STRING); required int32 tokens; required int32 characters;
            required binary polarity (STRING); required binary part (STRING);
            required int32 occurrence; required boolean has_link; required boolean has_mention;
            required binary posted (STRING); required binary source (STRING);
            required int64 row_number;
          }""");
  private static final MessageType FACES =
      MessageTypeParser.parseMessageType(
          """
          message face {
            required binary pixels; required int32 emotion; required binary part (STRING);
            required int64 row_number;
          }""");

  private IngestLoop() {}

  public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
    Path csv = Path.of(arguments[1]);
    org.apache.hadoop.fs.Path parquet = new org.apache.hadoop.fs.Path(arguments[2]);
    boolean isTweets = arguments[0].equals("tweets");
    try (BufferedReader lines = Files.newBufferedReader(csv, StandardCharsets.ISO_8859_1);
        ParquetWriter<Group> out =
            ExampleParquetWriter.builder(parquet)
                .withType(isTweets ? TWEETS : FACES)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withConf(new Configuration())
                .build()) {
      if (isTweets) {
        tweets(lines, csv.toUri().toString(), out);
      } else {
        faces(lines, out);
      }
    }
  }

  private static void tweets(
      BufferedReader lines, String source, ParquetWriter<Group> out)
      throws IOException, NoSuchAlgorithmException {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setMaxCharsPerColumn(-1);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.STOP_AT_CLOSING_QUOTE);
    settings.setNullValue("");
    settings.setEmptyValue("");
    CsvParser csv = new CsvParser(settings);
    TweetCleaner cleaner = new TweetCleaner();
    SimpleGroupFactory rows = new SimpleGroupFactory(TWEETS);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    long row = 0;
    String line;
    while ((line = lines.readLine()) != null) {
      String[] fields = csv.parseLine(line);
      String text = cleaner.clean(fields[5]);
      String polarity = fields[0].equals("4") ? "positive" : "negative";
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      String fingerprint = HexFormat.of().formatHex(hash, 0, 16);
      int tenth = Math.floorMod(ByteBuffer.wrap(hash).getInt(), 10);
      String part = tenth < 8 ? "train" : tenth == 8 ? "validation" : "test";
      out.write(
          rows.newGroup()
              .append("id", fingerprint + "-" + polarity + "-" + part + "-1")
              .append("fingerprint", fingerprint)
              .append("text", text)
              .append("tokens", text.split(" ").length)
              .append("characters", text.length())
              .append("polarity", polarity)
              .append("part", part)
              .append("occurrence", 1)
              .append("has_link", TweetCleaner.hasLink(text))
              .append("has_mention", TweetCleaner.hasMention(text))
              .append("posted", fields[2])
              .append("source", source)
              .append("row_number", ++row));
    }
  }

  private static void faces(BufferedReader lines, ParquetWriter<Group> out) throws IOException {
    SimpleGroupFactory rows = new SimpleGroupFactory(FACES);
    lines.readLine();
    long row = 1;
    String line;
    while ((line = lines.readLine()) != null) {
      String[] fields = line.split(",");
      String[] values = fields[1].split(" ");
      byte[] pixels = new byte[values.length];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) Integer.parseInt(values[i]);
      }

      out.write(
          rows.newGroup()
              .append("pixels", Binary.fromConstantByteArray(pixels))
              .append("emotion", Integer.parseInt(fields[0]))
              .append("part", fields[2])
              .append("row_number", ++row));
    }
  }
}
