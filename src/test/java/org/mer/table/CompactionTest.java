package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class CompactionTest {
  private static final int NIGHTS = 6;
  private static final Instant FIRST = Instant.parse("2026-01-01T02:00:00Z");
  private static final List<String> EMOTIONS = List.of("sad", "happy", "angry", "fear");

  private Lake lake;
  private MadeUpRows rows;

  @BeforeEach
  void addNights(Lake given) {
    lake = given;
    rows = new MadeUpRows(lake);
    // The last nights come first: not the order of the files counts, but their age.
    for (int night = NIGHTS - 1; night >= 0; night--) {
      add(night);
    }
  }

  @Test
  void neighboursInTimeShareAFileInWhichTheyAreSorted() {
    List<String> before = ids();
    sizeFiles(bytes() * 47 / 100);

    long gone = new Compaction(lake, Table.SCORES, 2).run();

    assertThat(gone).isEqualTo(NIGHTS);
    assertThat(ids()).isEqualTo(before).hasSize(NIGHTS * EMOTIONS.size() * 2);
    Map<String, List<Row>> files = files();
    assertThat(files).hasSize(2);
    assertThat(files.values())
        .allSatisfy(file -> assertThat(file).isSortedAccordingTo(CompactionTest::inOrder));
    assertThat(nights(files)).containsExactlyInAnyOrder(List.of(0, 1, 2), List.of(3, 4, 5));
  }

  @Test
  void rowsOfAnOlderVersionThatTellNoTimeAreThereToo() {
    rows.add(
        Table.SCORES,
        List.of(Map.of("id", "untold", "run_id", "old"), Map.of("id", "first", "run_id", "old")));
    List<String> before = ids();
    int small = files().size();
    sizeFiles(bytes() * 47 / 100);

    assertThat(new Compaction(lake, Table.SCORES, 2).run()).isEqualTo(small);

    assertThat(ids()).isEqualTo(before).contains("untold", "first");
    assertThat(files()).hasSizeLessThan(small);
  }

  @Test
  void fewSmallFilesStayAsTheyAre() {
    assertThat(new Compaction(lake, Table.SCORES, NIGHTS + 1).run()).isZero();

    assertThat(files()).hasSize(NIGHTS);
  }

  private void add(int night) {
    List<Map<String, Object>> scores = new ArrayList<>();
    for (String emotion : EMOTIONS) {
      for (boolean isConflicting : List.of(true, false)) {
        Map<String, Object> score = new HashMap<>();
        score.put("id", night + emotion + isConflicting);
        score.put("run_id", "night-" + night);
        score.put("emotion", emotion);
        score.put("is_conflicting", isConflicting);
        score.put("scored_at", Timestamp.from(FIRST.plus(night, ChronoUnit.DAYS)));
        scores.add(score);
      }
    }

    // One partition, so one file.
    try (Publication publication = lake.publication("night-" + night)) {
      publication.append(Table.SCORES, rows.of(Table.SCORES, scores).coalesce(1));
      publication.publish();
    }
  }

  private void sizeFiles(long bytes) {
    lake.iceberg(Table.SCORES)
        .updateProperties()
        .set("write.target-file-size-bytes", Long.toString(bytes))
        .commit();
    lake.spark().catalog().refreshTable(Table.SCORES.fullName());
  }

  private long bytes() {
    return lake.spark()
        .sql("SELECT sum(file_size_in_bytes) FROM mer.scores.files")
        .head()
        .getLong(0);
  }

  private List<String> ids() {
    return lake.read(Table.SCORES).select("id").orderBy("id").collectAsList().stream()
        .map(row -> row.getString(0))
        .toList();
  }

  /** The rows of each file as they lie in it. */
  private Map<String, List<Row>> files() {
    return lake
        .spark()
        .sql("SELECT is_conflicting, emotion, run_id, _file FROM mer.scores ORDER BY _file, _pos")
        .collectAsList()
        .stream()
        .collect(Collectors.groupingBy(row -> row.getString(3)));
  }

  private static int inOrder(Row one, Row other) {
    int byConflict = Boolean.compare(one.getBoolean(0), other.getBoolean(0));
    return byConflict == 0 ? one.getString(1).compareTo(other.getString(1)) : byConflict;
  }

  private static List<List<Integer>> nights(Map<String, List<Row>> files) {
    return files.values().stream()
        .map(
            file ->
                file.stream()
                    .map(row -> Integer.parseInt(row.getString(2).substring("night-".length())))
                    .distinct()
                    .sorted()
                    .toList())
        .toList();
  }
}
