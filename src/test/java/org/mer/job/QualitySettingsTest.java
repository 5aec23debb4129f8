package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.mer.UsageException;
import org.mer.ingest.quality.QualityGate;
import org.mer.table.Table;

class QualitySettingsTest {
  private static final Configuration HADOOP = new Configuration();

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"TWEETS", "FACES"})
  void theReferenceDeclaresConstraints(Table table) {
    QualityGate gate = QualitySettings.gate(Settings.read(null, Map.of(), HADOOP), table);

    assertThatCode(() -> gate.accepting(Set.of("rows-read", "rejected", "contradictory"), "jane"))
        .doesNotThrowAnyException();
  }

  @Test
  void aDeploymentMayAddChangeAndSwitchOffConstraints() throws IOException {
    String file =
        Files.writeString(
                folder.resolve("own.conf"),
                """
                quality.tweets {
                  links { measure = share, of = has_link, max = 0.5 }
                  rejected { max = 0.2 }
                  positive { max = null, max-change = 10% }
                  long { enabled = false }
                }
                """)
            .toString();

    QualityGate gate = QualitySettings.gate(Settings.read(file, Map.of(), HADOOP), Table.TWEETS);

    assertThat(gate.accepting(Set.of("links", "rejected", "positive"), "jane")).isNotNull();
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> gate.accepting(Set.of("long"), "jane"))
        .withMessageContaining("'long'")
        .withMessageContaining("contradictory, links, polarity-distance, positive");
  }

  @Test
  void aConstraintMayBeSetOnTheCommandLine() {
    Config settings =
        Settings.read(
            null,
            Map.of(
                "quality.faces.sharp.measure", "mean",
                "quality.faces.sharp.of", "contrast",
                "quality.faces.sharp.min", "30",
                "quality.faces.rejected.max", "0.5"),
            HADOOP);

    assertThat(QualitySettings.gate(settings, Table.FACES).accepting(Set.of("sharp"), "jane"))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x = 3                                                    | quality.tweets.x",
        "x { min = 1 }                                            | quality.tweets.x' has no 'measure'",
        "x { measure = median, min = 1 }                          | must be one of completeness, distance",
        "x { measure = mean, min = 1 }                            | quality.tweets.x' has no 'of'",
        "x { measure = mean, of = tokens }                        | must have min, max or max-change",
        "x { measure = mean, of = tokens, min = 2, max = 1 }      | min must be at most max",
        "x { measure = mean, of = tokens, min = few }             | quality.tweets.x.min",
        "x { measure = mean, of = tokens, max-change = much }     | quality.tweets.x.max-change",
        "x { measure = mean, of = tokens, min = 1, mox = 2 }      | no setting 'quality.tweets.x.mox'",
        "x { measure = rows-read, of = tokens, min = 1 }          | no setting 'quality.tweets.x.of'",
        "x { measure = rows-read, min = 1, from-rows = -1 }       | from-rows must be at least 0",
        "x { measure = quantile, of = tokens, max = 1 }           | quality.tweets.x' has no 'at'",
        "x { measure = quantile, of = tokens, at = 2, max = 1 }   | quality.tweets.x.at' must be 0 to 1",
        "x { measure = distance, of = tokens, max = 1 }           | either values or bins",
        "x { measure = distance, of = t, bins = [2, 1], max = 1 } | quality.tweets.x.bins' must ascend",
        "x { measure = distance, of = t, bins = [1], min = 1 }    | must have max and no max-change",
        "x { measure = least-share, of = t, values = [a], min = 1 } | at least two different values",
        "Bad_Name { measure = rows-read, min = 1 }                | cannot be: Bad_Name"
      })
  void aDeclarationThatCannotBeUsedIsRefusedByItsKey(String declaration, String complaint) {
    Config settings = ConfigFactory.parseString("quality.tweets { " + declaration + " }");

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> QualitySettings.gate(settings, Table.TWEETS))
        .withMessageContaining(complaint);
  }

  @Test
  void keysOutsideOfConstraintsAreStillChecked() {
    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> Settings.read(null, Map.of("quality.fases.x.min", "1"), HADOOP))
        .withMessageContaining("no setting 'quality.fases.x.min'");
  }
}
