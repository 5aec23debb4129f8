package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleaningRuleTest {
  private final TweetCleaner cleaner = new TweetCleaner();

  @Test
  void theNamesThatTablesUseAreStable() {
    assertThat(Arrays.stream(CleaningRule.values()).map(CleaningRule::key))
        .containsExactly(
            "html",
            "unicode",
            "whitespace",
            "links",
            "names",
            "hashtags",
            "tokens",
            "emoticons",
            "elongations",
            "numbers",
            "case");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a &lt;3 b &amp; &quot;c&quot;|a <3 b & \"c\"",
        "&amp;quot;a&amp;quot;|\"a\"",
        "&amp;amp;amp;|&amp;",
        "&eacute; &hearts; &apos;|é ♥ '",
        "&#233; &#xE9; &#x1F600;|é é \uD83D\uDE00",
        "&unknown; & &; &# &#; &lt|&unknown; & &; &# &#; &lt",
        "&#9999999; &#xFFFFFF; &#99999999999;|&#9999999; &#xFFFFFF; &#99999999999;",
        "a&&lt;b|a&<b",
        "$1 \\ &amp;|$1 \\ &"
      })
  void escapedTextIsUnescaped(String text, String expected) {
    assertThat(CleaningRule.HTML.apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "\uFF27ood don\u2019t \u201Cx\u201D \uFB01n|Good don't \"x\" fin",
        "don\u00B4t `quote`|don't 'quote'",
        "a\u200Bb\u00ADc\uFEFFd|abcd",
        "a\u0007b\tc\u00A0d\uE001e|a b c d e",
        "e\u0301 na\u00EFve|\u00E9 na\u00EFve",
        "wait\u2026 brand\u2122|wait... brand ",
        "don\uFFFDt I\uFFFDm you\uFFFDre it\uFFFDs|don't I'm you're it's",
        "caf\uFFFD h\uFFFDrt|caf  h rt",
        "I\u0092m \u0093so\u0094|I'm \"so\"",
        "\u2764\uFE0F\uD83D\uDC4D|\u2764\uD83D\uDC4D",
        "\uD83D\uDC68\u200D\uD83D\uDC69 a\u200Db|\uD83D\uDC68\u200D\uD83D\uDC69 ab",
        "\uD83D x \uDE00| x ",
        "plain text|plain text"
      })
  void unicodeIsBroughtToOneForm(String text, String expected) {
    assertThat(CleaningRule.UNICODE.apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"'a  b'|a b", "' a b '|a b", "'a     b c'|a b c", "'   '|''", "a b|a b"})
  void blanksAreSingle(String text, String expected) {
    assertThat(CleaningRule.WHITESPACE.apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://pictures.example/2y1zl",
        "https://example.org/?a=b&c=d#e",
        "HTTP://EXAMPLE.ORG",
        "http://URL",
        "www.example.org/x",
        "WWW.example.org",
        "bit.ly/abc",
        "example.com",
        "m.example.net",
        "my-site.co.uk/page",
        "http:/",
        "http://"
      })
  void linksAreMasked(String link) {
    assertThat(cleaner.clean("see " + link + " now")).isEqualTo("see <url> now");
    assertThat(cleaner.clean("see:" + link)).isEqualTo("see : <url>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see example.com.|see <url> .",
        "see example.com...then|see <url> .. then",
        "so...example.com/a|so .. <url>",
        "(http://a.b|<url>",
        "a.com b.com|<url> <url>"
      })
  void whatIsAroundALinkStays(String text, String expected) {
    assertThat(cleaner.clean(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "and/or",
        "wait...what",
        "good...he/she",
        "e.g.",
        "I was.then",
        "24/7",
        "httpd",
        "www.",
        "a..com",
        "example.com.foo"
      })
  void otherWordsWithDotsAndSlashesAreNoLinks(String text) {
    assertThat(CleaningRule.LINKS.apply(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "@anna hi, <user> hi",
    "hi @a_b1's dog, hi <user> 's dog",
    "rt:@bob, rt : <user>",
    "glued@bob, glued <user>",
    "@@bob, <user>",
    "@a@b, <user> <user>",
    "mail jane.doe+x@example.org now, mail <user> now",
    "a@b.org@c, <user> <user>",
    "a@b, a <user>",
    "meet @ noon, meet @ noon",
    "@, @",
    "@@@, @@"
  })
  void namesAreMasked(String text, String expected) {
    assertThat(cleaner.clean(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "#Good, good",
    "so #good!, so good !",
    "#GoodDay, good day",
    "#FollowFriday, follow friday",
    "#whyITweet, why i tweet",
    "#24HoursLeft, <number> hours left",
    "#iPhone, iphone",
    "#CDs, cds",
    "#MTVAwards, mtvawards",
    "#goodday, goodday",
    "##a_b, a b",
    "# 1, # 1",
    "we're #1, we're 1",
    "####, ##"
  })
  void hashtagsAreOpened(String text, String expected) {
    assertThat(cleaner.clean(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "sooooo goOOod yes, soo goOd yes",
    "soo good, soo good",
    "1000000, 1000000",
    "!!!!! ... ??, !! .. ??",
    "<3 <3333 </333, <3 <3 </3",
    "GOOOOD, GOOD",
    "ÉÉéé, ÉÉ"
  })
  void elongationsAreShortened(String text, String expected) {
    assertThat(CleaningRule.ELONGATIONS.apply(text)).isEqualTo(expected);
  }

  @Test
  void repeatedPicturesAreShortened() {
    assertThat(cleaner.clean("♥♥♥♥ you ♥ ♥")).isEqualTo("♥ ♥ you ♥ ♥");
    assertThat(cleaner.clean("\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89"))
        .isEqualTo("\uD83C\uDF89 \uD83C\uDF89");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10 days|<number> days",
        "1000000|<number>",
        "1,000.50|<number>",
        "10:30|<number>",
        "3:3|<number>",
        "24/7|<number>",
        "6/12/2009|<number>",
        "1st 2ND 23rd 100th|<number> <number> <number> <number>",
        "at 5pm|at <number> pm",
        "at 10AM|at <number> AM",
        "at 5 pm|at <number> pm",
        "$ 5|$ <number>",
        "5 €|<number> €",
        "5 %|<number> %",
        "2 4 8|2 4 8",
        "1 cat|1 cat",
        "gr8 2nite 4ever b4 80s 3g|gr8 2nite 4ever b4 80s 3g",
        "5 days|5 days",
        "nothing|nothing"
      })
  void numbersAreMasked(String text, String expected) {
    assertThat(CleaningRule.NUMBERS.apply(text)).isEqualTo(expected);
  }

  @Test
  void lettersAreLowered() {
    assertThat(CleaningRule.CASE.apply("TITLE I <url>")).isEqualTo("title i <url>");
  }
}
