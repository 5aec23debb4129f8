package org.mer.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {
  @Test
  void thePixelsAreThoseOfTheTable() throws IOException {
    byte[] pixels = {0, 1, 127, (byte) 128, (byte) 200, (byte) 255};

    Picture picture = Picture.grey(pixels, 3, "six pixels");

    assertThat(picture.source()).startsWith("data:image/png;base64,");
    byte[] png = Base64.getDecoder().decode(picture.source().substring(22));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(picture.width()).isEqualTo(3);
    assertThat(image.getHeight()).isEqualTo(picture.height()).isEqualTo(2);
    assertThat((byte[]) image.getRaster().getDataElements(0, 0, 3, 2, null)).isEqualTo(pixels);
  }
}
