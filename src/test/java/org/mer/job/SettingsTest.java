package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.UsageException;

class SettingsTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path folder;

  @Test
  void withoutAnythingTheReferenceHolds() {
    assertThat(Settings.read(null, Map.of(), HADOOP))
        .isEqualTo(ConfigFactory.parseResources("reference.conf").resolve().getConfig("mer"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed = 7", "mer.seed = 7", "mer { seed = 7 }"})
  void theFileStandsOverTheReferenceWithAndWithoutItsRoot(String content) {
    assertThat(Settings.read(file(content), Map.of(), HADOOP).getLong("seed")).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed", "mer.seed"})
  void setStandsOverTheFile(String key) {
    Config settings = Settings.read(file("mer.seed = 7"), Map.of(key, "8"), HADOOP);

    assertThat(settings.getLong("seed")).isEqualTo(8);
  }

  @Test
  void setGivesAListInBrackets() {
    assertThat(
            Settings.read(null, Map.of("text.baselines", "[lexicon, ngrams]"), HADOOP)
                .getStringList("text.baselines"))
        .containsExactly("lexicon", "ngrams");
    assertThat(
            Settings.read(null, Map.of("mer.text.baselines", "[]"), HADOOP)
                .getStringList("text.baselines"))
        .isEmpty();
  }

  @Test
  void aListThatIsNotClosedIsRefusedByKey() {
    assertThatUsage(null, Map.of("text.baselines", "[lexicon"))
        .withMessageContaining("--set text.baselines=[lexicon");
  }

  @Test
  void anUnknownKeyOfTheFileIsRefusedByName() {
    assertThatUsage(file("mer.sead = 7"), Map.of()).withMessageContaining("no setting 'sead'");
  }

  @Test
  void anUnknownKeyOfSetIsRefusedByName() {
    assertThatUsage(null, Map.of("text.sead", "7")).withMessageContaining("no setting 'text.sead'");
  }

  @Test
  void aValueOfAnotherTypeIsRefusedByName() {
    assertThatUsage(null, Map.of("seed", "many"))
        .withMessageContaining("wrong type")
        .withMessageContaining("seed");
  }

  @Test
  void aKeyThatCannotBeReadIsRefused() {
    assertThatUsage(null, Map.of("a..b", "1")).withMessageContaining("--set a..b=1");
  }

  @Test
  void aMissingFileIsRefusedByName() {
    String missing = folder.resolve("missing.conf").toString();

    assertThatUsage(missing, Map.of()).withMessageContaining(missing);
  }

  @Test
  void aFileThatIsNoHoconIsRefusedByName() {
    String broken = file("mer { seed = ");

    assertThatUsage(broken, Map.of()).withMessageContaining(broken);
  }

  @ParameterizedTest
  @CsvSource({
    "user-key,true",
    "tweets.user-key,true",
    "store.secret,true",
    "store.access-token,true",
    "password,true",
    "text.tokens,false",
    "keyword,false",
    "key.length,false",
    "seed,false"
  })
  void aSecretIsKnownByTheLastWordOfItsKey(String key, boolean secret) {
    assertThat(Settings.isSecret(key)).isEqualTo(secret);
  }

  @Test
  void secretsAreMaskedInJsonAndNothingElseIs() {
    Config settings = ConfigFactory.parseString("seed = 7, tweets { user-key = hush, side = 48 }");

    assertThat(ConfigFactory.parseString(Settings.toJson(settings)))
        .isEqualTo(ConfigFactory.parseString("seed = 7, tweets { user-key = \"***\", side = 48 }"));
  }

  private static ThrowableAssertAlternative<UsageException> assertThatUsage(
      String file, Map<String, String> overrides) {
    return assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Settings.read(file, overrides, HADOOP));
  }

  private String file(String content) {
    try {
      return Files.writeString(folder.resolve("mer.conf"), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
