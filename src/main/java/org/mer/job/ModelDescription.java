package org.mer.job;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;
import org.mer.model.Contender;
import org.mer.model.Decision;
import org.mer.model.Promotions;
import org.mer.table.Table;

/** What there is to say of a model or of the champion: properties and values, in order. */
final class ModelDescription {
  private static final StructType PROPERTIES =
      new StructType()
          .add("property", DataTypes.StringType, false)
          .add("value", DataTypes.StringType, true);

  private final JobContext context;
  private final Map<String, String> properties = new LinkedHashMap<>();

  ModelDescription(JobContext context) {
    this.context = context;
  }

  /**
   * The champion's.
   *
   * @throws UsageException if there is none
   */
  ModelDescription ofChampion() {
    Decision decision =
        Promotions.of(context.lake())
            .inForce()
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no champion in %s: promote one with jobs/models.sh promote"
                            .formatted(context.warehouse().root())));
    Contender champion = decision.contender();
    properties.put("text version", champion.text().version());
    properties.put("text path", champion.text().path());
    properties.put("face version", champion.face().version());
    properties.put("face path", champion.face().path());
    properties.put("fuse run", champion.fuseRunId());
    properties.put("fusion rule", champion.fusionRule());
    properties.put("since", decision.decidedAt().toString());
    properties.put("decision", describe(decision));
    new TreeMap<>(decision.figures())
        .forEach((figure, value) -> properties.put(figure, Cell.text(value)));
    return this;
  }

  /**
   * A model's.
   *
   * @throws UsageException if nothing is known of the version
   */
  ModelDescription of(String version) {
    if (!context.lake().isEmpty(Table.MODELS)) {
      context
          .lake()
          .read(Table.MODELS)
          .where(col("version").equalTo(version))
          .takeAsList(1)
          .forEach(this::add);
    }

    Promotions.of(context.lake()).decisions().stream()
        .filter(
            one ->
                one.contender().text().version().equals(version)
                    || one.contender().face().version().equals(version))
        .forEach(one -> properties.put("decision " + one.number(), describe(one)));
    if (properties.isEmpty()) {
      throw new UsageException(
          "there is no model '%s' in %s: jobs/models.sh list names them"
              .formatted(version, context.warehouse().root()));
    }

    return this;
  }

  /** A row a property. */
  Dataset<Row> rows() {
    List<Row> rows = new ArrayList<>();
    properties.forEach((property, value) -> rows.add(RowFactory.create(property, value)));
    return context.spark().createDataFrame(rows, PROPERTIES);
  }

  private void add(Row model) {
    for (String column : model.schema().fieldNames()) {
      properties.put(column, Cell.text(model.getAs(column)));
    }
  }

  private static String describe(Decision decision) {
    return "%d, %s by %s (%s): %s"
        .formatted(
            decision.number(),
            decision.action().label(),
            decision.decidedBy(),
            decision.runId(),
            String.join("; ", decision.reasons()));
  }
}
