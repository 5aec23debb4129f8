package org.mer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.mer.table.Lake;
import org.mer.table.Warehouse;

/**
 * Gives a test a {@link SparkSession}, a {@link Warehouse} and its {@link Lake}, tables created.
 * Spark is started once; each test method has a warehouse of its own, unless its class asked for
 * one in {@code @BeforeAll}, which all its methods then share.
 */
public final class LocalSpark implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalSpark.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == SparkSession.class || type == Warehouse.class || type == Lake.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Fixture fixture =
        test.getStore(NAMESPACE)
            .getOrComputeIfAbsent(Fixture.class, key -> Fixture.open(root(test)), Fixture.class);
    SparkSession.setActiveSession(fixture.spark());
    Class<?> type = parameter.getParameter().getType();
    if (type == SparkSession.class) {
      return fixture.spark();
    }

    return type == Lake.class ? fixture.lake() : fixture.warehouse();
  }

  /**
   * A session of its own that finds the tables of a warehouse; it is the active one from now on.
   */
  public static SparkSession session(SparkSession root, Warehouse warehouse) {
    SparkSession spark = root.newSession();
    warehouse.sparkSettings(Map.of()).entrySet().stream()
        .filter(setting -> !setting.getKey().equals("spark.sql.extensions"))
        .forEach(setting -> spark.conf().set(setting.getKey(), setting.getValue()));
    SparkSession.setActiveSession(spark);
    return spark;
  }

  private static SparkSession root(ExtensionContext test) {
    return test.getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Root.class, key -> Root.start(), Root.class)
        .spark();
  }

  private record Root(SparkSession spark) implements AutoCloseable {
    static Root start() {
      return new Root(
          SparkSession.builder()
              .master("local[2]")
              .appName("tests")
              .config("spark.ui.enabled", "false")
              .config("spark.driver.host", "localhost")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.sql.session.timeZone", "UTC")
              .config(
                  "spark.sql.extensions",
                  "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
              .getOrCreate());
    }

    @Override
    public void close() {
      spark.stop();
    }
  }

  private record Fixture(SparkSession spark, Warehouse warehouse, Lake lake, Path folder)
      implements AutoCloseable {
    static Fixture open(SparkSession root) {
      try {
        Path folder = Files.createTempDirectory("mer-test-");
        Warehouse warehouse =
            Warehouse.at(
                folder.resolve("warehouse").toString(), root.sparkContext().hadoopConfiguration());
        SparkSession spark = session(root, warehouse);
        return new Fixture(spark, warehouse, Lake.of(spark, warehouse).create(), folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      SparkSession.clearActiveSession();
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    }
  }
}
