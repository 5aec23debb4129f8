package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleaningRuleTest {
  private final TweetCleaner cleaner = new TweetCleaner();

  @Test
  void escapedTextIsUnescaped() {
    assertThat(CleaningRule.HTML.apply("a &lt;3 b &amp; &quot;c&quot; &unknown; &"))
        .isEqualTo("a <3 b & \"c\" &unknown; &");
  }

  @Test
  void unicodeIsBroughtToOneForm() {
    assertThat(CleaningRule.UNICODE.apply("\uFF27ood don\u2019t \u201Cx\u201D\u0007y \uFB01n"))
        .isEqualTo("Good don't \"x\" y fin");
    assertThat(CleaningRule.UNICODE.apply("a\u200Bb\uFEFFc\uFFFDd")).isEqualTo("abc d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://twitpic.com/2y1zl",
        "https://example.org/?a=b&c=d#e",
        "HTTP://EXAMPLE.ORG",
        "www.example.org/x",
        "bit.ly/abc",
        "example.com",
        "my-site.co.uk/page",
        "http:/",
        "http://"
      })
  void linksAreMasked(String link) {
    assertThat(cleaner.clean("see " + link + " now")).isEqualTo("see <url> now");
  }

  @ParameterizedTest
  @ValueSource(strings = {"and/or", "wait...what", "e.g.", "I was.then", "24/7", "httpd"})
  void otherWordsWithDotsAndSlashesAreNoLinks(String text) {
    assertThat(CleaningRule.LINKS.apply(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "@switchfoot hi, <user> hi",
    "hi @a_b1's dog, hi <user> 's dog",
    "rt:@bob, rt : <user>",
    "glued@bob, glued <user>",
    "@@bob, <user>",
    "mail jane.doe+x@example.org now, mail <user> now"
  })
  void namesAreMasked(String text, String expected) {
    assertThat(cleaner.clean(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"#Good, good", "so #good!, so good !", "##a_b, a _ b", "# 1, # 1"})
  void hashtagsAreOpened(String text, String expected) {
    assertThat(cleaner.clean(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":)", ":-)", ": )", ":D", "=)", ":(", ":-(", ": (", ";)", ":P", ":p", ":-P", ";-)", ":'(",
        ":/", ":\\", ":|", "=D", "=(", "=]", ":]", ":[", ":))))", ":(((", "(:", "(-:", "(;", "):",
        ")-:", ")':", "D:", "xD", "XD", ":o", ":O", ":S", ":-/", "=/", "=\\", ";D", ":3", ">:(",
        ":*", ":-D", ";P", ": D", ":- )", ":DD", ":-*", "8-)", ":-|", ":}", ":^)", ":o)", "=P",
        ":d", ";;)", ":\")"
      })
  void emoticonsGo(String emoticon) {
    assertThat(cleaner.clean("so " + emoticon + " now")).isEqualTo("so now");
    assertThat(cleaner.clean(emoticon)).isEmpty();
    assertThat(cleaner.clean("now " + emoticon)).isEqualTo("now");
  }

  @ParameterizedTest
  @ValueSource(strings = {":)", ":(", ":-)", "=)", ";)", ":/"})
  void emoticonsGoEvenWhereGluedToAWord(String emoticon) {
    assertThat(cleaner.clean("nice" + emoticon)).isEqualTo("nice");
    assertThat(cleaner.clean(emoticon + "nice")).isEqualTo("nice");
    assertThat(cleaner.clean("a" + emoticon + emoticon)).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({
    "at 10:30 pm, at 10:30 pm",
    "todo:do it, todo : do it",
    "a=b, a = b",
    "score 3:3, score 3:3",
    "cd: great, cd : great",
    "(aside) ok, ( aside ) ok",
    "note: it, note : it",
    "<3 you, <3 you",
    "</3 you, </3 you",
    "see http://a.b/c:d, see <url>",
    "text :@bob, text : <user>"
  })
  void whatOnlyLooksLikeAnEmoticonStays(String text, String expected) {
    assertThat(cleaner.clean(text)).isEqualTo(expected);
  }

  @Test
  void elongationsAreShortened() {
    assertThat(CleaningRule.ELONGATIONS.apply("sooooo goOOod yes 1000000"))
        .isEqualTo("soo good yes 1000000");
  }

  @Test
  void lettersAreLowered() {
    assertThat(CleaningRule.CASE.apply("TITLE I")).isEqualTo("title i");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "good!!|good !!",
        "good!!!!!|good !!",
        "don't stop|don't stop",
        "wait...what?|wait .. what ?",
        "a,b|a , b",
        "$5.50 off|$ 5.50 off",
        "1,000 and 10:30|1,000 and 10:30",
        "rock'n'roll|rock'n'roll",
        "  many   blanks |many blanks",
        "naïve café|naïve café",
        "<url>, <user>!|<url> , <user> !"
      })
  void tokensStandApart(String text, String expected) {
    assertThat(CleaningRule.TOKENS.apply(text)).isEqualTo(expected);
  }

  @Test
  void theRulesWorkTogether() {
    assertThat(
            cleaner.clean(
                "@switchfoot http://twitpic.com/2y1zl - Awww, that's a bummer.  You shoulda got David Carr of Third Day to do it. ;D"))
        .isEqualTo(
            "<user> <url> - aww , that's a bummer . you shoulda got david carr of third day to do it .");
  }

  @Test
  void nothingLeftIsEmpty() {
    assertThat(cleaner.clean(" \t :) :( ")).isEmpty();
    assertThat(cleaner.clean("")).isEmpty();
  }

  @Test
  void whatWasMaskedIsTold() {
    assertThat(TweetCleaner.hasLink(cleaner.clean("a www.b.org"))).isTrue();
    assertThat(TweetCleaner.hasLink(cleaner.clean("a @b"))).isFalse();
    assertThat(TweetCleaner.hasMention(cleaner.clean("a @b"))).isTrue();
    assertThat(TweetCleaner.hasMention(cleaner.clean("a www.b.org"))).isFalse();
  }
}
