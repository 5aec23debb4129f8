package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TweetCleanerTest {
  /**
   * What mutations put in: parts of emoticons, masks and links, broken and invisible characters.
   */
  private static final List<String> PIECES =
      List.of(
          ":",
          ";",
          "=",
          "(",
          ")",
          "((",
          ")))",
          "[",
          "]",
          "{",
          "}",
          "-",
          "'",
          "\"",
          "\\",
          "/",
          "|",
          "*",
          "^",
          "_",
          ".",
          ",",
          "...",
          "!",
          "?!",
          "D",
          "P",
          "o",
          "x",
          "X",
          "xD",
          "XDD",
          "3",
          "0",
          "8",
          "8-",
          "<3",
          "</3",
          "<333",
          "<",
          ">",
          "@",
          "@bob",
          "a@b.org",
          "#",
          "#GoodDay",
          "#a_b",
          "http://a.b/c",
          "www.",
          ".com",
          "&quot;",
          "&amp;quot;",
          "&lt;3",
          "&#58;)",
          "&#9999999;",
          "&#x1F600;",
          "&",
          ";",
          "10:30",
          "5pm",
          "$5",
          "2nd",
          "1,000",
          " ",
          "  ",
          "\t",
          "\n",
          "\0",
          "\u00A0",
          "\u200D",
          "\u200B",
          "\uFE0F",
          "\uFFFD",
          "\u00AD",
          "\uE001",
          "\u0085",
          "\u0092",
          "\u00C3\u00A9",
          "\u00E2\u20AC\u2122",
          "\u00E2\u20AC?",
          "\u00E2",
          "\u2019",
          "\u00B4",
          "`",
          "\u2665",
          "\u263A",
          "\u2639\uFE0F",
          "\uD83D\uDE00",
          "\uD83D\uDC4D\uD83C\uDFFD",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
          "\uD83C\uDDEC\uD83C\uDDE7",
          "\uD83D",
          "\uDE00",
          "\uFF1A\uFF09",
          "\uFF27",
          "\uFB01",
          "\u0130",
          "\u00DF",
          "e\u0301",
          "\u00BD",
          "\u2122",
          "\u30C4",
          "looool",
          "GOOOD",
          "don't",
          "can\uFFFDt",
          "s",
          "'s",
          "<user>",
          "<url>");

  private static final List<String> LINES =
      List.of(
          "Going to the beach with @anna today, can't wait! http://example.org/x :)",
          "i hate mondays... no sleep, 3 exams &amp; the bus was late 2 times at 8:15am :(",
          "#FollowFriday @a @b @c <3 thanks for the #MusicMonday tip (loved it)",
          "RT @joe: \"nothing lasts forever\" -- sooooo true ;-)",
          "paid $20 for 2 tickets, 50% off, back on the 2nd at 10:30 pm =D",
          "(caf\u00E9 with mum :P) na\u00EFve me thought it\u2019s free \uD83D\uDE02\u2764\uFE0F");

  private final TweetCleaner cleaner = new TweetCleaner();

  @Test
  void theRulesWorkTogether() {
    assertThat(
            cleaner.clean(
                "@anna http://example.org/2y - Nooo, that&amp;#39;s  sad :((  Shoulda left by 10:30 #LateAgain ;D"))
        .isEqualTo("<user> <url> - noo , that's sad shoulda left by <number> late again");
  }

  @Test
  void nothingLeftIsEmpty() {
    assertThat(cleaner.clean(" \t :) :( ")).isEmpty();
    assertThat(cleaner.clean("")).isEmpty();
  }

  @Test
  void whichRulesChangedATextIsTold() {
    assertThat(changed("good day")).isEmpty();
    assertThat(changed("good  day")).containsExactly("whitespace");
    assertThat(changed("a &amp; b")).containsExactly("html");
    assertThat(changed("caf\u00C3\u00A9")).containsExactly("unicode");
    assertThat(changed("@bob http://a.org #Good :) soooo 10 times!"))
        .containsExactly(
            "links", "names", "hashtags", "tokens", "emoticons", "elongations", "numbers", "case");
  }

  @Test
  void whatWasMaskedIsTold() {
    assertThat(TweetCleaner.hasLink(cleaner.clean("a www.b.org"))).isTrue();
    assertThat(TweetCleaner.hasLink(cleaner.clean("a @b"))).isFalse();
    assertThat(TweetCleaner.hasMention(cleaner.clean("a @b"))).isTrue();
    assertThat(TweetCleaner.hasMention(cleaner.clean("a www.b.org"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {20091, 20092, 20093, 20094})
  void mutatedLinesBecomeCleanText(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String line = mutated(LINES.get(random.nextInt(LINES.size())), random);
      Cleaned cleaned = cleaner.cleaned(line);
      String text = cleaned.text();

      assertThat(text).as(line).isEqualTo(everyRule(line)).isEqualTo(cleaner.clean(line));
      assertThat(cleaned.changed() == 0).as(line).isEqualTo(text.equals(line));
      assertThat(text)
          .as(line)
          .isEqualTo(text.strip())
          .doesNotContain("  ")
          .isEqualTo(text.toLowerCase(Locale.ROOT));
      assertThat(text.codePoints().filter(TweetCleanerTest::isInvisible)).as(line).isEmpty();
      assertThat(LeftoverEmoticons.in(text)).as(line).isEmpty();
      assertThat(cleaner.clean(text)).as(line).isEqualTo(text);
    }
  }

  private List<String> changed(String text) {
    return TweetCleaner.changedBy(cleaner.cleaned(text).changed());
  }

  /** Without passing over those that seem to have nothing to do. */
  private static String everyRule(String text) {
    String current = text;
    for (CleaningRule rule : CleaningRule.values()) {
      current = rule.apply(current);
    }

    return current;
  }

  private static boolean isInvisible(int character) {
    int type = Character.getType(character);
    boolean isInEmoji = character == 0x200D || (character >= 0xE0020 && character <= 0xE007F);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || (type == Character.FORMAT && !isInEmoji);
  }

  private static String mutated(String line, Random random) {
    StringBuilder mutated = new StringBuilder(line);
    for (int mutations = 1 + random.nextInt(12); mutations > 0; mutations--) {
      int at = random.nextInt(mutated.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> mutated.insert(at, (char) random.nextInt(0x250));
        case 1 -> mutated.delete(at, Math.min(mutated.length(), at + 1 + random.nextInt(3)));
        default -> mutated.insert(at, PIECES.get(random.nextInt(PIECES.size())));
      }
    }

    return mutated.toString();
  }
}
