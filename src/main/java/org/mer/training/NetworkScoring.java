package org.mer.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.mer.model.CalibratedScorer;

/**
 * Applies networks that read the same tensors to rows, in one pass in the executors that hold them.
 * They get the networks once, however many rows are scored one after the other, so an instance
 * serves one application of Spark.
 */
public final class NetworkScoring {
  private static final int PARTITIONS_A_CORE = 2;

  private final List<String> columns;
  private final FittedNetwork[] networks;
  private final MinibatchEncoder encoder;
  private final AtomicReference<Broadcast<FittedNetwork[]>> shared = new AtomicReference<>();

  /**
   * Scoring with a network whose rows an encoder turns into tensors; into the column {@value
   * CalibratedScorer#PROBABILITIES}.
   */
  public NetworkScoring(FittedNetwork network, MinibatchEncoder encoder) {
    this(Map.of(CalibratedScorer.PROBABILITIES, network), encoder);
  }

  /**
   * Scoring with several networks.
   *
   * @param networks by the column that their probabilities go into
   */
  public NetworkScoring(Map<String, FittedNetwork> networks, MinibatchEncoder encoder) {
    Map<String, FittedNetwork> ordered = new LinkedHashMap<>(networks);
    this.columns = List.copyOf(ordered.keySet());
    this.networks = ordered.values().toArray(FittedNetwork[]::new);
    this.encoder = encoder;
  }

  /**
   * The rows with a column of probabilities for each network, in another order; none is added or
   * lost.
   */
  public Dataset<Row> score(Dataset<Row> rows) {
    return scoreInPlace(spread(rows));
  }

  /** The same without a shuffle, of rows that are {@link #spread} already. */
  public Dataset<Row> scoreInPlace(Dataset<Row> rows) {
    Broadcast<FittedNetwork[]> sent = sent(rows.sparkSession().sparkContext());
    StructType schema = ScoredRows.schema(rows.schema(), columns);
    MinibatchEncoder encoding = encoder;
    MapPartitionsFunction<Row, Row> scoring =
        part -> new ScoredRows(part, List.of(sent.value()), encoding, schema);
    return rows.mapPartitions(scoring, Encoders.row(schema));
  }

  /** The networks as the executors of an application have them; they are sent to them once. */
  private Broadcast<FittedNetwork[]> sent(SparkContext spark) {
    return shared.updateAndGet(
        earlier ->
            earlier == null
                ? spark.broadcast(
                    networks, scala.reflect.ClassTag$.MODULE$.apply(FittedNetwork[].class))
                : earlier);
  }

  /**
   * The rows on all cores: a network costs far more than a shuffle, and Spark packs few small rows
   * on one core.
   */
  public static Dataset<Row> spread(Dataset<Row> rows) {
    return rows.repartition(
        PARTITIONS_A_CORE * rows.sparkSession().sparkContext().defaultParallelism());
  }

  /** The probabilities of a scored row. */
  public static double[] probabilities(Row scored) {
    List<Double> probabilities = scored.getList(scored.fieldIndex(CalibratedScorer.PROBABILITIES));
    return probabilities.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
