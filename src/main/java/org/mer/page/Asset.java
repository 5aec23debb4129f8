package org.mer.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * A style sheet or script as it stands within a page.
 *
 * @param text what stands between the tags, to the letter
 */
record Asset(String text) {
  private static final Pattern ENDS_SCRIPT =
      Pattern.compile("<(/script|!--)", Pattern.CASE_INSENSITIVE);

  /** A style sheet of the class path. */
  static Asset style(String resource) {
    return new Asset(read(resource));
  }

  /** A script of the class path, safe to stand between tags. */
  static Asset script(String resource) {
    return new Asset(withinTags(read(resource)));
  }

  /**
   * A script without what would end its element early. Within strings and regular expressions, the
   * only places where these can stand, a backslash more changes nothing.
   */
  static String withinTags(String script) {
    return ENDS_SCRIPT.matcher(script).replaceAll("<\\\\$1");
  }

  /** The name that a Content-Security-Policy knows it by: its hash. */
  String source() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-%s'".formatted(Base64.getEncoder().encodeToString(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(String resource) {
    try (InputStream in = Asset.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the build left out " + resource);
      }

      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
