package org.mer.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** How the bytes of a line become text. */
public enum Encoding {
  /** UTF-8 where a line is valid UTF-8, Latin-1 where it is not; decided line by line. */
  AUTO {
    @Override
    Optional<String> decode(byte[] line) {
      return UTF_8.decode(line).or(() -> LATIN_1.decode(line));
    }
  },

  /** UTF-8; a line that is not is unreadable. */
  UTF_8 {
    @Override
    Optional<String> decode(byte[] line) {
      return strictly(StandardCharsets.UTF_8, line);
    }
  },

  /**
   * What is called Latin-1 and mostly is Windows-1252, as in the WHATWG's encoding standard; ISO
   * 8859-1 for a line with one of the five bytes that Windows-1252 leaves undefined.
   */
  LATIN_1 {
    @Override
    Optional<String> decode(byte[] line) {
      return strictly(Charset.forName("windows-1252"), line)
          .or(() -> Optional.of(new String(line, StandardCharsets.ISO_8859_1)));
    }
  };

  /** The text of a line; empty where it is not in this encoding. */
  abstract Optional<String> decode(byte[] line);

  /**
   * The text of a line for whoever looks into quarantine, even where it is not in this encoding.
   */
  String decodeAnyway(byte[] line) {
    return decode(line).or(() -> AUTO.decode(line)).orElseThrow();
  }

  /** What becomes of a line that is not in this encoding. */
  <T> Parsed<T> unreadable() {
    return Parsed.rejected("not readable as " + this);
  }

  /** The name that the command line uses: {@code auto}, {@code utf-8}, {@code latin-1}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Optional<String> strictly(Charset charset, byte[] line) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(line))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
