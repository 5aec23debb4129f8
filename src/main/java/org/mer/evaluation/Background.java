package org.mer.evaluation;

import java.util.List;
import org.mer.table.Lake;

/**
 * What the tables tell of a fuse run besides figures.
 *
 * @param models that predicted
 * @param courses of their trainings, where they were trained in this warehouse
 * @param errors that main subjects were surest of
 */
public record Background(
    List<RunModel> models, List<TrainingCourse> courses, List<ConfidentErrors> errors) {
  /** Copies the lists. */
  public Background {
    models = List.copyOf(models);
    courses = List.copyOf(courses);
    errors = List.copyOf(errors);
  }

  /** That of a run. */
  public static Background of(Lake lake, Datasets datasets, String fuseRunId, Examples examples) {
    List<RunModel> models = RunModel.of(lake, fuseRunId);
    return new Background(
        models,
        TrainingCourse.of(lake, models),
        ConfidentErrors.of(lake, datasets, fuseRunId, examples));
  }
}
