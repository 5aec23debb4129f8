package org.mer.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/**
 * A picture that stands in the page itself.
 *
 * @param source a data URI
 * @param alt what it shows
 * @param width in pixels
 * @param height in pixels
 */
public record Picture(String source, String alt, int width, int height) {
  /**
   * A grey picture as PNG.
   *
   * @param pixels row by row from the top left, 0 black to 255 white
   * @param width pixels a row
   */
  public static Picture grey(byte[] pixels, int width, String alt) {
    int height = pixels.length / width;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, pixels);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", png)) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    String base64 = Base64.getEncoder().encodeToString(png.toByteArray());
    return new Picture("data:image/png;base64," + base64, alt, width, height);
  }
}
