package org.mer.model;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.table.Warehouse;

/**
 * The model bundles of a warehouse: the folder they lie in and the table {@code mer.models} that
 * lists them.
 */
public final class Registry {
  private final Warehouse warehouse;
  private final Lake lake;
  private final Configuration hadoop;

  private Registry(Warehouse warehouse, Lake lake) {
    this.warehouse = warehouse;
    this.lake = lake;
    this.hadoop = lake.spark().sparkContext().hadoopConfiguration();
  }

  /** The registry of a warehouse. */
  public static Registry of(Warehouse warehouse, Lake lake) {
    return new Registry(warehouse, lake);
  }

  /**
   * The newest bundle of a name.
   *
   * @param name text or face
   * @throws UsageException if there is none
   */
  public Bundle latest(String name) {
    List<Row> newest =
        lake.isEmpty(Table.MODELS)
            ? List.of()
            : lake.read(Table.MODELS)
                .where(col("name").equalTo(name))
                .orderBy(col("created_at").desc(), col("version").desc())
                .select("path")
                .takeAsList(1);
    if (newest.isEmpty()) {
      throw none(name);
    }

    return open(newest.get(0).getString(0));
  }

  /**
   * The bundle of a name that posts are scored with; empty if nothing was ever promoted.
   *
   * @param name text or face
   * @throws UsageException if it is missing, damaged or of another format
   */
  public Optional<Bundle> champion(String name) {
    return Promotions.of(lake).champion().map(it -> open(it.model(name).path()));
  }

  /**
   * Where the bundle of a version lies; empty if the registry does not list it.
   *
   * @param name text or face
   */
  public Optional<ModelReference> find(String name, String version) {
    return lake.isEmpty(Table.MODELS)
        ? Optional.empty()
        : lake
            .read(Table.MODELS)
            .where(col("name").equalTo(name).and(col("version").equalTo(version)))
            .select("path")
            .takeAsList(1)
            .stream()
            .map(row -> new ModelReference(version, row.getString(0)))
            .findFirst();
  }

  /**
   * The newest bundle of each network, the newest first; ensembles do not count.
   *
   * @param name text or face
   * @throws UsageException if there is none
   */
  public List<Bundle> latestOfEachNetwork(String name) {
    List<Bundle> newest =
        lake
            .read(Table.MODELS)
            .where(col("name").equalTo(name).and(col("network").notEqual(Members.ENSEMBLE)))
            .groupBy("network")
            .agg(max(struct("created_at", "version", "path")).as("newest"))
            .orderBy(col("newest").desc())
            .select("newest.path")
            .collectAsList()
            .stream()
            .map(row -> open(row.getString(0)))
            .toList();
    if (newest.isEmpty()) {
      throw none(name);
    }

    return newest;
  }

  /**
   * The bundle in a folder.
   *
   * @throws UsageException if it is missing, damaged or of another format
   */
  public Bundle open(String uri) {
    return Bundle.open(new Path(uri), hadoop);
  }

  /**
   * Writes a bundle and stages its row in {@code mer.models}; it is listed once the publication is
   * published.
   */
  public Bundle add(Manifest manifest, Map<String, byte[]> files, Publication publication) {
    Bundle bundle = Bundle.write(warehouse.models(), manifest, files, hadoop);
    Manifest written = bundle.manifest();
    publication.append(
        Table.MODELS,
        List.of(
            RowFactory.create(
                written.name(),
                written.version(),
                written.runId(),
                Timestamp.from(Instant.parse(written.createdAt())),
                bundle.folder().toString(),
                written.network(),
                written.parameters(),
                written.temperature(),
                written.validationAccuracy(),
                written.validationMacroF1(),
                written.trainingRows(),
                json(written.dataSnapshots()))));
    return bundle;
  }

  private UsageException none(String name) {
    return new UsageException(
        "the warehouse %s has no %s model: make one with jobs/train-%s.sh, or name the folder of one (--%s-model)"
            .formatted(warehouse.root(), name, name.equals("face") ? "image" : name, name));
  }

  private static String json(Map<String, Long> snapshots) {
    return snapshots.entrySet().stream()
        .map(one -> "\"%s\":%d".formatted(one.getKey(), one.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
