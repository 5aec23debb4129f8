package org.mer.evaluation;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;

/**
 * Compares a challenger to the champion, row by row: the same tweets, the same faces, the same
 * pairs. Rows that only one of them has scored, such as those that have come since, do not count.
 * Of the draws of pairs only the first does, for McNemar's test wants rows that are independent.
 */
public final class Matches {
  private static final int FIRST_DRAW = 1;
  private static final String[] KEY = {"id", "subject", "dataset", "part", "slice"};

  private Matches() {}

  /**
   * A match a group: each main subject on what it is measured by, whole and in slices. Joins the
   * judgements of the two by row; counts come to the driver.
   */
  public static List<Match> of(Lake lake, Datasets datasets, Said champion, Said challenger) {
    Dataset<Row> ofChampion = marked(new Judgements(lake, datasets, champion), "champion");
    Dataset<Row> ofChallenger = marked(new Judgements(lake, datasets, challenger), "challenger");
    Column isChampion = col("champion");
    Column isChallenger = col("challenger");
    return ofChampion
        .join(ofChallenger, KEY)
        .withColumn("pairing_seed", lit(null).cast("int"))
        .groupBy(Group.columns())
        .agg(
            count(lit(1)),
            counted(isChampion.and(isChallenger)),
            counted(isChampion.and(not(isChallenger))),
            counted(isChallenger.and(not(isChampion))))
        .collectAsList()
        .stream()
        .map(
            row ->
                new Match(
                    Group.of(row), row.getLong(5), row.getLong(6), row.getLong(7), row.getLong(8)))
        .filter(match -> match.group().kind() != SliceKind.CONTROL)
        .toList();
  }

  private static Dataset<Row> marked(Judgements judgements, String mark) {
    Column isOfPairs = col("dataset").equalTo(Judgements.PAIRS);
    Column isMain =
        when(isOfPairs, col("subject").equalTo(Yardstick.POLARITY.subject()))
            .otherwise(col("subject").isin(Yardstick.TEXT.subject(), Yardstick.FACE.subject()));
    return judgements
        .all()
        .unionByName(judgements.byCondition())
        .where(isMain.and(col("part").isin(Yardstick.parts().toArray())))
        .where(coalesce(col("pairing_seed"), lit(FIRST_DRAW)).equalTo(FIRST_DRAW))
        .select(
            col("id"),
            col("subject"),
            col("dataset"),
            col("part"),
            col("slice"),
            col("predicted").equalTo(col("truth")).as(mark));
  }

  private static Column counted(Column holds) {
    return sum(when(holds, 1L).otherwise(0L));
  }
}
