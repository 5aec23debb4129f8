package org.mer.ingest;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed hashes of user names (HMAC-SHA256, RFC 2104): whoever has no key cannot tell which name a
 * hash is of, not even by trying names. For one thread.
 */
final class UserHash {
  private static final String ALGORITHM = "HmacSHA256";

  private final Optional<Mac> mac;

  private UserHash(Optional<Mac> mac) {
    this.mac = mac;
  }

  /**
   * Hashes with a key.
   *
   * @param key the secret; where it is empty no name has a hash
   */
  static UserHash keyed(String key) {
    if (key.isEmpty()) {
      return new UserHash(Optional.empty());
    }

    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return new UserHash(Optional.of(mac));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** 64 hex digits; upper and lower case make no difference. Empty without a name or a key. */
  Optional<String> of(String name) {
    String canonical = name.strip().toLowerCase(Locale.ROOT);
    return canonical.isEmpty()
        ? Optional.empty()
        : mac.map(
            it -> HexFormat.of().formatHex(it.doFinal(canonical.getBytes(StandardCharsets.UTF_8))));
  }
}
