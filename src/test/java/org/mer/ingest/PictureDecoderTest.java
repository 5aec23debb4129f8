package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureDecoderTest {
  private final PictureDecoder decoder = new PictureDecoder();

  @Test
  void aGreyFaceStaysWhatItIs() {
    BufferedImage face = Pictures.noise(48, 48, BufferedImage.TYPE_BYTE_GRAY, 1);

    assertThat(pixels(Pictures.png(face))).isEqualTo(samples(face));
  }

  @Test
  void aGreyJpegIsWhatItsReaderSees() {
    BufferedImage face = new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < Pixels.COUNT; i++) {
      face.getRaster().setSample(i % 48, i / 48, 0, i / 16);
    }

    byte[] pixels = pixels(Pictures.jpeg(face));

    for (int i = 0; i < Pixels.COUNT; i++) {
      assertThat(Byte.toUnsignedInt(pixels[i])).isCloseTo(i / 16, within(6));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "255, 255, 255, 255",
    "0, 0, 0, 0",
    "255, 0, 0, 76",
    "0, 255, 0, 150",
    "0, 0, 255, 29",
    "90, 90, 90, 90",
    "200, 100, 50, 124"
  })
  void colourBecomesLuma(int red, int green, int blue, int luma) {
    BufferedImage picture = new BufferedImage(60, 50, BufferedImage.TYPE_3BYTE_BGR);
    fill(picture, red, green, blue);

    assertThat(pixels(Pictures.png(picture))).containsOnly(luma);
    for (byte[] jpeg : new byte[][] {Pictures.jpeg(picture), Pictures.progressiveJpeg(picture)}) {
      assertThat(Byte.toUnsignedInt(pixels(jpeg)[1_000])).isCloseTo(luma, within(2));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "255, 150", "128, 75"})
  void whatIsTransparentLiesOverBlack(int alpha, int luma) {
    BufferedImage picture = new BufferedImage(48, 48, BufferedImage.TYPE_4BYTE_ABGR);
    fill(picture, 0, 255, 0, alpha);

    assertThat(pixels(Pictures.png(picture))).containsOnly(luma);
  }

  @Test
  void sixteenBitsBecomeEight() {
    BufferedImage picture = new BufferedImage(48, 48, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < Pixels.COUNT; i++) {
      picture.getRaster().setSample(i % 48, i / 48, 0, i % 256 * 257);
    }

    byte[] pixels = pixels(Pictures.png(picture));

    for (int i = 0; i < Pixels.COUNT; i++) {
      assertThat(Byte.toUnsignedInt(pixels[i])).isEqualTo(i % 256);
    }
  }

  @Test
  void aPaletteIsLookedUp() {
    byte[] red = {0, (byte) 255, 0, 90};
    byte[] green = {0, 0, (byte) 255, 90};
    byte[] blue = {0, 0, 0, 90};
    BufferedImage picture =
        new BufferedImage(
            48, 48, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(2, 4, red, green, blue));
    for (int i = 0; i < Pixels.COUNT; i++) {
      picture.getRaster().setSample(i % 48, i / 48, 0, i % 4);
    }

    assertThat(pixels(Pictures.png(picture))).startsWith(0, 76, 150, 90, 0);
  }

  @Test
  void aColourProfileIsNotApplied() {
    byte[] png = Pictures.png(Pictures.noise(48, 48, BufferedImage.TYPE_3BYTE_BGR, 2));
    byte[] jpeg = Pictures.jpeg(Pictures.noise(48, 48, BufferedImage.TYPE_3BYTE_BGR, 2));
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();

    assertThat(pixels(withProfile(jpeg, linear))).isEqualTo(pixels(jpeg));
    assertThat(pixels(withProfile(jpeg, new byte[200]))).isEqualTo(pixels(jpeg));
    assertThat(pixels(Pictures.withChunk(png, "gAMA", new byte[] {0, 0, 0, 1})))
        .isEqualTo(pixels(png));
  }

  @Test
  void otherColoursHaveAReason() {
    WritableRaster cmyk = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 48, 48, 4, null);

    assertThat(decoder.decode(Pictures.jpeg(cmyk)))
        .isEqualTo(Parsed.rejected("its colours are neither grey nor RGB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GIF89a", "<svg/>", "BM", "\u0089PNG", "\u00FF\u00D8"})
  void otherFormatsHaveAReason(String file) {
    assertThat(decoder.decode(file.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(Parsed.rejected("is neither JPEG nor PNG"));
  }

  @Test
  void emptyAndHugeFilesHaveAReason() {
    assertThat(decoder.decode(new byte[0])).isEqualTo(Parsed.rejected("is empty"));
    assertThat(decoder.decode(new byte[PictureDecoder.MAX_BYTES + 1]))
        .isEqualTo(Parsed.rejected("is larger than 20,971,520 bytes: 20,971,521"));
  }

  @Test
  void dimensionsAreLookedAtBeforeDecoding() {
    byte[] png = Pictures.png(Pictures.noise(48, 48, BufferedImage.TYPE_BYTE_GRAY, 3));
    byte[] jpeg = Pictures.jpeg(Pictures.noise(48, 48, BufferedImage.TYPE_BYTE_GRAY, 3));

    assertThat(decoder.decode(Pictures.claiming(png, 100_000, 100_000)))
        .isEqualTo(Parsed.rejected("has more than 16,777,216 pixels: 100,000 by 100,000"));
    assertThat(decoder.decode(Pictures.claiming(png, Integer.MAX_VALUE, Integer.MAX_VALUE)))
        .isEqualTo(
            Parsed.rejected("has more than 16,777,216 pixels: 2,147,483,647 by 2,147,483,647"));
    assertThat(decoder.decode(claimingJpeg(jpeg)))
        .isEqualTo(Parsed.rejected("has more than 16,777,216 pixels: 65,500 by 65,500"));
  }

  @Test
  void damageHasAReason() {
    byte[] png = Pictures.png(Pictures.noise(60, 60, BufferedImage.TYPE_BYTE_GRAY, 4));
    byte[] flipped = png.clone();
    flipped[1_000] ^= 1;
    byte[] jpeg = Pictures.jpeg(Pictures.noise(60, 60, BufferedImage.TYPE_BYTE_GRAY, 4));

    assertThat(decoder.decode(Arrays.copyOf(png, png.length / 2)))
        .isEqualTo(Parsed.rejected("damaged PNG: ends too early"));
    assertThat(decoder.decode(Arrays.copyOf(png, 8)))
        .isEqualTo(Parsed.rejected("damaged PNG: ends too early"));
    assertThat(decoder.decode(flipped))
        .isEqualTo(Parsed.rejected("damaged PNG: has a wrong checksum"));
    assertThat(decoder.decode(Pictures.claiming(png, 60, 61)))
        .isEqualTo(Parsed.rejected("damaged PNG: cannot be decoded"));
    assertThat(decoder.decode(Arrays.copyOf(jpeg, jpeg.length / 2)))
        .isEqualTo(Parsed.rejected("damaged JPEG: parts are missing"));
    assertThat(decoder.decode(Arrays.copyOf(jpeg, 3)))
        .isEqualTo(Parsed.rejected("damaged JPEG: ends too early"));
    assertThat(decoder.decode(Arrays.copyOf(jpeg, 60)))
        .isEqualTo(Parsed.rejected("damaged JPEG: ends too early"));
    assertThat(decoder.decode(withoutQuantization(jpeg)))
        .isEqualTo(Parsed.rejected("damaged JPEG: cannot be decoded"));
    assertThat(decoder.decode(new byte[] {-1, -40, -1, -39, 0, 0}))
        .isEqualTo(Parsed.rejected("damaged JPEG: its parts are not in order"));
  }

  @Test
  void whatFollowsTheEndIsNoHarm() {
    byte[] png = Pictures.png(Pictures.noise(48, 48, BufferedImage.TYPE_BYTE_GRAY, 5));

    assertThat(pixels(Arrays.copyOf(png, png.length + 100))).isEqualTo(pixels(png));
  }

  @Test
  void aJpegOfEndlessScansIsNotDecoded() throws IOException {
    byte[] jpeg = Pictures.jpeg(Pictures.noise(48, 48, BufferedImage.TYPE_BYTE_GRAY, 6));
    ByteArrayOutputStream scans = new ByteArrayOutputStream();
    scans.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < 1_000; i++) {
      scans.write(new byte[] {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0});
    }

    assertThat(decoder.decode(scans.toByteArray()))
        .isEqualTo(Parsed.rejected("damaged JPEG: has more than 100 scans"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zTXt", "iTXt", "iCCP", "eXIf", "gAMA", "tEXt"})
  void whatIsNotNeededIsNotLookedAt(String type) {
    byte[] png = Pictures.png(Pictures.noise(48, 48, BufferedImage.TYPE_BYTE_INDEXED, 7));
    byte[] more =
        Pictures.withChunk(png, type, "no such thing".getBytes(StandardCharsets.US_ASCII));

    assertThat(essence(more)).isEqualTo(essence(png));
    assertThat(pixels(more)).isEqualTo(pixels(png));
  }

  @Test
  void aTransparentColourLiesOverBlack() {
    BufferedImage white = new BufferedImage(48, 48, BufferedImage.TYPE_BYTE_GRAY);
    fill(white, 255);

    assertThat(pixels(Pictures.withChunk(Pictures.png(white), "tRNS", new byte[] {0, -1})))
        .containsOnly(0);
  }

  private byte[] pixels(byte[] file) {
    Parsed<byte[]> parsed = decoder.decode(file);
    assertThat(parsed).isInstanceOf(Parsed.Usable.class);
    return ((Parsed.Usable<byte[]>) parsed).value();
  }

  private static byte[] essence(byte[] png) {
    return ((Parsed.Usable<byte[]>) PictureFormat.PNG.essence(png)).value();
  }

  private static void fill(BufferedImage picture, int... samples) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.getRaster().setPixel(x, y, samples);
      }
    }
  }

  private static byte[] samples(BufferedImage picture) {
    byte[] samples = new byte[Pixels.COUNT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) picture.getRaster().getSample(i % 48, i / 48, 0);
    }

    return samples;
  }

  /** Height and width stand behind the marker of the frame, 0xFFC0. */
  private static byte[] claimingJpeg(byte[] jpeg) {
    byte[] claiming = jpeg.clone();
    for (int i = 0; i < jpeg.length - 1; i++) {
      if (jpeg[i] == (byte) 0xFF && jpeg[i + 1] == (byte) 0xC0) {
        Arrays.fill(claiming, i + 5, i + 9, (byte) 0xFF);
        claiming[i + 6] = (byte) (65_500 & 0xFF);
        claiming[i + 8] = (byte) (65_500 & 0xFF);
        return claiming;
      }
    }

    throw new AssertionError("the JPEG has no frame");
  }

  private static byte[] withoutQuantization(byte[] jpeg) {
    byte[] without = jpeg.clone();
    without[21] = (byte) 0xEE;
    return without;
  }

  private static byte[] withProfile(byte[] jpeg, byte[] profile) {
    byte[] name = "ICC_PROFILE\0\1\1".getBytes(StandardCharsets.US_ASCII);
    int length = 2 + name.length + profile.length;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, 20);
    out.write(0xFF);
    out.write(0xE2);
    out.write(length >> 8);
    out.write(length);
    out.writeBytes(name);
    out.writeBytes(profile);
    out.write(jpeg, 20, jpeg.length - 20);
    return out.toByteArray();
  }
}
