package org.mer.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What was measured.
 *
 * @param fuseRunId the run that was evaluated
 * @param measurements every figure, by group
 * @param matrices a confusion matrix a group, draws summed
 * @param reliabilities a reliability diagram a group and stage, draws summed
 * @param curves of main subjects, precision and recall by group and class, draws summed
 */
public record Evaluation(
    String fuseRunId,
    List<Measurement> measurements,
    SortedMap<Group, ConfusionMatrix> matrices,
    SortedMap<Group, Map<Stage, Reliability>> reliabilities,
    SortedMap<Group, SortedMap<String, PrecisionRecall>> curves) {
  /** Whether a posterior is judged as the network gave it or with its temperature. */
  public enum Stage {
    /** Without the temperature. */
    BEFORE("before", "_uncalibrated"),
    /** With the temperature: what the tables hold. */
    AFTER("after", "");

    private final String label;
    private final String suffix;

    Stage(String label, String suffix) {
      this.label = label;
      this.suffix = suffix;
    }

    /** The word that stands in tables. */
    public String label() {
      return label;
    }

    /** What a metric's name ends with at this stage. */
    String suffix() {
      return suffix;
    }

    static Stage of(String label) {
      return label.equals(BEFORE.label) ? BEFORE : AFTER;
    }
  }

  /** The figure of a group and metric over all classes and draws. */
  public Optional<Measurement> whole(Group group, String metric) {
    return measurements.stream()
        .filter(one -> one.group().equals(group) && one.metric().equals(metric))
        .filter(one -> one.ofClass().isEmpty())
        .findFirst();
  }

  /** Rows of the table {@code metrics}. */
  public List<Row> metricRows(String runId) {
    return measurements.stream()
        .map(
            one ->
                RowFactory.create(
                    runId,
                    fuseRunId,
                    one.group().subject(),
                    one.group().dataset(),
                    one.group().part(),
                    one.group().slice(),
                    one.group().pairingSeed().isPresent()
                        ? one.group().pairingSeed().getAsInt()
                        : null,
                    one.metric(),
                    one.ofClass().orElse(null),
                    one.value(),
                    one.interval().map(Interval::low).orElse(null),
                    one.interval().map(Interval::high).orElse(null),
                    one.n()))
        .toList();
  }

  /** Rows of the table {@code confusion}. */
  public List<Row> confusionRows(String runId) {
    List<Row> rows = new ArrayList<>();
    matrices.forEach(
        (group, matrix) -> {
          for (int truth = 0; truth < matrix.classes().size(); truth++) {
            for (int predicted = 0; predicted < matrix.classes().size(); predicted++) {
              long n = matrix.count(truth, predicted);
              if (n > 0) {
                rows.add(
                    RowFactory.create(
                        runId,
                        group.subject(),
                        group.dataset(),
                        group.part(),
                        group.slice(),
                        matrix.classes().get(truth),
                        matrix.classes().get(predicted),
                        n));
              }
            }
          }
        });
    return rows;
  }

  /** Rows of the table {@code calibration}. */
  public List<Row> calibrationRows(String runId) {
    List<Row> rows = new ArrayList<>();
    reliabilities.forEach(
        (group, stages) ->
            stages.forEach(
                (stage, reliability) -> {
                  for (int bin = 0; bin < Reliability.BINS; bin++) {
                    rows.add(
                        RowFactory.create(
                            runId,
                            group.subject(),
                            group.dataset(),
                            group.part(),
                            group.slice(),
                            stage.label(),
                            bin,
                            (double) bin / Reliability.BINS,
                            (bin + 1.0) / Reliability.BINS,
                            reliability.confidence(bin).isPresent()
                                ? reliability.confidence(bin).getAsDouble()
                                : null,
                            reliability.accuracy(bin).isPresent()
                                ? reliability.accuracy(bin).getAsDouble()
                                : null,
                            reliability.n(bin)));
                  }
                }));
    return rows;
  }
}
