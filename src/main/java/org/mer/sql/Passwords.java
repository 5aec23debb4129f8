package org.mer.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.mer.UsageException;

/**
 * A file of users, each a line {@code name:iterations:salt:hash}. What is kept of a password is its
 * PBKDF2 with HMAC-SHA256 and a salt of its own (<a
 * href="https://www.rfc-editor.org/rfc/rfc8018">RFC 8018</a>), so the file does not tell it.
 */
public final class Passwords {
  private static final String FUNCTION = "PBKDF2WithHmacSHA256";
  private static final int ITERATIONS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final int SHORTEST = 8;

  /** Stands for a user who is not there, so that asking for one takes as long. */
  private static final Entry NOBODY = new Entry("", ITERATIONS, "AAAAAAAAAAAAAAAAAAAAAA==", "");

  private final Path file;

  /** The users in a file, which is read whenever one is asked for. */
  public Passwords(Path file) {
    this.file = file;
  }

  /** A line; salt and hash in base64. */
  private record Entry(String name, int iterations, String salt, String hash) {
    static Entry of(String line) {
      String[] fields = line.split(":", -1);
      if (fields.length != 4 || !fields[1].matches("\\d{1,8}")) {
        throw new IllegalStateException(
            "a line of the users' file is not name:iterations:salt:hash; make it with --add-user");
      }

      return new Entry(fields[0], Integer.parseInt(fields[1]), fields[2], fields[3]);
    }

    static Entry of(String name, String password) {
      byte[] random = new byte[SALT_BYTES];
      new SecureRandom().nextBytes(random);
      String salt = Base64.getEncoder().encodeToString(random);
      return new Entry(name, ITERATIONS, salt, hashed(password, salt, ITERATIONS));
    }

    boolean matches(String password) {
      return MessageDigest.isEqual(
          hashed(password, salt, iterations).getBytes(StandardCharsets.US_ASCII),
          hash.getBytes(StandardCharsets.US_ASCII));
    }

    String line() {
      return String.join(":", name, Integer.toString(iterations), salt, hash);
    }
  }

  /** Whether this is the user's password; false too where there is no such user. */
  public boolean matches(String name, String password) {
    Optional<Entry> known = entries().stream().filter(one -> one.name().equals(name)).findFirst();
    boolean isRight = known.orElse(NOBODY).matches(password);
    return known.isPresent() && isRight;
  }

  /**
   * Adds a user, or gives one another password; the file is made where it is missing, and only its
   * owner can read it then.
   *
   * @throws UsageException if the name or the password cannot be used
   */
  public void put(String name, String password) {
    if (!name.matches("[\\w.@-]+")) {
      throw new UsageException(
          "a user's name must be letters, digits and . _ @ -, cannot be: " + name);
    }

    if (password.length() < SHORTEST) {
      throw new UsageException(
          "a password must have at least %d characters, cannot have: %d"
              .formatted(SHORTEST, password.length()));
    }

    Stream<Entry> others =
        Files.exists(file)
            ? entries().stream().filter(entry -> !entry.name().equals(name))
            : Stream.empty();
    Stream<Entry> all = Stream.concat(others, Stream.of(Entry.of(name, password)));
    write(all.map(Entry::line).toList());
  }

  /** Whether it has any user. */
  public boolean isEmpty() {
    return entries().isEmpty();
  }

  private List<Entry> entries() {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank())
          .map(Entry::of)
          .toList();
    } catch (IOException e) {
      throw new UsageException(
          "the users' file '%s' cannot be read: make it with --add-user".formatted(file), e);
    }
  }

  private void write(List<String> lines) {
    try {
      if (!Files.exists(file)) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }

      Files.write(file, lines, StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the users' file '%s' cannot be written".formatted(file), e);
    }
  }

  private static String hashed(String password, String salt, int iterations) {
    char[] characters = password.toCharArray();
    try {
      PBEKeySpec key =
          new PBEKeySpec(characters, Base64.getDecoder().decode(salt), iterations, HASH_BITS);
      byte[] hash = SecretKeyFactory.getInstance(FUNCTION).generateSecret(key).getEncoded();
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + FUNCTION, e);
    } finally {
      Arrays.fill(characters, '\0');
    }
  }
}
