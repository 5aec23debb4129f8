package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MojibakeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cafÃ© crÃ¨me|café crème",
        "itâ€™s|it’s",
        "iâ™¥you|i♥you",
        "â€œyesâ€? she said|“yes” she said",
        "Ð´Ñ€ÑƒÐ³|друг",
        "Â£5|£5",
        "ðŸ˜‚|\uD83D\uDE02"
      })
  void whatWasUtf8IsRepaired(String broken, String expected) {
    assertThat(Mojibake.repaired(broken)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "naïve café",
        "Ã",
        "São João",
        "£££ ½ ¾",
        "CAFÉ…",
        "»MENÜ«",
        "Ñ? Ã©é",
        "ª•°",
        "日本"
      })
  void whatIsSoundOrBeyondRepairStays(String text) {
    assertThat(Mojibake.repaired(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "ISO-8859-1"})
  void eitherOfTheTwoWrongReadingsIsFound(String charset) {
    String sound = "größer \u2665 é";
    String broken = new String(sound.getBytes(StandardCharsets.UTF_8), Charset.forName(charset));

    assertThat(Mojibake.repaired(broken)).isEqualTo(sound);
  }

  @Test
  void whatWasBrokenTwiceIsRepaired() {
    assertThat(Mojibake.repaired("itÃ¢â‚¬â„¢s")).isEqualTo("it’s");
  }

  @Test
  void controlsAreReadAsWindows1252() {
    assertThat(Mojibake.repaired("I\u0092m")).isEqualTo("I’m");
  }
}
