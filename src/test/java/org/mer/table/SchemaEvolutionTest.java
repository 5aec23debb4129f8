package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.UsageException;

/** Warehouses that another version has made. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class SchemaEvolutionTest {
  private static final Set<String> NEW = Set.of("subject", "gradient_norm", "native_bytes");

  @Test
  void missingColumnsAreAddedAtTheirPlaceAndOldRowsAreEmptyInThem(Lake lake) {
    makeFormer(lake, Table.EPOCHS, NEW);
    insert(lake, "old", Table.EPOCHS, NEW);

    lake.create();
    insert(lake, "new", Table.EPOCHS, Set.of());

    assertThat(lake.read(Table.EPOCHS).columns())
        .containsExactly(Table.EPOCHS.columns().stream().map(Column::name).toArray(String[]::new));
    assertThat(values(lake, "old", "epoch", "subject", "gradient_norm", "native_bytes"))
        .isEqualTo(RowFactory.create(1, null, null, null));
    assertThat(values(lake, "new", "epoch", "subject", "gradient_norm", "native_bytes"))
        .isEqualTo(RowFactory.create(1, "new", 1.0, 1L));
  }

  @Test
  void anAddedColumnSaysWhatItMeans(Lake lake) {
    makeFormer(lake, Table.EPOCHS, NEW);

    lake.create();

    StructField added =
        lake.read(Table.EPOCHS)
            .schema()
            .fields()[lake.read(Table.EPOCHS).schema().fieldIndex("gradient_norm")];
    assertThat(added.nullable()).isTrue();
    assertThat(added.getComment().get())
        .isEqualTo("Mean Euclidean norm of the minibatches' gradients");
  }

  @Test
  void aTableThatHasEverythingIsLeftAlone(Lake lake) {
    String before = metadata(lake);

    lake.create();

    assertThat(metadata(lake)).isEqualTo(before);
  }

  @Test
  void settingsOfATableAreAddedAndThoseThatOthersSetAreKept(Lake lake) {
    String added = "write.parquet.bloom-filter-enabled.column.id";
    String changed = "write.parquet.row-group-size-bytes";
    makeFormer(lake, Table.SCORES, Set.of("scored_at"));
    lake.iceberg(Table.SCORES).updateProperties().set(changed, "1048576").commit();

    lake.create();

    assertThat(lake.iceberg(Table.SCORES).properties())
        .containsEntry(added, "true")
        .containsEntry(changed, "1048576");
    assertThat(lake.read(Table.SCORES).columns()).contains("scored_at");
  }

  @Test
  void rowsGoIntoTheirColumnsWhateverTheOrderInTheTable(Lake lake) {
    List<Column> reversed = new ArrayList<>(Table.REJECTS.columns());
    Collections.reverse(reversed);
    make(lake, Table.REJECTS, reversed);
    lake.create();

    publish(lake);

    assertThat(lake.read(Table.REJECTS).columns()[0]).isEqualTo("raw");
    assertThat(
            lake.read(Table.REJECTS)
                .select("run_id", "source", "row_number", "reason", "raw")
                .first())
        .isEqualTo(RowFactory.create("run", "file:/a", 7L, "bad", "raw"));
  }

  @Test
  void columnsThatMayBeEmptyAreLeftSoByAVersionThatDoesNotKnowThem(Lake lake) {
    lake.spark().sql("ALTER TABLE mer.rejects ADD COLUMN note string FIRST");
    lake.create();

    publish(lake);

    assertThat(lake.read(Table.REJECTS).select("note", "run_id", "raw").first())
        .isEqualTo(RowFactory.create(null, "run", "raw"));
  }

  @Test
  void aTableOfANewerVersionIsRefusedInASentence(Lake lake) {
    List<Column> newer = new ArrayList<>(Table.EPOCHS.columns());
    newer.add(Column.required("watts", Table.EPOCHS.columns().get(4).type(), "Not yet known"));
    make(lake, Table.EPOCHS, newer);

    assertThatThrownBy(lake::create)
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "mer.epochs must be filled in columns that this version does not know (watts): "
                + "use the version that made the warehouse, or another warehouse");
  }

  @Test
  void rowsThatLackWhatJobsWorkOnAreRefusedBeforeAnythingIsChanged(Lake lake) {
    makeFormer(lake, Table.EPOCHS, NEW);
    makeFormer(lake, Table.TWEETS, Set.of("fingerprint"));
    assertThatCode(() -> new SchemaEvolution(lake, Table.TWEETS).check())
        .doesNotThrowAnyException();
    insert(lake, "old", Table.TWEETS, Set.of("fingerprint"));

    assertThatThrownBy(lake::create)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("mer.tweets")
        .hasMessageContaining("(fingerprint): ingest the raw files again");
    assertThat(lake.read(Table.EPOCHS).columns()).doesNotContain("gradient_norm");
  }

  @Test
  void jobsThatStartTogetherBringAnOldWarehouseUpToDate(Lake lake, Warehouse warehouse)
      throws Exception {
    makeFormer(lake, Table.EPOCHS, NEW);

    createTogether(lake, warehouse);

    insert(lake, "new", Table.EPOCHS, Set.of());
    assertThat(lake.read(Table.EPOCHS).columns()).hasSize(Table.EPOCHS.columns().size());
  }

  @Test
  void jobsThatStartTogetherMakeOneWarehouse(Lake lake, Warehouse warehouse) throws Exception {
    Warehouse another =
        Warehouse.at(
            new Path(warehouse.root().getParent(), "another").toString(), new Configuration());

    createTogether(lake, another);

    Lake made = open(lake.spark(), another);
    assertThat(Table.values()).allMatch(made::isEmpty);
    assertThat(made.spark().sql("SHOW TABLES IN mer").count())
        .isEqualTo(Table.values().length + View.values().length);
  }

  private static void createTogether(Lake lake, Warehouse warehouse)
      throws InterruptedException, ExecutionException {
    ExecutorService jobs = Executors.newFixedThreadPool(4);
    try {
      List<Lake> lakes = Stream.generate(() -> open(lake.spark(), warehouse)).limit(4).toList();
      List<Future<Lake>> created = new ArrayList<>();
      for (Lake one : lakes) {
        created.add(jobs.submit(one::create));
      }

      for (Future<Lake> one : created) {
        one.get();
      }
    } finally {
      jobs.shutdownNow();
    }

    SparkSession.setActiveSession(lake.spark());
    Stream.of(Table.values())
        .forEach(table -> lake.spark().catalog().refreshTable(table.fullName()));
  }

  /** The lake as another process sees it. */
  private static Lake open(SparkSession spark, Warehouse warehouse) {
    SparkSession session = spark.newSession();
    warehouse.sparkSettings(Map.of()).entrySet().stream()
        .filter(setting -> !setting.getKey().equals("spark.sql.extensions"))
        .forEach(setting -> session.conf().set(setting.getKey(), setting.getValue()));
    return Lake.of(session, warehouse);
  }

  private static void makeFormer(Lake lake, Table table, Set<String> without) {
    make(
        lake,
        table,
        table.columns().stream().filter(column -> !without.contains(column.name())).toList());
  }

  private static void make(Lake lake, Table table, List<Column> columns) {
    lake.spark().sql("DROP TABLE " + table.fullName());
    lake.spark()
        .sql(
            "CREATE TABLE %s (%s) USING iceberg TBLPROPERTIES ('write.wap.enabled'='true')"
                .formatted(
                    table.fullName(),
                    columns.stream().map(Column::ddl).collect(Collectors.joining(", "))));
  }

  private static void publish(Lake lake) {
    try (Publication publication = lake.publication("run")) {
      publication.append(
          Table.REJECTS, List.of(RowFactory.create("run", "file:/a", 7L, "bad", "raw")));
      publication.publish();
    }
  }

  /** One row: texts are the run's name, numbers are 1. */
  private static void insert(Lake lake, String run, Table table, Set<String> without) {
    String cells =
        table.columns().stream()
            .filter(column -> !without.contains(column.name()))
            .map(column -> cell(column, run))
            .collect(Collectors.joining(", "));
    lake.spark().sql("INSERT INTO %s SELECT %s".formatted(table.fullName(), cells));
  }

  private static String cell(Column column, String run) {
    return switch (column.type().typeName()) {
      case "string" -> "'%s' AS %s".formatted(run, column.name());
      case "timestamp" -> "now() AS " + column.name();
      default -> "CAST(1 AS %s) AS %s".formatted(column.type().sql(), column.name());
    };
  }

  private static Row values(Lake lake, String run, String... columns) {
    return lake.read(Table.EPOCHS)
        .where("run_id = '%s'".formatted(run))
        .selectExpr(columns)
        .first();
  }

  private static String metadata(Lake lake) {
    return ((org.apache.iceberg.HasTableOperations) lake.iceberg(Table.EPOCHS))
        .operations()
        .current()
        .metadataFileLocation();
  }
}
