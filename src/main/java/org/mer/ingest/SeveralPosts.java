package org.mer.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;

/**
 * Posts of several sources, one behind the other.
 *
 * @param parts the sources, at least one
 */
record SeveralPosts(List<PostSource> parts) implements PostSource {
  /** Copies the list. */
  SeveralPosts {
    parts = List.copyOf(parts);
  }

  @Override
  public List<SourceFile> files() {
    return parts.stream().flatMap(part -> part.files().stream()).toList();
  }

  @Override
  public RecordSource.Survey survey(SparkSession spark) {
    List<Inventory> inventories = new ArrayList<>();
    JavaRDD<Candidate> all = null;
    for (PostSource part : parts) {
      int before = inventories.size();
      RecordSource.Survey survey = part.survey(spark);
      JavaRDD<Candidate> records = survey.records().map(record -> record.behind(before));
      all = all == null ? records : all.union(records);
      inventories.addAll(survey.inventories());
    }

    return new RecordSource.Survey(inventories, all);
  }
}
