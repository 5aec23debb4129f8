package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmoticonsTest {
  private final TweetCleaner cleaner = new TweetCleaner();

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":)", ":-)", ": )", ":D", "=)", ":(", ":-(", ": (", ";)", ":P", ":p", ":-P", ";-)", ":'(",
        ":/", ":\\", ":|", "=D", "=(", "=]", ":]", ":[", ":))))", ":(((", "(:", "(-:", "(;", "):",
        ")-:", ")':", "D:", "xD", "XD", "xDDD", ":o", ":O", ":S", ":-/", "=/", "=\\", ";D", ":3",
        ">:(", ":*", ":-D", ";P", ": D", ":- )", ":DD", ":-*", "8-)", ":-|", ":}", ":^)", ":o)",
        "=P", ":d", ";;)", ":\")", ":'D", ":'-(", ":oP", "D:<", ")':<", ":0)", ":@", ":$", ":>",
        ";3", "^_^", "^^", "^.^", "-_-", "-___-", "-.-", ">_<", ">.<", "><", "o_O", "O.o", "0_o",
        "T_T", ";_;", "u.u", "x_x", "*-*", "\\o/", "B-)", "X-(", "::))", ":):)", "(:(:", ":)(:"
      })
  void emoticonsGo(String emoticon) {
    assertThat(cleaner.clean("so " + emoticon + " now")).isEqualTo("so now");
    assertThat(cleaner.clean(emoticon)).isEmpty();
    assertThat(cleaner.clean("now " + emoticon)).isEqualTo("now");
  }

  static Stream<String> goEtAl() {
    return LeftoverEmoticons.GO_ET_AL.stream();
  }

  @ParameterizedTest
  @MethodSource("goEtAl")
  void whatTheLabelsWereMadeFromGoesWhereverItStands(String emoticon) {
    assertThat(cleaner.clean(emoticon + " so")).isEqualTo("so");
    assertThat(cleaner.clean("so" + emoticon)).isEqualTo("so");
    assertThat(cleaner.clean("so!" + emoticon + "!")).isEqualTo("so ! !");
    assertThat(cleaner.clean("so" + emoticon.repeat(3) + " now")).isEqualTo("so now");
    assertThat(cleaner.clean("so " + emoticon.replace("", "  ") + " now")).isEqualTo("so now");
    assertThat(cleaner.clean("so &amp;#58;) " + emoticon + " now")).isEqualTo("so now");
  }

  @ParameterizedTest
  @ValueSource(strings = {":)", ":(", ":-)", "=)", ";)", ":/"})
  void emoticonsGoEvenWhereGluedToAWord(String emoticon) {
    assertThat(cleaner.clean(emoticon + "nice")).isEqualTo("nice");
    assertThat(cleaner.clean("a" + emoticon + emoticon)).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ": xD )",
        ": ^_^ - ^_^ )",
        "^ ( _ ^",
        ": ; xD ) )",
        "x :) D :",
        ":: xD : ) ) (",
        "- :( _ -",
        ": xD xD xD )",
        "= :) ;) =) ]",
        "> :) _ <"
      })
  void noneIsMadeByTakingOthersOut(String nested) {
    assertThat(LeftoverEmoticons.in(cleaner.clean("so " + nested + " now"))).isEmpty();
    assertThat(cleaner.clean("so " + nested + " now")).doesNotContain(":", ")");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "so sad ((|so sad",
        "so glad )))|so glad",
        "(see this|see this",
        "(really) good|( really ) good",
        "((hugs))|(( hugs ))",
        "(a (b)))|( a ( b ))",
        "((a)|( a )",
        "a) yes|a yes",
        "[sic] {x|[ sic ] x",
        "(good :))|good",
        "(good :)|good",
        ")a(|a"
      })
  void bracketsWithoutAPartnerGo(String text, String expected) {
    assertThat(cleaner.clean(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "todo:do it|todo : do it",
        "a=b|a = b",
        "cd: great|cd : great",
        "(aside) ok|( aside ) ok",
        "note: it|note : it",
        "at 10:30 pm|at <number> pm",
        "<3 you|<3 you",
        "</3 you|</3 you",
        "i ♥ you|i ♥ you",
        "dinner for: 3 of us|dinner for 3 of us",
        "see http://a.b/c:d|see <url>",
        "text :@bob|text : <user>",
        "so: <3|so : <3",
        "x-box|x - box",
        "- a - b -|- a - b -",
        "^ this|^ this",
        "wait... what|wait .. what",
        "a_b_c|a _ b _ c"
      })
  void whatOnlyLooksLikeAnEmoticonStays(String text, String expected) {
    assertThat(cleaner.clean(text)).isEqualTo(expected);
  }

  /** The block Emoticons, the older three, and faces of later blocks; with presentation or tone. */
  @Test
  void smileysGo() {
    Stream.of(
            "\u2639",
            "\u263A",
            "\u263B",
            "\u263A\uFE0F",
            "\uD83D\uDE00",
            "\uD83D\uDE02",
            "\uD83D\uDE4F",
            "\uD83D\uDE4F\uD83C\uDFFD",
            "\uD83E\uDD23",
            "\uD83E\uDD7A",
            "\uD83E\uDEE0",
            "\uD83D\uDE2E\u200D\uD83D\uDCA8",
            "\u2665\u200D\u263A",
            "\u30C4")
        .forEach(smiley -> assertThat(cleaner.clean("so " + smiley + " now")).isEqualTo("so now"));
  }

  @Test
  void otherPicturesStay() {
    assertThat(cleaner.clean("\uD83D\uDC4D \u2764\uFE0F \uD83C\uDF89"))
        .isEqualTo("\uD83D\uDC4D \u2764 \uD83C\uDF89");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a : ) b", "a :) b", ": - (", "a : d", "a = )", "xd", "- _ -", "d : a", "\u263A"})
  void whatIsLeftWouldBeFound(String text) {
    assertThat(LeftoverEmoticons.in(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a : possible b", "<user> : <3 ) a", "note : <url>", "- . a"})
  void whatIsNoneIsNotFound(String text) {
    assertThat(LeftoverEmoticons.in(text)).isEmpty();
  }
}
