package org.mer.evaluation;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.mer.table.Lake;
import org.mer.table.Posteriors;
import org.mer.table.Table;

/**
 * How far a control is from the modality that it must give back: the greatest difference of any
 * probability over a draw, 0 to 1.
 */
final class Controls {
  private Controls() {}

  static List<Measurement> of(Lake lake, String fuseRunId) {
    Column fromFace = lit(0.0);
    for (String emotion : Posteriors.EMOTIONS.fieldNames()) {
      Column difference =
          col("posterior").getField(emotion).minus(col("face_posterior").getField(emotion));
      fromFace = greatest(fromFace, abs(difference));
    }

    Column fused = positiveShare("polarity_posterior");
    Column fromText = abs(fused.minus(positiveShare("text_posterior")));
    Column control = col("control");
    return lake
        .read(Table.SCORES)
        .where(col("run_id").equalTo(fuseRunId).and(control.isin("face-prior", "text-prior")))
        .groupBy(
            lit("fusion").as("subject"),
            lit(Judgements.PAIRS).as("dataset"),
            col("part"),
            concat(lit(Judgements.CONTROL_KEY + ":"), control).as("slice"),
            col("pairing_seed"))
        .agg(max(when(control.equalTo("text-prior"), fromFace).otherwise(fromText)), count(lit(1)))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Measurement(
                    Group.of(row),
                    "max_deviation",
                    Optional.empty(),
                    row.getDouble(5),
                    Optional.empty(),
                    row.getLong(6)))
        .toList();
  }

  private static Column positiveShare(String posterior) {
    Column positive = col(posterior).getField("positive");
    return positive.divide(positive.plus(col(posterior).getField("negative")));
  }
}
