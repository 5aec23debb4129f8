package org.mer.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mer.UsageException;
import org.mer.ingest.quality.Bins;
import org.mer.ingest.quality.Bounds;
import org.mer.ingest.quality.ColumnStatistic;
import org.mer.ingest.quality.ColumnStatistic.Statistic;
import org.mer.ingest.quality.Constraint;
import org.mer.ingest.quality.CountMeasure;
import org.mer.ingest.quality.Distance;
import org.mer.ingest.quality.Distinctness;
import org.mer.ingest.quality.LeastShare;
import org.mer.ingest.quality.MaxChange;
import org.mer.ingest.quality.Measure;
import org.mer.ingest.quality.QualityGate;
import org.mer.ingest.quality.Quantile;
import org.mer.ingest.quality.RowFilter;
import org.mer.ingest.quality.Share;
import org.mer.table.Table;

/**
 * The declarations of the quality gate's constraints: {@code quality.TABLE.NAME} of the settings.
 */
final class QualitySettings {
  private static final String SECTION = "quality";
  private static final Set<String> BOUNDS =
      Set.of("measure", "min", "max", "max-change", "from-rows", "enabled");
  private static final Map<String, Statistic> STATISTICS =
      Map.of(
          "completeness", Statistic.COMPLETENESS,
          "mean", Statistic.MEAN,
          "standard-deviation", Statistic.STANDARD_DEVIATION);

  private final String key;
  private final Config declared;

  private QualitySettings(String key, Config declared) {
    this.key = key;
    this.declared = declared;
  }

  /** Whether a key of the settings belongs to a constraint, which deployments may add. */
  static boolean declares(String key) {
    return Stream.of(Table.TWEETS, Table.FACES)
        .anyMatch(table -> key.startsWith(section(table) + "."));
  }

  /**
   * The gate of a table, with every constraint that is declared and enabled, by name.
   *
   * @throws UsageException if a declaration cannot be used, with its key
   */
  static QualityGate gate(Config settings, Table table) {
    Config section = settings.getConfig(section(table));
    List<Constraint> constraints = new ArrayList<>();
    for (String name : new TreeSet<>(section.root().keySet())) {
      String key = section(table) + "." + name;
      if (section.root().get(name).valueType() != ConfigValueType.OBJECT) {
        throw new UsageException(
            "the setting '%s' must be a constraint such as { measure = rows-read, min = 1 }, cannot be: %s"
                .formatted(key, section.root().get(name).render()));
      }

      new QualitySettings(key, section.root().toConfig().getConfig(path(name)))
          .constraint(name)
          .ifPresent(constraints::add);
    }

    return QualityGate.of(table, constraints);
  }

  private static String section(Table table) {
    return SECTION + "." + table.name().toLowerCase(Locale.ROOT);
  }

  private static String path(String name) {
    return com.typesafe.config.ConfigUtil.joinPath(name);
  }

  private Optional<Constraint> constraint(String name) {
    if (!optional("enabled", declared::getBoolean).orElse(true)) {
      return Optional.empty();
    }

    Measure measure = measure();
    try {
      return Optional.of(
          new Constraint(
              name, measure, bounds(), optional("from-rows", declared::getLong).orElse(0L)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "the constraint '%s' cannot be used: %s".formatted(key, e.getMessage()), e);
    }
  }

  private Bounds bounds() {
    return new Bounds(
        number("min"),
        number("max"),
        optional("max-change", one -> MaxChange.parse(declared.getString(one))));
  }

  private OptionalDouble number(String name) {
    return optional(name, declared::getDouble)
        .map(OptionalDouble::of)
        .orElseGet(OptionalDouble::empty);
  }

  private Measure measure() {
    String kind = required("measure", declared::getString);
    if (STATISTICS.containsKey(kind)) {
      allow(kind, "of", "where");
      return new ColumnStatistic(STATISTICS.get(kind), of(), where());
    }

    return switch (kind) {
      case "rows-read" -> count(kind, CountMeasure.ROWS_READ);
      case "rows-kept" -> count(kind, CountMeasure.ROWS_KEPT);
      case "rejected-share" -> count(kind, CountMeasure.REJECTED_SHARE);
      case "duplicate-share" -> count(kind, CountMeasure.DUPLICATE_SHARE);
      case "quantile" -> {
        allow(kind, "of", "where", "at");
        yield required("at", at -> new Quantile(of(), declared.getDouble(at), where()));
      }
      case "distinctness" -> {
        allow(kind, "of", "where");
        yield new Distinctness(of(), where());
      }
      case "share" -> {
        allow(kind, "of", "where");
        yield new Share(of(), where());
      }
      case "least-share" -> new LeastShare(bins(kind), where());
      case "distance" -> new Distance(bins(kind), where());
      default ->
          throw new UsageException(
              "the setting '%s.measure' must be one of %s, cannot be: %s"
                  .formatted(key, kinds(), kind));
    };
  }

  private Measure count(String kind, CountMeasure measure) {
    allow(kind);
    return measure;
  }

  private String of() {
    return required("of", declared::getString);
  }

  private RowFilter where() {
    return optional("where", declared::getString).map(RowFilter::where).orElseGet(RowFilter::all);
  }

  private Bins bins(String kind) {
    if (declared.hasPath("values") == declared.hasPath("bins")) {
      throw new UsageException(
          "the constraint '%s' must have either values or bins: a %s wants one of them"
              .formatted(key, kind));
    }

    allow(kind, "of", "where", declared.hasPath("values") ? "values" : "bins");
    return declared.hasPath("values")
        ? required("values", values -> Bins.ofValues(of(), declared.getStringList(values)))
        : required("bins", bins -> Bins.ofEdges(of(), declared.getDoubleList(bins)));
  }

  /** Refuses what would otherwise be silently without effect. */
  private void allow(String kind, String... names) {
    Set<String> unknown = new TreeSet<>(declared.root().keySet());
    unknown.removeAll(BOUNDS);
    unknown.removeAll(Set.of(names));
    if (!unknown.isEmpty()) {
      throw new UsageException(
          "there is no setting '%s.%s': a %s has %s"
              .formatted(
                  key,
                  unknown.iterator().next(),
                  kind,
                  Stream.concat(BOUNDS.stream(), Stream.of(names))
                      .sorted()
                      .collect(Collectors.joining(", "))));
    }
  }

  private <T> T required(String name, Function<String, T> read) {
    return optional(name, read)
        .orElseThrow(
            () ->
                new UsageException(
                    "the constraint '%s' has no '%s': add it, or take the constraint out with enabled = false"
                        .formatted(key, name)));
  }

  private <T> Optional<T> optional(String name, Function<String, T> read) {
    if (!declared.hasPath(name)) {
      return Optional.empty();
    }

    try {
      return Optional.of(read.apply(name));
    } catch (ConfigException e) {
      throw new UsageException(
          "the setting '%s.%s' cannot be: %s"
              .formatted(key, name, declared.getValue(name).render()),
          e);
    } catch (IllegalArgumentException e) {
      throw new UsageException("the setting '%s.%s' %s".formatted(key, name, e.getMessage()), e);
    }
  }

  private static String kinds() {
    return Stream.concat(
            STATISTICS.keySet().stream(),
            Stream.of(
                "rows-read",
                "rows-kept",
                "rejected-share",
                "duplicate-share",
                "quantile",
                "distinctness",
                "share",
                "least-share",
                "distance"))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
