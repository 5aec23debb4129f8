package org.mer.fusion;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.mer.EmotionPolarity;
import org.mer.model.Contender;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * The fusion that posts are scored with.
 *
 * @param rule with its weights, its mapping and the prior that stands for a missing face
 * @param origin who fitted it: a fuse run, or the settings
 */
public record FittedFusion(FusionRule rule, String origin) {
  private static final String NEWEST = "\\d{8}T\\d{6}";

  /** Product of experts with a weight that nobody fitted. */
  public static FittedFusion unfitted(EmotionPolarity mapping, FacePrior prior, double textWeight) {
    return new FittedFusion(new ProductOfExperts(mapping, prior, textWeight), "the settings");
  }

  /** What belongs to the models of a contender. */
  public static FittedFusion of(Contender contender) {
    return new FittedFusion(
        StoredRule.ofJson(contender.fusionRule()).fusionRule(), contender.fuseRunId());
  }

  /**
   * What a fuse run chose.
   *
   * @return empty if it fused nothing
   */
  public static Optional<StoredRule> chosenBy(Lake lake, String fuseRunId) {
    return lake.isEmpty(Table.FUSION_RULES)
        ? Optional.empty()
        : lake
            .read(Table.FUSION_RULES)
            .where(col("chosen").and(col("run_id").equalTo(fuseRunId)))
            .select("parameters")
            .takeAsList(1)
            .stream()
            .map(row -> StoredRule.ofJson(row.getString(0)))
            .findFirst();
  }

  /** What the newest fuse run that scored pairs chose; empty if there is none. */
  public static Optional<FittedFusion> newest(Lake lake) {
    if (lake.isEmpty(Table.FUSION_RULES)) {
      return Optional.empty();
    }

    List<Row> newest =
        lake.read(Table.FUSION_RULES)
            .where(col("chosen"))
            .orderBy(regexp_extract(col("run_id"), NEWEST, 0).desc(), col("run_id").desc())
            .select("parameters", "run_id")
            .takeAsList(1);
    return newest.stream()
        .findFirst()
        .map(
            row ->
                new FittedFusion(
                    StoredRule.ofJson(row.getString(0)).fusionRule(), row.getString(1)));
  }
}
