package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostEntryTest {
  private static final PostEntry ENTRY = new PostEntry(PictureBounds.DEFAULT);

  @Test
  void aTextIsCleanedAsThoseOfFiles() {
    Parsed<PostEntry.Entered> entered =
        ENTRY.entered(Optional.of("@bob  look http://a.example SOOOO good"), Optional.empty());

    assertThat(entered)
        .isInstanceOfSatisfying(
            Parsed.Usable.class,
            usable ->
                assertThat(((PostEntry.Entered) usable.value()).text())
                    .hasValue(new TweetCleaner().clean("@bob  look http://a.example SOOOO good")));
  }

  @Test
  void whatIsWrongWithAPictureIsSaidThoughTheTextIsGood() {
    byte[] junk = "no picture".getBytes(StandardCharsets.UTF_8);

    assertThat(ENTRY.entered(Optional.of("good day"), Optional.of(junk)))
        .isEqualTo(Parsed.rejected("picture: is neither JPEG nor PNG"));
  }

  @Test
  void nothingIsNoPost() {
    assertThat(ENTRY.entered(Optional.of("  "), Optional.of(new byte[0])))
        .isEqualTo(Parsed.rejected("has neither text nor picture"));
  }

  @Test
  void noTextOfAPictureIsTakenForAPath() {
    byte[] path = "/etc/hostname".getBytes(StandardCharsets.UTF_8);

    assertThat(ENTRY.entered(Optional.empty(), Optional.of(path)))
        .isEqualTo(Parsed.rejected("picture: is neither JPEG nor PNG"));
  }
}
