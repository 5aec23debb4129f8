package org.mer.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** The formats of pictures that are read. */
enum PictureFormat {
  /** ITU-T T.81. */
  JPEG("\u00FF\u00D8\u00FF") {
    @Override
    Parsed<byte[]> essence(byte[] file) {
      ByteBuffer segments = ByteBuffer.wrap(file).position(Short.BYTES);
      ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
      kept.write(file, 0, Short.BYTES);
      while (segments.remaining() >= 2 * Short.BYTES) {
        int start = segments.position();
        int marker = Short.toUnsignedInt(segments.getShort());
        if (marker == SCAN) {
          kept.write(file, start, file.length - start);
          return few(kept.toByteArray());
        }

        int length = Short.BYTES + Short.toUnsignedInt(segments.getShort());
        if (marker < FIRST_SEGMENT || length < 2 * Short.BYTES) {
          return Parsed.rejected("damaged JPEG: its parts are not in order");
        }

        if (length > file.length - start) {
          return Parsed.rejected("damaged JPEG: ends too early");
        }

        segments.position(start + length);
        if (describesPixels(marker)) {
          kept.write(file, start, length);
        }
      }

      return Parsed.rejected("damaged JPEG: ends too early");
    }

    /** Of the application's segments JFIF's and Adobe's, which say what the colours are. */
    private boolean describesPixels(int marker) {
      boolean isApplication = marker >= 0xFFE0 && marker <= 0xFFEF;
      return isApplication ? marker == 0xFFE0 || marker == 0xFFEE : marker != COMMENT;
    }

    /**
     * A progressive file has about ten scans. Each costs as much time as the picture is large,
     * however few bytes it has, so that a small file could take days.
     */
    private Parsed<byte[]> few(byte[] file) {
      int scans = 0;
      for (int i = 0; i + 1 < file.length; i++) {
        if (file[i] == (byte) (SCAN >> Byte.SIZE) && file[i + 1] == (byte) SCAN) {
          scans++;
        }
      }

      return scans > MAX_SCANS
          ? Parsed.rejected("damaged JPEG: has more than %d scans".formatted(MAX_SCANS))
          : Parsed.usable(file);
    }
  },

  /** ISO/IEC 15948. */
  PNG("\u0089PNG\r\n\u001A\n") {
    @Override
    Parsed<byte[]> essence(byte[] file) {
      ByteBuffer chunks = ByteBuffer.wrap(file).position(SIGNATURE_BYTES);
      ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
      kept.write(file, 0, SIGNATURE_BYTES);
      while (chunks.remaining() >= CHUNK_BYTES) {
        int start = chunks.position();
        int length = chunks.getInt();
        if (length < 0 || length > file.length - start - CHUNK_BYTES) {
          return Parsed.rejected("damaged PNG: ends too early");
        }

        int type = chunks.getInt(start + Integer.BYTES);
        if (chunks.getInt(start + CHUNK_BYTES - Integer.BYTES + length)
            != checksum(file, start + Integer.BYTES, Integer.BYTES + length)) {
          return Parsed.rejected("damaged PNG: has a wrong checksum");
        }

        chunks.position(start + CHUNK_BYTES + length);
        if ((type & ANCILLARY) == 0 || type == TRANSPARENCY) {
          kept.write(file, start, CHUNK_BYTES + length);
        }

        if (type == END) {
          return Parsed.usable(kept.toByteArray());
        }
      }

      return Parsed.rejected("damaged PNG: ends too early");
    }

    private int checksum(byte[] file, int start, int length) {
      CRC32 checksum = new CRC32();
      checksum.update(file, start, length);
      return (int) checksum.getValue();
    }
  };

  private static final int FIRST_SEGMENT = 0xFFC0;
  private static final int SCAN = 0xFFDA;
  private static final int COMMENT = 0xFFFE;
  private static final int MAX_SCANS = 100;

  private static final int SIGNATURE_BYTES = 8;
  // Length, type and checksum.
  private static final int CHUNK_BYTES = 12;
  private static final int END = type("IEND");
  private static final int TRANSPARENCY = type("tRNS");
  // The first letter is small where a decoder can do without the chunk.
  private static final int ANCILLARY = 0x20000000;

  // A character a byte.
  private final String signature;

  PictureFormat(String signature) {
    this.signature = signature;
  }

  /** The format of a file, by how it begins and whatever its name is; empty where it is another. */
  static Optional<PictureFormat> of(byte[] file) {
    String beginning =
        new String(file, 0, Math.min(file.length, SIGNATURE_BYTES), StandardCharsets.ISO_8859_1);
    return Arrays.stream(values())
        .filter(format -> beginning.startsWith(format.signature))
        .findFirst();
  }

  /**
   * A file of this format without all that its pixels do not need, or what is wrong with it.
   * Comments, profiles and previews are not looked at by anybody then: they may be broken, or
   * unpack to more than there is room for. Never throws.
   */
  abstract Parsed<byte[]> essence(byte[] file);

  /** A new reader: the Java platform's own, whatever else is on the class path. */
  ImageReader reader() {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(name());
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (reader.getClass().getModule().equals(ImageIO.class.getModule())) {
        return reader;
      }
    }

    throw new IllegalStateException("every Java platform reads " + this);
  }

  private static int type(String letters) {
    return ByteBuffer.wrap(letters.getBytes(StandardCharsets.US_ASCII)).getInt();
  }
}
