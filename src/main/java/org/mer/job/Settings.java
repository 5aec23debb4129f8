package org.mer.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;

/**
 * The settings of a run. Precedence: {@code --set key=value}, then the file of {@code --config},
 * then {@code reference.conf}, which names and explains every key. Keys are given without the
 * leading {@code mer.}.
 */
final class Settings {
  private static final String ROOT = "mer";
  private static final List<String> SECRET_WORDS =
      List.of("key", "secret", "password", "token", "webhook");

  private Settings() {}

  /**
   * Reads the settings.
   *
   * @param file a HOCON file on any Hadoop file system, or null
   * @param overrides values by key
   * @throws UsageException if the file cannot be read, or a key does not exist or has a value of
   *     another type
   */
  static Config read(String file, Map<String, String> overrides, Configuration hadoop) {
    Config reference = ConfigFactory.parseResources("reference.conf").resolve().getConfig(ROOT);
    Config given = file == null ? ConfigFactory.empty() : parse(file, hadoop);
    for (Map.Entry<String, String> override : overrides.entrySet()) {
      given = parseOverride(override.getKey(), override.getValue(), reference).withFallback(given);
    }

    checkKeys(given, reference);
    try {
      return given.withFallback(reference).resolve();
    } catch (ConfigException e) {
      throw new UsageException("the settings cannot be resolved: " + e.getMessage(), e);
    }
  }

  /** All settings as one line of JSON, values of secrets masked. */
  static String toJson(Config settings) {
    Config masked = settings;
    for (var entry : settings.entrySet()) {
      if (isSecret(entry.getKey())) {
        masked =
            masked.withValue(
                entry.getKey(), com.typesafe.config.ConfigValueFactory.fromAnyRef("***"));
      }
    }

    return masked.root().render(ConfigRenderOptions.concise());
  }

  /** Whether the value of a setting must not be shown. */
  static boolean isSecret(String key) {
    String last = key.substring(key.lastIndexOf('.') + 1);
    return SECRET_WORDS.stream().anyMatch(word -> last.equals(word) || last.endsWith("-" + word));
  }

  private static Config parse(String file, Configuration hadoop) {
    Path path = new Path(file);
    try (Reader reader =
        new InputStreamReader(path.getFileSystem(hadoop).open(path), StandardCharsets.UTF_8)) {
      Config parsed = ConfigFactory.parseReader(reader).resolve();
      return parsed.hasPath(ROOT) ? parsed.getConfig(ROOT) : parsed;
    } catch (IOException | ConfigException e) {
      throw new UsageException(
          "the settings file '%s' cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Config parseOverride(String key, String value, Config reference) {
    String bare = key.startsWith(ROOT + ".") ? key.substring(ROOT.length() + 1) : key;
    try {
      return reference.hasPath(bare) && reference.getValue(bare).valueType() == ConfigValueType.LIST
          ? ConfigFactory.parseString("list = " + value).getValue("list").atPath(bare)
          : ConfigFactory.parseMap(Map.of(bare, value), "--set " + key);
    } catch (ConfigException e) {
      throw new UsageException(
          "--set %s=%s cannot be read: %s".formatted(key, value, e.getMessage()), e);
    }
  }

  private static void checkKeys(Config given, Config reference) {
    for (var entry : given.entrySet()) {
      if (!reference.hasPathOrNull(entry.getKey()) && !QualitySettings.declares(entry.getKey())) {
        throw new UsageException(
            "there is no setting '%s': src/main/resources/reference.conf and conf/mer.conf list them all"
                .formatted(entry.getKey()));
      }
    }

    try {
      given.withFallback(reference).checkValid(reference);
      given.entrySet().forEach(entry -> checkScalar(given, entry.getKey(), reference));
    } catch (ConfigException e) {
      throw new UsageException("a setting has a value of the wrong type: " + e.getMessage(), e);
    }
  }

  /** Reads a value as what it must be: the library's own check takes any text for a number. */
  private static void checkScalar(Config given, String key, Config reference) {
    // A constraint's values are looked at where it is made: what a key takes depends on the
    // measure.
    if (!reference.hasPath(key) || QualitySettings.declares(key)) {
      return;
    }

    switch (reference.getValue(key).valueType()) {
      case NUMBER -> given.getNumber(key);
      case BOOLEAN -> given.getBoolean(key);
      default -> {}
    }
  }
}
