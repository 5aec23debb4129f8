package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "good!!|good !!",
        "good!?!|good ! ? !",
        "don't stop|don't stop",
        "rock'n'roll|rock'n'roll",
        "'quoted' dogs'|' quoted ' dogs '",
        "<user>'s <user>'LL <user>'see|<user> 's <user> 'LL <user> ' see",
        "wait...what?|wait ... what ?",
        "a,b|a , b",
        "a_b|a _ b",
        "$5.50 off|$ 5.50 off",
        "1,000 and 10:30 on 6/12/2009.|1,000 and 10:30 on 6/12/2009 .",
        "10:30am v2.0|10:30 am v2 . 0",
        "gr8 2nite|gr8 2nite",
        "<3you </3 <333|<3 you </3 <333",
        "<3,000 <35|< 3,000 < 35",
        ":3 a:3 :30 :3d|:3 a : 3 : 30 : 3d",
        "<url>,<user>!<number>|<url> , <user> ! <number>",
        "<unknown>|< unknown >",
        "  many   blanks |many blanks",
        "naïve café|naïve café",
        ":-)|: - )"
      })
  void tokensStandApart(String text, String expected) {
    assertThat(Tokenizer.tokens(text)).isEqualTo(expected);
  }

  /** Thumb in a skin tone, family, flag of two letters, of England, kiss with hearts, rainbow. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uD83D\uDC4D\uD83C\uDFFD",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\uD83C\uDDEC\uD83C\uDDE7",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "\uD83D\uDC69\uD83C\uDFFD\u200D\u2764\u200D\uD83D\uDC8B\u200D\uD83D\uDC69",
        "\uD83C\uDFF3\u200D\uD83C\uDF08",
        "\u2665",
        "\uD83E\uDEF6"
      })
  void aPictureIsOneToken(String picture) {
    assertThat(Tokenizer.tokens("so" + picture + picture + "now" + picture + "!"))
        .isEqualTo("so " + picture + " " + picture + " now " + picture + " !");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\uD83C\uDDEC", "\u200D", "\uDC00", "'", "<", ":"})
  void piecesStayAsTheyAre(String text) {
    assertThat(Tokenizer.tokens(text)).isEqualTo(text.strip());
  }
}
