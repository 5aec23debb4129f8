package org.mer.ingest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes faces of JPEG and PNG files: the square in the middle, in grey ({@link Luma}), at 48 by 48
 * pixels ({@link AreaAverage}). Files come from anybody, so their size and their dimensions are
 * looked at before they are decoded, and damaged ones are set aside. An orientation in EXIF is not
 * followed.
 */
final class PictureDecoder {
  /** The largest file that is decoded, in bytes. */
  static final int MAX_BYTES = 20 << 20;

  /** The largest picture that is decoded, in pixels: 4,096 by 4,096. */
  static final int MAX_PIXELS = 1 << 24;

  // What libjpeg and its reader warn of when they fill gaps with grey.
  private static final Pattern DAMAGE = Pattern.compile("(Corrupt|Premature|Truncated).*");

  private final PictureBounds bounds;

  /** A decoder of pictures within the bounds that an ingest has. */
  PictureDecoder() {
    this(PictureBounds.DEFAULT);
  }

  /** A decoder of pictures within bounds. */
  PictureDecoder(PictureBounds bounds) {
    this.bounds = bounds;
  }

  /** The {@value Pixels#COUNT} pixels of a file, or why there are none. Never throws. */
  Parsed<byte[]> decode(byte[] file) {
    if (file.length > bounds.bytes()) {
      return bounds.tooLarge(file.length);
    }

    Optional<PictureFormat> format = PictureFormat.of(file);
    if (format.isEmpty()) {
      return Parsed.rejected(file.length == 0 ? "is empty" : "is neither JPEG nor PNG");
    }

    return format.get().essence(file).flatMap(essence -> decode(format.get(), essence));
  }

  private Parsed<byte[]> decode(PictureFormat format, byte[] file) {
    ImageReader reader = format.reader();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      return decode(reader, format);
    } catch (IOException | RuntimeException e) {
      // Readers answer broken files with whatever their arithmetic ran into.
      return Parsed.rejected("damaged %s: cannot be decoded".formatted(format));
    } finally {
      reader.dispose();
    }
  }

  private Parsed<byte[]> decode(ImageReader reader, PictureFormat format) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > bounds.pixels()) {
      return Parsed.rejected(
          String.format(
              Locale.ROOT, "has more than %,d pixels: %,d by %,d", bounds.pixels(), width, height));
    }

    AtomicBoolean isDamaged = new AtomicBoolean();
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (DAMAGE.matcher(warning).matches()) {
            isDamaged.set(true);
          }
        });
    BufferedImage picture = reader.read(0);
    if (isDamaged.get()) {
      return Parsed.rejected("damaged %s: parts are missing".formatted(format));
    }

    return Luma.of(picture)
        .map(luma -> Parsed.usable(AreaAverage.square(luma, width, height)))
        .orElseGet(() -> Parsed.rejected("its colours are neither grey nor RGB"));
  }
}
