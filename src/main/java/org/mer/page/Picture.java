package org.mer.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
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
  private static final int WHITE = 255;
  private static final double OPAQUE = 0.65;

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
    return of(image, alt);
  }

  /**
   * A grey picture under colours, as PNG: red where a value is above 0, blue where it is below, the
   * stronger the farther; the farthest value has the full colour.
   *
   * @param pixels row by row from the top left, 0 black to 255 white
   * @param width pixels a row
   * @param values one a pixel
   */
  public static Picture heated(byte[] pixels, int width, double[] values, String alt) {
    double farthest = Arrays.stream(values).map(Math::abs).max().orElse(0);
    BufferedImage image =
        new BufferedImage(width, pixels.length / width, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pixels.length; i++) {
      double share = farthest == 0 ? 0 : values[i] / farthest;
      image.setRGB(i % width, i / width, heated(Byte.toUnsignedInt(pixels[i]), share));
    }

    return of(image, alt);
  }

  /** A grey mixed with red or blue by the share, -1 to 1; never by more than it is seen through. */
  private static int heated(int grey, double share) {
    double opacity = Math.abs(share) * OPAQUE;
    int red = mixed(grey, share > 0 ? WHITE : 0, opacity);
    int green = mixed(grey, 0, opacity);
    int blue = mixed(grey, share < 0 ? WHITE : 0, opacity);
    return red << 16 | green << 8 | blue;
  }

  private static int mixed(int grey, int colour, double opacity) {
    return (int) Math.round(grey * (1 - opacity) + colour * opacity);
  }

  private static Picture of(BufferedImage image, String alt) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", png)) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }

    String base64 = Base64.getEncoder().encodeToString(png.toByteArray());
    return new Picture("data:image/png;base64," + base64, alt, image.getWidth(), image.getHeight());
  }
}
