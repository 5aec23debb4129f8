package org.mer.ingest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What identifies a content: the first 128 bits of its SHA-256, as 32 hex digits. For one thread.
 */
final class Fingerprint {
  private static final int BYTES = 16;
  private static final HexFormat HEX = HexFormat.of();

  private final MessageDigest digest;

  Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Of a text, in UTF-8. */
  String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of bytes. */
  String of(byte[] content) {
    return HEX.formatHex(digest.digest(content), 0, BYTES);
  }
}
