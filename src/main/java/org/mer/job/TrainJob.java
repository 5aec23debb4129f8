package org.mer.job;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.model.Registry;
import org.mer.model.TemperatureScaling;
import org.mer.page.Numeral;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.training.Checkpoint;
import org.mer.training.Checkpoints;
import org.mer.training.Epoch;
import org.mer.training.LearningRate;
import org.mer.training.NetworkScoring;
import org.mer.training.Recipe;
import org.mer.training.TrainedNetwork;
import org.mer.training.Trainer;
import org.mer.training.TrainingReport;
import org.mer.training.TrainingTask;
import org.mer.training.Validator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/**
 * What both training jobs do: fit a branch's network, calibrate it, write the bundle, the learning
 * curve and a page that shows it.
 */
abstract class TrainJob extends Job {
  private static final Logger LOG = LoggerFactory.getLogger(TrainJob.class);

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Passes over the training rows (default: the setting BRANCH.epochs).")
  Integer epochs;

  @Option(
      names = "--max-minutes",
      paramLabel = "MINUTES",
      description =
          "No further round is started after this time; the best epoch is kept (default: the setting BRANCH.max-minutes).")
  Double maxMinutes;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Go on from the newest checkpoint of a training that was interrupted: of this run, or of the newest one that has any.")
  String resume;

  @Option(
      names = "--begin-with",
      paramLabel = "URI",
      description =
          "Folder of a bundle to learn on from: its weights, and of a text model its vocabulary; its network must be that of the settings (default: random weights).")
  String beginWith;

  /** The table the branch learns from. */
  abstract Table table();

  /** The part that the epoch is chosen on. */
  abstract String validationPart();

  /** The branch's section of the settings. */
  abstract String section();

  /** The job that fills the table. */
  abstract String filledBy();

  /**
   * What the branch brings.
   *
   * @param first the bundle that learning begins with
   */
  abstract TrainingTask task(JobContext context, Config section, Optional<Bundle> first);

  /**
   * Makes the branch's values from the settings, so that a bad one is met before anything is read.
   */
  abstract void checkSettings(Config section);

  @Override
  void check(JobContext context) {
    Config section = context.settings().getConfig(section());
    try {
      recipe(context, section);
      checkSettings(section);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "the settings under '%s' cannot be used: %s".formatted(section(), e.getMessage()), e);
    }

    context.requireRows(table(), filledBy());
    var unused = first(context);
  }

  private Optional<Bundle> first(JobContext context) {
    return Optional.ofNullable(beginWith)
        .map(Registry.of(context.warehouse(), context.lake())::open);
  }

  @Override
  String plan(JobContext context) {
    Recipe recipe = recipe(context, context.settings().getConfig(section()));
    return "fit %d epochs on %s from %s, choose by the part %s, write a bundle under %s"
        .formatted(
            recipe.epochs(),
            table().fullName(),
            Optional.ofNullable(beginWith).orElse("random weights"),
            validationPart(),
            context.warehouse().models());
  }

  @Override
  void run(JobContext context) {
    Config section = context.settings().getConfig(section());
    TrainingTask task = task(context, section, first(context));
    checkClasses(task, task.training(), "training");
    checkClasses(task, task.validation(), "validation");
    Checkpoints checkpoints = checkpoints(context);
    Optional<Checkpoint> from = resume == null ? Optional.empty() : Optional.of(last(checkpoints));
    TrainedNetwork trained =
        new Trainer(context.spark(), recipe(context, section))
            .train(task, checkpoints, data(context), from);
    TemperatureScaling calibration = calibrate(task, trained);
    try (Publication publication = context.lake().publication(context.runId())) {
      Bundle bundle =
          Registry.of(context.warehouse(), context.lake())
              .add(
                  manifest(context, task, trained, calibration), files(task, trained), publication);
      publication.append(Table.EPOCHS, curve(context, task, trained));
      publication.publish();
      if (trained.isFinished()) {
        checkpoints.clear();
      }

      report(context, task, trained, calibration, bundle);
    }
  }

  private Map<String, String> settings(JobContext context, Config section) {
    Map<String, String> settings = new TreeMap<>();
    section
        .entrySet()
        .forEach(one -> settings.put(one.getKey(), one.getValue().unwrapped().toString()));
    Recipe recipe = recipe(context, section);
    settings.put("epochs", Integer.toString(recipe.epochs()));
    settings.put("max-minutes", Numeral.decimal(recipe.timeLimit().toSeconds() / 60.0));
    settings.put("seed", Long.toString(recipe.seed()));
    return settings;
  }

  private Map<String, String> provenance(JobContext context, TrainingTask task, Bundle bundle) {
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("run", context.runId());
    provenance.put("network", task.definition().toString());
    provenance.put("first weights", task.beginning().toString());
    provenance.put("classes", String.join(", ", task.classes()));
    provenance.put("rows", table().fullName());
    provenance.put("epoch chosen by", validationPart());
    provenance.put("bundle", bundle.folder().toString());
    provenance.putAll(context.provenance(table()));
    return provenance;
  }

  private Recipe recipe(JobContext context, Config section) {
    double minutes = maxMinutes != null ? maxMinutes : section.getDouble("max-minutes");
    return new Recipe(
        epochs != null ? epochs : section.getInt("epochs"),
        section.getInt("batch-size"),
        section.getInt("averaging-frequency"),
        section.getInt("workers"),
        learningRate(section.getConfig("learning-rate")),
        section.getDouble("average-decay"),
        section.getDouble("largest-gradient"),
        section.getInt("patience"),
        section.getDouble("minimum-gain"),
        minutes(minutes),
        minutes(section.getDouble("checkpoint-minutes")),
        context.seed());
  }

  private static LearningRate learningRate(Config section) {
    String name = section.getString("shape");
    LearningRate.Shape shape =
        Arrays.stream(LearningRate.Shape.values())
            .filter(one -> name(one).equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "learning-rate.shape must be one of %s, cannot be: %s"
                            .formatted(
                                Arrays.stream(LearningRate.Shape.values())
                                    .map(TrainJob::name)
                                    .collect(Collectors.joining(", ")),
                                name)));
    return new LearningRate(
        shape,
        section.getDouble("highest"),
        section.getDouble("warm-up"),
        section.getDouble("factor"),
        section.getInt("patience"));
  }

  private static String name(LearningRate.Shape shape) {
    return shape.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Duration minutes(double minutes) {
    return Duration.ofMillis((long) (minutes * 60_000));
  }

  /** Those of this run, or of the one that it goes on with. */
  private Checkpoints checkpoints(JobContext context) {
    String run = resume == null ? context.runId() : resumed(context);
    return new Checkpoints(new Path(folder(context), run), context.hadoop());
  }

  private String resumed(JobContext context) {
    return resume.isEmpty()
        ? Checkpoints.newest(folder(context), context.hadoop())
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no checkpoint under %s to go on from: train without --resume"
                            .formatted(folder(context))))
        : resume;
  }

  private Checkpoint last(Checkpoints checkpoints) {
    return checkpoints
        .latest()
        .orElseThrow(
            () ->
                new UsageException(
                    "%s has no checkpoint that is whole: name another run with --resume=RUN, or train without it"
                        .formatted(checkpoints)));
  }

  private Path folder(JobContext context) {
    return context.warehouse().checkpoints(spec.name());
  }

  /** What the rows are: the snapshot of their table. */
  private Map<String, String> data(JobContext context) {
    Map<String, String> data = new TreeMap<>();
    context
        .lake()
        .snapshots(table())
        .forEach((name, id) -> data.put("snapshot of " + name, String.valueOf(id)));
    return data;
  }

  private static void checkClasses(TrainingTask task, Dataset<Row> rows, String what) {
    Map<String, Long> counts = new HashMap<>();
    rows.groupBy(task.labelColumn())
        .count()
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    for (String label : task.classes()) {
      if (!counts.containsKey(label)) {
        throw new UsageException(
            "the %s rows hold no %s of class '%s', so it cannot be learned: ingest rows of every class"
                .formatted(what, task.name(), label));
      }
    }

    LOG.info("{} rows: {}", what, counts);
  }

  private static TemperatureScaling calibrate(TrainingTask task, TrainedNetwork trained) {
    return new Validator(task.scoring(), task.classes().size())
        .calibrate(new NetworkScoring(trained.network(), task.scoring()).score(task.validation()));
  }

  private Manifest manifest(
      JobContext context,
      TrainingTask task,
      TrainedNetwork trained,
      TemperatureScaling calibration) {
    Epoch best = trained.best();
    return new Manifest(
        Manifest.FORMAT,
        task.name(),
        context.runId(),
        context.runId(),
        context.run().startedAt().toString(),
        Version.current(),
        task.definition().name(),
        task.hyperparameters(),
        task.classes(),
        trained.network().weights().length,
        calibration.temperature(),
        best.validation().accuracy(),
        best.validation().macroF1(),
        trained.trainingRows(),
        context.seed(),
        context.lake().snapshots(table()),
        Map.of());
  }

  private static Map<String, byte[]> files(TrainingTask task, TrainedNetwork trained) {
    Map<String, byte[]> files = new HashMap<>(task.files());
    files.put(Bundle.WEIGHTS, Bundle.bytes(trained.network().weights()));
    return files;
  }

  private static List<Row> curve(JobContext context, TrainingTask task, TrainedNetwork trained) {
    return trained.epochs().stream()
        .map(
            epoch ->
                RowFactory.create(
                    context.runId(),
                    task.subject(),
                    epoch.number(),
                    epoch.examples(),
                    epoch.seconds(),
                    epoch.fitSeconds(),
                    epoch.examplesPerSecond(),
                    epoch.trainLoss(),
                    epoch.validation().loss(),
                    epoch.validation().accuracy(),
                    epoch.validation().macroF1(),
                    epoch.learningRate(),
                    epoch.gradientNorm(),
                    epoch.nativeBytes(),
                    epoch.equals(trained.best())))
        .toList();
  }

  private void report(
      JobContext context,
      TrainingTask task,
      TrainedNetwork trained,
      TemperatureScaling calibration,
      Bundle bundle) {
    Path page = context.warehouse().report(context.runId());
    new TrainingReport(
            task.subject(),
            trained,
            calibration.temperature(),
            task.exhibits(),
            settings(context, context.settings().getConfig(section())),
            provenance(context, task, bundle))
        .write(page, context.hadoop());
    context
        .out()
        .printf(
            "%s: epoch %d of %d kept, validation accuracy %.4f, macro-F1 %.4f (n = %,d), temperature %.2f%nbundle: %s%nreport: %s%n",
            task.subject(),
            trained.best().number(),
            trained.epochs().size(),
            trained.best().validation().accuracy(),
            trained.best().validation().macroF1(),
            trained.best().validation().rows(),
            calibration.temperature(),
            bundle.folder(),
            page);
  }
}
