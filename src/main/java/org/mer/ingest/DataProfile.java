package org.mer.ingest;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * What the tables of a lake hold, in figures. All are computed where the rows are; to the driver
 * come sums, the heads of a few lists and the faces to look at.
 *
 * @param tweetFiles what became of the files of tweets
 * @param tweets empty where there are none
 * @param faceFiles what became of the files of faces
 * @param faces empty where there are none
 * @param rejections why records were rejected
 */
record DataProfile(
    List<IngestedFile> tweetFiles,
    Optional<TweetProfile> tweets,
    List<IngestedFile> faceFiles,
    Optional<FaceProfile> faces,
    List<Rejection> rejections) {
  /** The profile of a lake as it is now. */
  static DataProfile of(Lake lake, long seed, Examples examples) {
    Dataset<Row> ingests = lake.read(Table.INGESTS);
    return new DataProfile(
        IngestedFile.of(ingests, "ingest-tweets"),
        rows(lake, Table.TWEETS).map(TweetProfile::of),
        IngestedFile.of(ingests, "ingest-faces"),
        rows(lake, Table.FACES).map(rows -> FaceProfile.of(rows, seed, examples)),
        Rejection.of(ingested(lake.read(Table.REJECTS), ingests), examples));
  }

  /** Posts that could not be scored are none of the data that is learned from. */
  private static Dataset<Row> ingested(Dataset<Row> rejects, Dataset<Row> ingests) {
    return rejects.join(
        ingests.where("job <> 'score'").select("run_id").distinct(),
        rejects.col("run_id").equalTo(ingests.col("run_id")),
        "left_semi");
  }

  private static Optional<Dataset<Row>> rows(Lake lake, Table table) {
    return lake.isEmpty(table) ? Optional.empty() : Optional.of(lake.read(table));
  }
}
