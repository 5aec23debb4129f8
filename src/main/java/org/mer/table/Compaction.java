package org.mer.table;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.RewriteJobOrder;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.actions.RewriteDataFiles;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.spark.actions.SparkActions;
import org.apache.iceberg.util.PropertyUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Puts small files of a table together, in the table's {@link Layout} if it has one. */
final class Compaction {
  private static final double SMALL = 0.75;

  private final Lake lake;
  private final Table table;
  private final int from;

  /**
   * The compaction of a table.
   *
   * @param from how many small files are worth it
   */
  Compaction(Lake lake, Table table, int from) {
    this.lake = lake;
    this.table = table;
    this.from = from;
  }

  /** How many files are much smaller than they should be. */
  long smallFiles() {
    return small().count();
  }

  /** Puts small files together, if there are enough; returns how many are gone. */
  long run() {
    if (smallFiles() < from) {
      return 0;
    }

    long gone = 0;
    for (Expression rows : portions()) {
      gone += rewrite(rows);
    }

    lake.spark().catalog().refreshTable(table.fullName());
    return gone;
  }

  private int rewrite(Expression rows) {
    org.apache.iceberg.Table iceberg = lake.iceberg(table);
    RewriteDataFiles rewriting =
        SparkActions.get(lake.spark())
            .rewriteDataFiles(iceberg)
            .filter(rows)
            .option("min-input-files", Integer.toString(from))
            .option("rewrite-job-order", RewriteJobOrder.FILES_DESC.orderName());
    table
        .layout()
        .ifPresent(
            layout -> {
              SortOrder.Builder order = SortOrder.builderFor(iceberg.schema());
              layout.order().forEach(order::asc);
              rewriting.sort(order.build());
            });
    return rewriting.execute().rewrittenDataFilesCount();
  }

  private List<Expression> portions() {
    return table
        .layout()
        .map(layout -> portions(layout.time()))
        .orElseGet(() -> List.of(Expressions.alwaysTrue()));
  }

  /** Ranges of time with as many rows as fit into a file, the oldest first. */
  private List<Expression> portions(String time) {
    List<Expression> portions = new ArrayList<>();
    Expression since = Expressions.alwaysTrue();
    Optional<Long> last = Optional.empty();
    long enough = fileBytes();
    long bytes = 0;
    for (Row file : byAge(time)) {
      Optional<Long> oldest = micros(file);
      if (bytes >= enough && !oldest.equals(last)) {
        long next = oldest.orElseThrow();
        portions.add(Expressions.and(since, before(time, next)));
        since = Expressions.greaterThanOrEqual(time, next);
        bytes = 0;
      }

      bytes += file.getLong(0);
      last = oldest;
    }

    portions.add(since);
    return portions;
  }

  /** Small files with their size and the oldest time in them; first those where it is not told. */
  private List<Row> byAge(String time) {
    return small()
        .select(
            col("file_size_in_bytes"),
            col("readable_metrics").getField(time).getField("lower_bound").as("oldest"))
        .orderBy(col("oldest").asc_nulls_first())
        .collectAsList();
  }

  private static Optional<Long> micros(Row file) {
    return Optional.ofNullable(file.<Timestamp>getAs("oldest"))
        .map(oldest -> ChronoUnit.MICROS.between(Instant.EPOCH, oldest.toInstant()));
  }

  private static Expression before(String time, long micros) {
    return Expressions.or(Expressions.isNull(time), Expressions.lessThan(time, micros));
  }

  private Dataset<Row> small() {
    return lake.spark()
        .table(table.fullName() + ".files")
        .where(col("file_size_in_bytes").lt(SMALL * fileBytes()));
  }

  /** How large its files should be. */
  private long fileBytes() {
    return PropertyUtil.propertyAsLong(
        lake.iceberg(table).properties(),
        TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
        TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
  }
}
