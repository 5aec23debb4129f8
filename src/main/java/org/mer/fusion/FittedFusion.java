package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.mer.EmotionPolarity;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * The fusion that posts are scored with.
 *
 * @param rule with its weight of the text and its mapping
 * @param prior stands for a missing face
 * @param origin who fitted the weight: a fuse run, or the settings
 */
public record FittedFusion(FusionRule rule, FacePrior prior, String origin) {
  private static final String NEWEST = "\\d{8}T\\d{6}";

  /** Product of experts with a weight that nobody fitted. */
  public static FittedFusion unfitted(EmotionPolarity mapping, FacePrior prior, double textWeight) {
    return new FittedFusion(
        new ProductOfExperts(mapping, prior, textWeight), prior, "the settings");
  }

  /** The fusion of the newest fuse run that scored pairs; empty if there is none. */
  public static Optional<FittedFusion> newest(Lake lake) {
    if (lake.isEmpty(Table.SCORES)) {
      return Optional.empty();
    }

    List<Row> newest =
        lake.read(Table.SCORES)
            .where("is_synthetic_pair AND control = 'none'")
            .where(col("rule").equalTo(ProductOfExperts.NAME))
            .select("run_id", "text_weight", "surprise_positive")
            .distinct()
            .orderBy(regexp_extract(col("run_id"), NEWEST, 0).desc(), col("run_id").desc())
            .takeAsList(1);
    return newest.stream().findFirst().map(row -> of(row, lake));
  }

  private static FittedFusion of(Row run, Lake lake) {
    FacePrior prior = FacePrior.of(labels(lake, run.getString(0)));
    return new FittedFusion(
        new ProductOfExperts(new EmotionPolarity(run.getDouble(2)), prior, run.getDouble(1)),
        prior,
        run.getString(0));
  }

  /** Faces by label that the run fitted its weight on. */
  private static Map<String, Long> labels(Lake lake, String run) {
    Map<String, Long> counts = new HashMap<>();
    lake.read(Table.FACE_PREDICTIONS)
        .where(col("run_id").equalTo(run))
        .where("part = 'PublicTest' AND subject = 'face'")
        .groupBy("truth")
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    return counts;
  }
}
