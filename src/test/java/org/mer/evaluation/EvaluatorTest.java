package org.mer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.table.Lake;
import org.mer.table.Publication;
import org.mer.table.Table;

/** Slices of predictions that are few enough to be counted by hand. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class EvaluatorTest {
  private static final String TEST = "text on sentiment140, test, all";
  private static final String RUN = "fuse-20200101T000000-a";

  @Test
  void tweetsAreTakenApartByLengthLinkAndMention(Lake lake) {
    publish(
        lake,
        Table.TEXT_PREDICTIONS,
        List.of(
            tweet("text", "test", "positive", 0.9, 1, Marks.NONE),
            tweet("text", "test", "positive", 0.2, 5, Marks.LINK),
            tweet("text", "test", "negative", 0.1, 6, Marks.LINK),
            tweet("text", "test", "negative", 0.3, 20, Marks.NAME),
            tweet("text", "test", "negative", 0.8, 21, Marks.NONE),
            tweet("text", "manual", "positive", 0.8, 3, Marks.NONE),
            tweet("text", "manual", "neutral", 0.8, 3, Marks.NONE),
            tweet("text", "validation", "positive", 0.9, 3, Marks.NONE),
            tweet("text/ngrams", "test", "positive", 0.1, 3, Marks.NONE)));

    Evaluation evaluation = evaluate(lake);

    assertThat(slices(evaluation, "accuracy"))
        .containsExactly(
            "text manual link:no 1.00 of 1",
            "text manual mention:no 1.00 of 1",
            "text manual tokens:1-5 1.00 of 1",
            "text test link:no 0.67 of 3",
            "text test link:yes 0.50 of 2",
            "text test mention:no 0.50 of 4",
            "text test mention:yes 1.00 of 1",
            "text test tokens:1-5 0.50 of 2",
            "text test tokens:11-20 1.00 of 1",
            "text test tokens:21+ 0.00 of 1",
            "text test tokens:6-10 1.00 of 1");
    // Of link:no positive 1 of 1 right and predicted twice, negative 1 of 2: (2/3 + 2/3) / 2.
    assertThat(slices(evaluation, "macro_f1")).contains("text test link:no 0.67 of 3");
    assertThat(evaluation.matrices().keySet())
        .extracting(Group::slice)
        .containsOnly("all", "polar");
  }

  @Test
  void facesAreTakenApartByBrightnessAndContrast(Lake lake) {
    publish(
        lake,
        Table.FACE_PREDICTIONS,
        List.of(
            face("face", "PrivateTest", "happy", 114.9, 47.9),
            face("face", "PrivateTest", "sad", 115, 48),
            face("face", "PrivateTest", "happy", 143.9, 59.9),
            face("face", "PrivateTest", "happy", 144, 60),
            face("face", "PublicTest", "happy", 100, 50),
            face("face/hog", "PrivateTest", "happy", 100, 50)));

    assertThat(slices(evaluate(lake), "accuracy"))
        .containsExactly(
            "face PrivateTest brightness:bright 1.00 of 1",
            "face PrivateTest brightness:dark 1.00 of 1",
            "face PrivateTest brightness:middle 0.50 of 2",
            "face PrivateTest contrast:high 1.00 of 1",
            "face PrivateTest contrast:low 1.00 of 1",
            "face PrivateTest contrast:middle 0.50 of 2");
  }

  @Test
  void precisionAndRecallAreThoseByHand(Lake lake) {
    publish(
        lake,
        Table.TEXT_PREDICTIONS,
        List.of(
            tweet("text", "test", "positive", 0.905, 1, Marks.NONE),
            tweet("text", "test", "positive", 0.305, 1, Marks.NONE),
            tweet("text", "test", "negative", 0.705, 1, Marks.NONE),
            tweet("text", "test", "negative", 1.0, 1, Marks.NONE),
            tweet("text/ngrams", "test", "negative", 1.0, 1, Marks.NONE)));

    SortedMap<Group, SortedMap<String, PrecisionRecall>> curves = evaluate(lake).curves();

    assertThat(curves.keySet()).extracting(Group::title).containsExactly(TEST);
    PrecisionRecall positive = curves.get(curves.firstKey()).get("positive");
    assertThat(positive.prior()).isEqualTo(0.5);
    assertThat(positive.precision(30)).hasValue(2.0 / 4);
    assertThat(positive.precision(31)).hasValue(1.0 / 3);
    assertThat(positive.recall(90)).isEqualTo(0.5);
    assertThat(positive.precision(99)).hasValue(0);
    assertThat(curves.get(curves.firstKey()).get("negative").precision(99)).isEmpty();
  }

  private static Evaluation evaluate(Lake lake) {
    return new Evaluator(lake, new Datasets("sentiment140", "fer2013"), 1).evaluate(RUN);
  }

  private static List<String> slices(Evaluation evaluation, String metric) {
    return evaluation.measurements().stream()
        .filter(one -> one.group().kind() == SliceKind.CONDITION && one.metric().equals(metric))
        .sorted(Comparator.comparing(Measurement::group))
        .map(
            one ->
                "%s %s %s %.2f of %d"
                    .formatted(
                        one.group().subject(),
                        one.group().part(),
                        one.group().slice(),
                        one.value(),
                        one.n()))
        .toList();
  }

  /** What a tweet's text had in it. */
  private enum Marks {
    NONE,
    LINK,
    NAME
  }

  private static Row tweet(
      String subject, String part, String truth, double positive, int tokens, Marks marks) {
    return RowFactory.create(
        RUN,
        "%s-%s-%d-%s".formatted(part, truth, tokens, positive),
        subject,
        part,
        truth,
        positive > 0.5 ? "positive" : "negative",
        Math.max(positive, 1 - positive),
        RowFactory.create(1 - positive, 0.0, positive),
        1.0,
        "7",
        tokens,
        marks == Marks.LINK,
        marks == Marks.NAME);
  }

  /** A face that was taken for a happy one. */
  private static Row face(
      String subject, String part, String truth, double brightness, double contrast) {
    return RowFactory.create(
        RUN,
        "%s-%s-%s".formatted(part, truth, brightness),
        subject,
        part,
        truth,
        "happy",
        0.4,
        RowFactory.create(0.1, 0.1, 0.1, 0.4, 0.1, 0.1, 0.1),
        1.0,
        "7",
        brightness,
        contrast,
        false);
  }

  private static void publish(Lake lake, Table table, List<Row> rows) {
    try (Publication publication = lake.publication(RUN)) {
      publication.append(table, new ArrayList<>(rows));
      publication.publish();
    }
  }
}
