package org.mer.table;

import org.apache.iceberg.Table;

/**
 * How the views over {@code scores} find the latest of a post and the moment it was made.
 *
 * <p>Reading a moment out of a run id takes Spark longer than reading the row. Where one is made of
 * what was counted, it is made to depend on the count: otherwise a condition on it would be pushed
 * below the count and looked at in every row.
 *
 * @param timed query of all scores with a column {@code moment}
 * @param latest query of those scores in {@code known} that are not superseded
 * @param hours query of posts by the hour since 1970 and by polarity, with their number
 */
record ScoreSource(String timed, String latest, String hours) {
  /** When the run of a score started, which takes Spark longer than reading the score. */
  static final String MOMENT =
      "to_timestamp(concat(substring(run_id, -22, 15), 'Z'), \"yyyyMMdd'T'HHmmssX\")";

  private static final String ROW_HOURS =
      """
      SELECT 'posts', unix_seconds(scored_at) DIV 3600, polarity, count(*)
      FROM mer.scores
      WHERE part IS NULL{only}
      GROUP BY 2, 3""";

  private static final String RUN_HOURS =
      """
      SELECT 'posts', unix_seconds({moment}) DIV 3600, polarity, n
      FROM (
        SELECT IF(n > 0, run_id, NULL) AS run_id, polarity, n
        FROM (SELECT run_id, polarity, count(*) AS n FROM mer.scores WHERE part IS NULL{only} GROUP BY run_id, polarity))"""
          .replace("{moment}", MOMENT);

  /** What tables of this version tell: {@code superseded} is complete, and each row is timed. */
  static ScoreSource told() {
    return new ScoreSource(
        "SELECT *, scored_at AS moment FROM mer.scores",
        // Emotion and moment follow from id and run; so a filter on them holds for both sides.
        """
        SELECT known.* FROM known LEFT ANTI JOIN mer.superseded AS old
          ON old.id = known.id AND old.score_run_id = known.run_id AND old.emotion = known.emotion AND old.scored_at = known.moment""",
        ROW_HOURS.replace("{only}", ""));
  }

  /** A warehouse of an older version: posts are ranked, and run ids read. */
  static ScoreSource ranked() {
    return new ScoreSource(
        "SELECT *, %s AS moment FROM mer.scores".formatted(MOMENT),
        """
        SELECT * FROM (
          SELECT *, row_number() OVER (PARTITION BY id ORDER BY substring(run_id, -22, 15) DESC, run_id DESC) AS newest
          FROM known
          WHERE part IS NULL)
        WHERE newest = 1
        UNION ALL
        SELECT *, 1 FROM known WHERE part IS NOT NULL""",
        RUN_HOURS.replace("{only}", ""));
  }

  /** What a warehouse tells, by its table of what is superseded. */
  static ScoreSource of(Table superseded) {
    if (!Supersession.isComplete(superseded.properties())) {
      return ranked();
    }

    return Supersession.isTimed(superseded.properties()) ? told() : told().withUntimed();
  }

  /** The same where rows of an older version have no moment of their own. */
  ScoreSource withUntimed() {
    return new ScoreSource(
        """
        %s WHERE scored_at IS NOT NULL
        UNION ALL
        SELECT *, %s FROM mer.scores WHERE scored_at IS NULL"""
            .formatted(timed, MOMENT),
        latest,
        String.join(
            "\nUNION ALL\n",
            ROW_HOURS.replace("{only}", " AND scored_at IS NOT NULL"),
            RUN_HOURS.replace("{only}", " AND scored_at IS NULL")));
  }

  /**
   * A query with what it reads put in for {@code {timed}}, {@code {latest}} and {@code {hours}}.
   */
  String in(String query) {
    return query.replace("{timed}", timed).replace("{latest}", latest).replace("{hours}", hours);
  }
}
