package org.mer.ingest.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.ingest.quality.ColumnStatistic.Statistic;
import org.mer.ingest.quality.Outcome.Status;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;

@Tag("spark")
@ExtendWith(LocalSpark.class)
class QualityGateTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final Bounds ANY =
      new Bounds(OptionalDouble.of(Double.NEGATIVE_INFINITY), NONE, Optional.empty());
  private static final RowFilter ALL = RowFilter.all();
  private static final Bins LABELS = Bins.ofValues("polarity", List.of("negative", "positive"));
  private static final Bins LENGTHS = Bins.ofEdges("tokens", List.of(5.0, 10.0));

  /** Tokens 1 to 4 negative, 5 to 8 positive, and a neutral one with 12. */
  private static final String NINE =
      """
      VALUES (1, 'negative'), (2, 'negative'), (3, 'negative'), (4, 'negative'),
      (5, 'positive'), (6, 'positive'), (7, 'positive'), (8, 'positive'), (12, 'neutral') AS t(tokens, polarity)
      """;

  @ParameterizedTest
  @CsvSource({"COMPLETENESS, 1", "MEAN, 5.3333333333", "STANDARD_DEVIATION, 3.1972210155"})
  void statisticsAreThoseOfTheColumn(Statistic statistic, double expected, Lake lake) {
    assertThat(measure(lake, NINE, new ColumnStatistic(statistic, "tokens", ALL)))
        .isCloseTo(expected, within(1e-9));
  }

  @Test
  void aFilterChoosesTheRows(Lake lake) {
    RowFilter positive = RowFilter.where("polarity = 'positive'");
    Outcome outcome =
        only(judge(lake, NINE, 9, new ColumnStatistic(Statistic.MEAN, "tokens", positive)));

    assertThat(outcome.value()).hasValue(6.5);
    assertThat(outcome.rows()).isEqualTo(4);
  }

  @Test
  void quantilesAndDistinctnessAreClose(Lake lake) {
    String thousand = "SELECT cast(id AS int) AS tokens, id % 500 AS half FROM range(1, 1001)";

    assertThat(measure(lake, thousand, new Quantile("tokens", 0.9, ALL)))
        .isCloseTo(900, offset(20.0));
    assertThat(measure(lake, thousand, new Distinctness("half", ALL))).isCloseTo(0.5, offset(0.05));
    assertThat(measure(lake, thousand, new Distinctness("tokens", ALL))).isBetween(0.9, 1.0);
  }

  @Test
  void aShareCountsWhatIsTrueAndNotWhatIsNull(Lake lake) {
    String rows = "VALUES (1), (20), (null), (null) AS t(tokens)";

    assertThat(measure(lake, rows, new Share("tokens > 10", ALL))).isEqualTo(0.25);
    assertThat(measure(lake, rows, new Share("NOT tokens > 10", ALL))).isEqualTo(0.25);
    assertThat(measure(lake, rows, new ColumnStatistic(Statistic.COMPLETENESS, "tokens", ALL)))
        .isEqualTo(0.5);
  }

  @Test
  void theRarestLabelIsNamed(Lake lake) {
    Outcome outcome =
        only(
            judge(
                lake,
                "VALUES ('positive'), ('positive'), ('positive'), ('negative') AS t(polarity)",
                4,
                new LeastShare(LABELS, ALL)));

    assertThat(outcome.value()).hasValue(0.25);
    assertThat(outcome.message()).hasValue("negative");
    assertThat(outcome.histogram()).isEqualTo(Map.of("negative", 1L, "positive", 3L, "other", 0L));
  }

  @Test
  void aLabelThatIsNotThereHasAShareOfNothing(Lake lake) {
    assertThat(measure(lake, "VALUES ('positive') AS t(polarity)", new LeastShare(LABELS, ALL)))
        .isZero();
  }

  @Test
  void countsAreThoseOfTheIngest(Lake lake) {
    Verdict verdict =
        gate(
                constraint("read", CountMeasure.ROWS_READ, ANY),
                constraint("kept", CountMeasure.ROWS_KEPT, ANY),
                constraint("rejected", CountMeasure.REJECTED_SHARE, ANY),
                constraint("duplicate", CountMeasure.DUPLICATE_SHARE, ANY))
            .judge(rows(lake, NINE), new Counts(20, 9, 1, 10), LastAccepted.none());

    assertThat(verdict.outcomes())
        .extracting(outcome -> outcome.value().getAsDouble())
        .containsExactly(20.0, 9.0, 0.05, 0.5);
    assertThat(verdict.outcomes()).allMatch(outcome -> outcome.rows() == 20);
  }

  @Test
  void withoutNewRowsNothingButTheCountsIsJudged(Lake lake) {
    Verdict verdict =
        gate(
                constraint("read", CountMeasure.ROWS_READ, atLeast(1)),
                constraint("rejected", CountMeasure.REJECTED_SHARE, atMost(0)),
                constraint("mean", new ColumnStatistic(Statistic.MEAN, "tokens", ALL), atLeast(1)),
                constraint("share", new Share("tokens > 1", ALL), atLeast(1)),
                constraint("least", new LeastShare(LABELS, ALL), atLeast(1)),
                constraint("distance", new Distance(LABELS, ALL), atMost(0)))
            .judge(rows(lake, NINE).limit(0), new Counts(0, 0, 0, 0), LastAccepted.none());

    assertThat(verdict.outcomes())
        .extracting(Outcome::status)
        .containsExactly(
            Status.FAILED,
            Status.NOT_JUDGED,
            Status.NOT_JUDGED,
            Status.NOT_JUDGED,
            Status.NOT_JUDGED,
            Status.NOT_JUDGED);
  }

  @Test
  void aFilterThatLeavesNothingIsNotJudged(Lake lake) {
    RowFilter nothing = RowFilter.where("polarity = 'mixed'");
    Verdict verdict =
        gate(
                constraint(
                    "mean", new ColumnStatistic(Statistic.MEAN, "tokens", nothing), atLeast(1)),
                constraint(
                    "complete",
                    new ColumnStatistic(Statistic.COMPLETENESS, "tokens", nothing),
                    atLeast(1)),
                constraint("share", new Share("tokens > 1", nothing), atLeast(1)),
                constraint("least", new LeastShare(LABELS, nothing), atLeast(1)))
            .judge(rows(lake, NINE), new Counts(9, 9, 0, 0), LastAccepted.none());

    assertThat(verdict.outcomes()).allMatch(outcome -> outcome.status() == Status.NOT_JUDGED);
  }

  @Test
  void aColumnWithoutAnyValueFails(Lake lake) {
    Verdict verdict =
        judge(
            lake,
            "SELECT cast(null AS double) AS tokens FROM range(3)",
            3,
            new ColumnStatistic(Statistic.MEAN, "tokens", ALL),
            new Quantile("tokens", 0.5, ALL),
            new ColumnStatistic(Statistic.STANDARD_DEVIATION, "tokens", ALL));

    assertThat(verdict.failed()).hasSize(3);
    assertThat(verdict.message()).contains("mean of tokens must have a value, has none in 3 rows");
  }

  @Test
  void whatIsNoNumberFails(Lake lake) {
    Outcome outcome =
        only(
            judge(
                lake,
                "VALUES (double(1)), (double('NaN')) AS t(brightness)",
                2,
                new ColumnStatistic(Statistic.MEAN, "brightness", ALL)));

    assertThat(outcome.status()).isEqualTo(Status.FAILED);
    assertThat(outcome.value()).hasValue(Double.NaN);
  }

  @Test
  void aChangeIsJudgedAgainstTheLastAcceptedIngestAndNotARefusedOne(Lake lake) {
    Constraint mean =
        constraint(
            "mean",
            new ColumnStatistic(Statistic.MEAN, "tokens", ALL),
            new Bounds(NONE, NONE, Optional.of(MaxChange.parse("20%"))));

    Verdict first = ingest(lake, "run-1", "VALUES (10), (12) AS t(tokens)", mean);
    Verdict refused = ingest(lake, "run-2", "VALUES (20), (20) AS t(tokens)", mean);
    Verdict second = ingest(lake, "run-3", "VALUES (13) AS t(tokens)", mean);
    Verdict third = ingest(lake, "run-4", "VALUES (15) AS t(tokens)", mean);

    assertThat(only(first).status()).isEqualTo(Status.NOT_JUDGED);
    assertThat(refused.isRefused()).isTrue();
    assertThat(refused.message())
        .isEqualTo(
            "the quality gate refused the ingest into mer.tweets, which is as it was: mean (mean of tokens must be within 20 % of 11, the last accepted, is 20); mend the files, or let them pass with --accept mean");
    assertThat(only(second).status()).isEqualTo(Status.PASSED);
    assertThat(only(second).reference()).hasValue(11);
    assertThat(only(third).reference()).hasValue(13);
    assertThat(
            lake.read(Table.DATA_QUALITY)
                .orderBy("judged_at")
                .select("outcome", "is_reference", "value")
                .collectAsList())
        .extracting(Row::mkString)
        .containsExactly(
            "not-judgedtrue11.0", "failedfalse20.0", "passedtrue13.0", "passedtrue15.0");
  }

  @Test
  void aDistributionIsComparedWithTheLastAcceptedOne(Lake lake) {
    Constraint distance = constraint("lengths", new Distance(LENGTHS, ALL), atMost(0.1));
    String longer = "SELECT 3 + id % 10 AS tokens FROM range(5000)";

    Verdict first = ingest(lake, "run-1", "SELECT 1 + id % 8 AS tokens FROM range(8000)", distance);
    Verdict same = ingest(lake, "run-2", "SELECT 1 + id % 8 AS tokens FROM range(800)", distance);
    Verdict other = ingest(lake, "run-3", longer, distance);

    assertThat(only(first).status()).isEqualTo(Status.NOT_JUDGED);
    assertThat(only(first).histogram())
        .isEqualTo(Map.of("<5", 4000L, "5-10", 4000L, ">=10", 0L, "other", 0L));
    assertThat(only(same).value()).hasValue(0);
    // A half less a fifth, less what samples of 5,000 and 800 may differ by.
    assertThat(only(other).value().getAsDouble()).isCloseTo(0.3 - 0.0685, within(1e-3));
    assertThat(only(other).reference()).isEmpty();
    assertThat(other.isRefused()).isTrue();
  }

  @Test
  void otherBinsOrAnotherMeasureUnderTheSameNameAreNotComparedWith(Lake lake) {
    Constraint before = constraint("x", new Distance(LENGTHS, ALL), atMost(0.1));
    Constraint otherBins =
        constraint("x", new Distance(Bins.ofEdges("tokens", List.of(5.0)), ALL), atMost(0.1));
    Constraint otherMeasure =
        constraint(
            "x",
            new ColumnStatistic(Statistic.MEAN, "tokens", ALL),
            new Bounds(NONE, NONE, Optional.of(MaxChange.parse("0"))));
    ingest(lake, "run-1", NINE, before);

    assertThat(only(ingest(lake, "run-2", NINE, otherBins)).status()).isEqualTo(Status.NOT_JUDGED);
    assertThat(only(ingest(lake, "run-3", NINE, otherMeasure)).status())
        .isEqualTo(Status.NOT_JUDGED);
  }

  @Test
  void whatIsAcceptedByNameIsRecordedWithWhoAskedAndComparedWithLater(Lake lake) {
    Constraint longer =
        constraint("longer", new ColumnStatistic(Statistic.MEAN, "tokens", ALL), atLeast(9));
    Constraint neutral = constraint("neutral", new Share("polarity = 'neutral'", ALL), atMost(0.5));
    QualityGate gate = gate(longer, neutral).accepting(Set.of("longer"), "jane");

    Verdict verdict =
        gate.judge(rows(lake, NINE), new Counts(9, 9, 0, 0), LastAccepted.of(lake, Table.TWEETS));
    record(lake, "run-1", verdict);

    assertThat(verdict.isRefused()).isFalse();
    assertThatIllegalStateException().isThrownBy(verdict::message);
    Row row = lake.read(Table.DATA_QUALITY).where("constraint_name = 'longer'").first();
    assertThat(row.<String>getAs("table_name")).isEqualTo("mer.tweets");
    assertThat(row.<String>getAs("measure")).isEqualTo("mean");
    assertThat(row.<String>getAs("expression")).isEqualTo("tokens");
    assertThat(row.<Double>getAs("low")).isEqualTo(9);
    assertThat(row.isNullAt(row.fieldIndex("high"))).isTrue();
    assertThat(row.<Long>getAs("rows_judged")).isEqualTo(9);
    assertThat(row.<String>getAs("outcome")).isEqualTo("accepted");
    assertThat(row.<String>getAs("accepted_by")).isEqualTo("jane");
    assertThat(row.<String>getAs("message")).contains("must be at least 9, is 5.33333");
    assertThat(row.<Boolean>getAs("is_reference")).isTrue();
    assertThat(LastAccepted.of(lake, Table.TWEETS).of(longer).orElseThrow().value().getAsDouble())
        .isCloseTo(5.333, within(1e-3));
    assertThat(LastAccepted.of(lake, Table.FACES).of(longer)).isEmpty();
  }

  @Test
  void everyFailureIsNamedWithTheRemedy(Lake lake) {
    Verdict verdict =
        gate(
                constraint("read", CountMeasure.ROWS_READ, atLeast(100)),
                constraint("kept", CountMeasure.ROWS_KEPT, atLeast(1)),
                constraint("rarest", new LeastShare(LABELS, ALL), atLeast(0.9)))
            .judge(rows(lake, NINE), new Counts(9, 9, 0, 0), LastAccepted.none());

    assertThat(verdict.message())
        .contains(
            "read (rows read must be at least 100, is 9); ",
            "rarest (share of the rarest polarity must be at least 0.9, is 0.444444 (negative))")
        .endsWith("--accept read,rarest");
  }

  @Test
  void anUnknownNameInAcceptIsWrongUsage() {
    QualityGate gate =
        gate(
            constraint("read", CountMeasure.ROWS_READ, atLeast(1)),
            constraint("kept", CountMeasure.ROWS_KEPT, atLeast(1)));

    assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> gate.accepting(Set.of("kept", "raed"), "jane"))
        .withMessage("--accept names no constraint of mer.tweets: 'raed'; there are: read, kept");
  }

  @Test
  void whatCannotBeMeasuredIsWrongUsageBeforeAnythingIsRead(Lake lake) {
    assertThatUsage(lake, new ColumnStatistic(Statistic.MEAN, "tokkens", ALL))
        .withMessageContaining("'quality.tweets.x'")
        .withMessageContaining("no column 'tokkens'");
    assertThatUsage(lake, new ColumnStatistic(Statistic.MEAN, "polarity", ALL))
        .withMessageContaining("must hold numbers, cannot be: string");
    assertThatUsage(lake, new Share("occurrence >", ALL))
        .withMessageContaining("'occurrence >' is no predicate");
    assertThatUsage(lake, new Share("occurrence", ALL)).withMessageContaining("no predicate");
    assertThatUsage(lake, new Share("count(*) > 1", ALL)).withMessageContaining("no predicate");
    assertThatUsage(lake, new Share("has_link", RowFilter.where("likes > 1")))
        .withMessageContaining("'likes > 1'");
    assertThatUsage(lake, new Distance(Bins.ofEdges("polarity", List.of(1.0)), ALL), atMost(1))
        .withMessageContaining("must hold numbers");
    gate(constraint("x", new Share("has_link", RowFilter.where("occurrence > 1")), ANY))
        .check(lake.spark());
  }

  @Test
  void aPredicateThatBreaksOnTheRowsIsAnErrorAndNoOutcome(Lake lake) {
    Constraint broken =
        constraint("x", new Share("raise_error('broken row') IS NULL", ALL), atLeast(1));

    assertThatIllegalStateException()
        .isThrownBy(
            () -> gate(broken).judge(rows(lake, NINE), new Counts(9, 9, 0, 0), LastAccepted.none()))
        .withMessageContaining("broken row");
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<UsageException> assertThatUsage(
      Lake lake, Measure measure) {
    return assertThatUsage(lake, measure, ANY);
  }

  private static org.assertj.core.api.ThrowableAssertAlternative<UsageException> assertThatUsage(
      Lake lake, Measure measure, Bounds bounds) {
    return assertThatExceptionOfType(UsageException.class)
        .isThrownBy(() -> gate(constraint("x", measure, bounds)).check(lake.spark()));
  }

  private static Verdict ingest(Lake lake, String runId, String rows, Constraint constraint) {
    Dataset<Row> staged = rows(lake, rows);
    long count = staged.count();
    Verdict verdict =
        gate(constraint)
            .judge(staged, new Counts(count, count, 0, 0), LastAccepted.of(lake, Table.TWEETS));
    record(lake, runId, verdict);
    return verdict;
  }

  private static void record(Lake lake, String runId, Verdict verdict) {
    try (Publication publication = lake.publication(runId)) {
      publication.append(Table.DATA_QUALITY, verdict.rows(runId, Instant.now()));
      publication.publish();
    }
  }

  private static double measure(Lake lake, String rows, Measure measure) {
    return only(judge(lake, rows, rows(lake, rows).count(), measure)).value().getAsDouble();
  }

  private static Verdict judge(Lake lake, String rows, long count, Measure... measures) {
    Constraint[] constraints = new Constraint[measures.length];
    for (int i = 0; i < measures.length; i++) {
      constraints[i] = constraint("x" + i, measures[i], ANY);
    }

    return gate(constraints)
        .judge(rows(lake, rows), new Counts(count, count, 0, 0), LastAccepted.none());
  }

  private static QualityGate gate(Constraint... constraints) {
    return QualityGate.of(Table.TWEETS, List.of(constraints));
  }

  private static Constraint constraint(String name, Measure measure, Bounds bounds) {
    return new Constraint(name, measure, bounds, 0);
  }

  private static Bounds atLeast(double min) {
    return new Bounds(OptionalDouble.of(min), NONE, Optional.empty());
  }

  private static Bounds atMost(double max) {
    return new Bounds(NONE, OptionalDouble.of(max), Optional.empty());
  }

  private static Dataset<Row> rows(Lake lake, String query) {
    return lake.spark().sql(query.startsWith("VALUES") ? "SELECT * FROM " + query : query);
  }

  private static Outcome only(Verdict verdict) {
    assertThat(verdict.outcomes()).hasSize(1);
    return verdict.outcomes().get(0);
  }
}
