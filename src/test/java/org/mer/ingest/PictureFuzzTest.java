package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Pictures damaged at random become faces or are rejected with a reason: nothing is thrown. */
class PictureFuzzTest {
  private static final int PICTURES = 4_000;
  // Markers of JPEG, bytes of chunk names, and numbers at the edge.
  private static final String ALPHABET = "\0\1\u007fIDATPLTEtRNS";

  private final PictureDecoder decoder = new PictureDecoder();

  @Test
  void jpegs() {
    fuzz(
        List.of(
            Pictures.jpeg(noise(48, 48, BufferedImage.TYPE_BYTE_GRAY)),
            Pictures.jpeg(noise(61, 53, BufferedImage.TYPE_3BYTE_BGR)),
            Pictures.progressiveJpeg(noise(50, 70, BufferedImage.TYPE_3BYTE_BGR)),
            Pictures.jpeg(noise(48, 48, BufferedImage.TYPE_4BYTE_ABGR).getRaster())));
  }

  /** Checksums are put right in half of them, for else nothing damaged would reach the decoder. */
  @Test
  void pngs() {
    fuzz(
        List.of(
            Pictures.png(noise(48, 48, BufferedImage.TYPE_BYTE_GRAY)),
            Pictures.png(noise(61, 53, BufferedImage.TYPE_3BYTE_BGR)),
            Pictures.png(noise(50, 70, BufferedImage.TYPE_4BYTE_ABGR)),
            Pictures.png(noise(48, 48, BufferedImage.TYPE_BYTE_INDEXED)),
            Pictures.png(noise(20, 90, BufferedImage.TYPE_USHORT_GRAY)),
            Pictures.png(noise(48, 48, BufferedImage.TYPE_BYTE_BINARY))));
  }

  private void fuzz(List<byte[]> good) {
    Mutations mutations = new Mutations(48, ALPHABET);
    Map<String, Integer> outcomes = new TreeMap<>();
    for (int i = 0; i < PICTURES; i++) {
      byte[] picture = good.get(i % good.size());
      byte[] damaged =
          i < PICTURES / 2
              ? mutations.of(picture)
              : Pictures.withRightChecksums(mutations.inPlace(picture));
      outcomes.merge(outcome(damaged), 1, Integer::sum);
    }

    assertThat(outcomes).as("what became of them").containsKey("usable").hasSizeGreaterThan(4);
    assertThat(outcomes.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(PICTURES);
  }

  private String outcome(byte[] file) {
    Parsed<byte[]> parsed = decoder.decode(file);
    if (parsed instanceof Parsed.Usable<byte[]> face) {
      assertThat(face.value()).hasSize(Pixels.COUNT);
      return "usable";
    }

    String reason = ((Parsed.Rejected<byte[]>) parsed).reason();
    assertThat(reason).isNotBlank();
    return reason;
  }

  private static BufferedImage noise(int width, int height, int type) {
    return Pictures.noise(width, height, type, 7);
  }
}
