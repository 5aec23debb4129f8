package org.mer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mer.table.Warehouse;

/** Holds the examples under {@code conf/} to what reads them. */
class DeploymentSettingsTest {
  private static final Path CONF = Path.of("conf");
  private static final String LAKE = "spark.sql.catalog.lake";

  @ParameterizedTest
  @MethodSource("examples")
  void everyLineIsASettingOfSpark(Path file) throws IOException {
    List<String> lines =
        Files.readAllLines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("# ") && !line.equals("#"))
            .toList();

    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).matches("#?spark\\.[\\w.-]+ +\\S.*"));
    assertThat(lines).as("each once").doesNotHaveDuplicates();
  }

  static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(CONF)) {
      return files
          .filter(file -> file.toString().endsWith(".conf") && !file.endsWith("mer.conf"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "catalog-postgresql.conf, jdbc, hdfs-root",
    "catalog-hive.conf, hive, hdfs-root",
    "catalog-rest.conf, rest, WAREHOUSE_NAME"
  })
  void aCatalogueKnowsWhereTheTablesGo(String file, String type, String place) throws IOException {
    Map<String, String> given = settings(CONF.resolve(file));
    Warehouse warehouse = Warehouse.at("file:///hdfs-root", new Configuration());

    Map<String, String> all = new LinkedHashMap<>(given);
    all.putAll(warehouse.sparkSettings(given));

    assertThat(all)
        .containsEntry(LAKE, "org.mer.table.LakeCatalog")
        .containsEntry(LAKE + ".type", type)
        .doesNotContainKey(LAKE + ".catalog-impl");
    assertThat(all.get(LAKE + ".warehouse")).endsWith(place);
  }

  @Test
  void theMetricsAreOfClassesThatSparkHas() throws IOException {
    Properties metrics = new Properties();
    try (Reader reader = Files.newBufferedReader(CONF.resolve("metrics.properties"))) {
      metrics.load(reader);
    }

    assertThat(metrics.stringPropertyNames())
        .contains("*.sink.prometheusServlet.class")
        .filteredOn(name -> name.endsWith(".class"))
        .allSatisfy(
            name ->
                assertThatCode(() -> Class.forName(metrics.getProperty(name)))
                    .doesNotThrowAnyException());
  }

  private static Map<String, String> settings(Path file) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (line.startsWith("spark.")) {
        String[] words = line.split("\\s+", 2);
        settings.put(words[0], words[1]);
      }
    }

    return settings;
  }
}
