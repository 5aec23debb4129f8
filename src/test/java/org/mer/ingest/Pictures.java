package org.mer.ingest;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Made-up pictures and their files, for tests. */
public final class Pictures {
  private static final int PNG_HEADER_END = 33;

  private Pictures() {}

  /** A picture of one of {@link BufferedImage}'s types, of noise. */
  public static BufferedImage noise(int width, int height, int type, long seed) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Random random = new Random(seed);
    WritableRaster raster = picture.getRaster();
    int[] sizes = picture.getSampleModel().getSampleSize();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int band = 0; band < sizes.length; band++) {
          raster.setSample(x, y, band, random.nextInt(1 << sizes[band]));
        }
      }
    }

    return picture;
  }

  /** A PNG of a picture. */
  public static byte[] png(BufferedImage picture) {
    return write("png", new IIOImage(picture, null, null), ImageWriteParam.MODE_DISABLED);
  }

  /** A baseline JPEG of a picture. */
  public static byte[] jpeg(BufferedImage picture) {
    return write("jpeg", new IIOImage(picture, null, null), ImageWriteParam.MODE_DISABLED);
  }

  /** A progressive JPEG of a picture. */
  public static byte[] progressiveJpeg(BufferedImage picture) {
    return write("jpeg", new IIOImage(picture, null, null), ImageWriteParam.MODE_DEFAULT);
  }

  /** A JPEG of samples as they are, such as four a pixel for CMYK. */
  static byte[] jpeg(Raster raster) {
    return write("jpeg", new IIOImage(raster, null, null), ImageWriteParam.MODE_DISABLED);
  }

  /** A PNG with a chunk more, after its header. */
  static byte[] withChunk(byte[] png, String type, byte[] data) {
    return ByteBuffer.allocate(png.length + 12 + data.length)
        .put(png, 0, PNG_HEADER_END)
        .put(chunk(type, data))
        .put(png, PNG_HEADER_END, png.length - PNG_HEADER_END)
        .array();
  }

  /** A PNG that says it has other dimensions than it has. */
  public static byte[] claiming(byte[] png, int width, int height) {
    byte[] data = ByteBuffer.allocate(13).putInt(width).putInt(height).put(png, 24, 5).array();
    ByteBuffer claiming = ByteBuffer.wrap(png.clone());
    claiming.position(8).put(chunk("IHDR", data));
    return claiming.array();
  }

  /** A PNG, damaged or not, whose checksums are those of its chunks; other bytes as they are. */
  public static byte[] withRightChecksums(byte[] file) {
    ByteBuffer chunks = ByteBuffer.wrap(file.clone());
    int start = 8;
    while (start + 12 <= file.length) {
      int length = chunks.getInt(start);
      if (length < 0 || length > file.length - start - 12) {
        break;
      }

      CRC32 checksum = new CRC32();
      checksum.update(file, start + 4, 4 + length);
      chunks.putInt(start + 8 + length, (int) checksum.getValue());
      start += 12 + length;
    }

    return chunks.array();
  }

  private static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  private static byte[] write(String format, IIOImage image, int progressive) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (how.canWriteProgressive()) {
        how.setProgressiveMode(progressive);
      }

      writer.write(null, image, how);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }

    return bytes.toByteArray();
  }
}
