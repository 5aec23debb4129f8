package org.mer.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages bytes in ways that files are damaged; the same seed, the same damage. */
public final class Mutations {
  private final Random random;
  private final byte[] alphabet;

  /**
   * Mutations.
   *
   * @param seed of what is drawn
   * @param alphabet characters that matter to whoever reads the bytes
   */
  public Mutations(long seed, String alphabet) {
    this.random = new Random(seed);
    this.alphabet = alphabet.getBytes(StandardCharsets.UTF_8);
  }

  /** A damaged copy. */
  public byte[] of(byte[] good) {
    byte[] bytes = good.clone();
    for (int mutations = 1 + random.nextInt(6); mutations > 0; mutations--) {
      bytes = mutated(bytes);
    }

    return bytes;
  }

  /** A damaged copy of the same length. */
  public byte[] inPlace(byte[] good) {
    byte[] bytes = good.clone();
    for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
      int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(bytes.length, 64));
      bytes[at] = random.nextBoolean() ? letter() : (byte) random.nextInt();
    }

    return bytes;
  }

  private byte[] mutated(byte[] bytes) {
    if (bytes.length == 0) {
      return new byte[] {(byte) random.nextInt(256)};
    }

    int at = random.nextInt(bytes.length);
    int end = at + random.nextInt(Math.min(bytes.length - at, 40) + 1);
    return switch (random.nextInt(12)) {
      case 0 -> Arrays.copyOf(bytes, at);
      case 1 -> spliced(bytes, at, new byte[0], end);
      case 2 -> spliced(bytes, end, Arrays.copyOfRange(bytes, at, end), end);
      case 3, 4 -> spliced(bytes, at, new byte[] {letter()}, at);
      case 5, 6, 7 -> replaced(bytes, at, letter());
      case 8 -> replaced(bytes, at, (byte) random.nextInt(256));
      case 9 ->
          replaced(bytes, random.nextInt(Math.min(bytes.length, 64)), (byte) random.nextInt());
      default -> replaced(bytes, at, (byte) (bytes[at] ^ (1 << random.nextInt(8))));
    };
  }

  private byte letter() {
    return alphabet[random.nextInt(alphabet.length)];
  }

  private static byte[] replaced(byte[] bytes, int at, byte one) {
    bytes[at] = one;
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int end, byte[] middle, int start) {
    byte[] spliced = Arrays.copyOf(bytes, end + middle.length + bytes.length - start);
    System.arraycopy(middle, 0, spliced, end, middle.length);
    System.arraycopy(bytes, start, spliced, end + middle.length, bytes.length - start);
    return spliced;
  }
}
