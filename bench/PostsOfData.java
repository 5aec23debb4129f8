import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.StringTokenizer;
import javax.imageio.ImageIO;

/**
 * Makes posts to score out of the real data: JSON lines with the texts of tweets from all over the file, half of the posts with
 * the picture of a face as PNG in base64, and half of those without a text. Arguments: the tweets, the faces, the folder to
 * write to, and the number of posts. Half of them stand in with.jsonl, the other half, texts alone, in without.jsonl.
 */
final class PostsOfData {
  private static final int SIDE = 48;
  private static final long TWEETS = 1_600_000;

  private PostsOfData() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[2]));
    int posts = Integer.parseInt(arguments[3]);
    long step = Math.max(1, TWEETS / posts);
    try (BufferedReader tweets =
            Files.newBufferedReader(Path.of(arguments[0]), StandardCharsets.ISO_8859_1);
        BufferedWriter with = Files.newBufferedWriter(folder.resolve("with.jsonl"));
        BufferedWriter without = Files.newBufferedWriter(folder.resolve("without.jsonl"))) {
      BufferedReader faces = faces(arguments[1]);
      for (int i = 0; i < posts; i++) {
        String text = text(tweets, step);
        if (i % 2 == 0) {
          without.write("{\"id\":\"%d\",\"text\":%s}\n".formatted(i, text));
          continue;
        }

        String face = faces.readLine();
        if (face == null) {
          faces.close();
          faces = faces(arguments[1]);
          face = faces.readLine();
        }

        with.write(
            i % 4 == 1
                ? "{\"id\":\"%d\",\"picture\":\"%s\"}\n".formatted(i, picture(face))
                : "{\"id\":\"%d\",\"text\":%s,\"picture\":\"%s\"}\n".formatted(i, text, picture(face)));
      }

      faces.close();
    }
  }

  private static BufferedReader faces(String csv) throws IOException {
    BufferedReader faces = Files.newBufferedReader(Path.of(csv), StandardCharsets.US_ASCII);
    faces.readLine();
    return faces;
  }

  /** The last column of the last of some rows, as JSON. */
  private static String text(BufferedReader tweets, long step) throws IOException {
    String row = "";
    for (long i = 0; i < step; i++) {
      row = tweets.readLine();
    }

    StringBuilder json = new StringBuilder("\"");
    String column = row.split("\",\"", 6)[5];
    column
        .substring(0, column.length() - 1)
        .chars()
        .forEach(
            one -> {
              if (one == '"' || one == '\\') {
                json.append('\\').append((char) one);
              } else {
                json.append(one < ' ' ? ' ' : (char) one);
              }
            });
    return json.append('"').toString();
  }

  private static String picture(String row) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    StringTokenizer pixels =
        new StringTokenizer(row.substring(row.indexOf(',') + 1, row.lastIndexOf(',')), " \"");
    for (int i = 0; i < SIDE * SIDE; i++) {
      picture.getRaster().setSample(i % SIDE, i / SIDE, 0, Integer.parseInt(pixels.nextToken()));
    }

    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }
}
