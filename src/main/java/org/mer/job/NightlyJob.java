package org.mer.job;

import static org.apache.spark.sql.functions.col;

import com.typesafe.config.Config;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;
import org.mer.ingest.RefusedException;
import org.mer.model.Decision;
import org.mer.model.Promotions;
import org.mer.model.Registry;
import org.mer.table.Lease;
import org.mer.table.Table;
import org.mer.training.Checkpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The retraining of a night: ingests what has come, trains both branches, fuses, evaluates,
 * promotes what earned it, looks for drift and tidies up. Each stage is the job that a user would
 * call, with a run of its own in {@code mer.runs}; {@code mer.stages} remembers which are done. A
 * run that died is gone on with by the next.
 */
@Command(
    name = "nightly",
    description =
        "Ingests what has come, retrains both branches, fuses, evaluates, promotes the new models if they earned it, looks for drift and maintains the warehouse. Started again it goes on where it stopped.",
    footer = {
      "",
      "Exit codes: 0 promoted; 3 the quality gate refused what came; 4 the new models did not earn it. In all but 0 the champion stays,",
      "unless 1 says that only what follows the promotion failed.",
      "Standard output has a line of JSON a stage; what the jobs print goes to standard error."
    })
final class NightlyJob extends Job {
  /** The stage that decides on the new models. */
  static final String PROMOTE = "promote";

  /** How it ends if they did not earn it. */
  static final String NOT_PROMOTED = "not-promoted";

  private static final String RANDOM = "random";
  private static final String CHAMPION = "champion";
  private static final String DRIFT = "drift";
  private static final String MAINTAIN = "maintain";
  private static final Logger LOG = LoggerFactory.getLogger(NightlyJob.class);

  @Option(
      names = "--arrivals",
      paramLabel = "FOLDER",
      description =
          "Folder that raw files are moved into, tweets into its folder tweets, faces into faces; those that were not ingested yet are new (default: none, retrain on what is there).")
  String arrivals;

  @Option(
      names = "--deadline",
      paramLabel = "HH:MM",
      description =
          "When the night must be over, by the machine's clock: trainings stop in time, and what they reached is fused, evaluated and judged (default: as long as the trainings take).")
  String deadline;

  @Option(
      names = "--only-if-new",
      description = "Do nothing more where no new file came; exit code 0.")
  boolean onlyIfNew;

  private Optional<Arrivals> folder = Optional.empty();

  @Override
  void check(JobContext context) {
    folder = Optional.ofNullable(arrivals).map(it -> Arrivals.in(it, context.hadoop()));
    Optional.ofNullable(deadline).ifPresent(Deadline::parse);
    PromotionSettings.rule(context.settings());
    var unused = isFromChampion(context);
    DriftJob.checkSettings(context);
    MaintainJob.checkSettings(context);
    if (onlyIfNew && arrivals == null) {
      throw new UsageException("--only-if-new goes with --arrivals: name the folder, or leave it");
    }
  }

  @Override
  String plan(JobContext context) {
    return "ingest what is new in %s, train %s and %s%s, fuse, evaluate, promote what earned it, then %s"
        .formatted(
            Optional.ofNullable(arrivals).orElse("no folder"),
            learned(context, Branch.TEXT, "texts"),
            learned(context, Branch.FACE, "faces"),
            deadline == null ? "" : ", until " + deadline,
            String.join(" and ", closing(context)));
  }

  @Override
  void run(JobContext context) {
    Config settings = context.settings().getConfig("nightly");
    Duration patience = Duration.ofMinutes(settings.getLong("wait-minutes"));
    try (Lease lease = context.lake().lease("nightly", context.runId(), patience)) {
      NightLog log = NightLog.open(context, Duration.ofHours(settings.getLong("resume-hours")));
      if (log.isContinued()) {
        LOG.info("goes on with the night {}", log.night());
      }

      CoreSeconds cost = new CoreSeconds();
      context.spark().sparkContext().addSparkListener(cost);
      try {
        new Night(context, log, lease, cost).run();
      } finally {
        context.spark().sparkContext().removeSparkListener(cost);
      }
    }
  }

  private static String learned(JobContext context, Branch branch, String rows) {
    List<String> networks = branch.networks(context.settings());
    return networks.isEmpty() ? rows : rows + " by " + String.join(" and ", networks);
  }

  private static boolean isFromChampion(JobContext context) {
    String first = context.settings().getString("nightly.begin-with");
    if (!List.of(RANDOM, CHAMPION).contains(first)) {
      throw new UsageException(
          "nightly.begin-with must be %s or %s, cannot be: %s".formatted(RANDOM, CHAMPION, first));
    }

    return first.equals(CHAMPION);
  }

  /** The stages that are to follow the decision by the settings, in order. */
  private static List<String> closing(JobContext context) {
    return context.settings().getBoolean("nightly.maintain")
        ? List.of(DRIFT, MAINTAIN)
        : List.of(DRIFT);
  }

  /** A night under way. */
  private final class Night {
    private final JobContext context;
    private final NightLog log;
    private final Lease lease;
    private final CoreSeconds cost;
    private final Notice notice;
    private final Clock clock = Clock.systemUTC();

    Night(JobContext context, NightLog log, Lease lease, CoreSeconds cost) {
      this.context = context;
      this.log = log;
      this.lease = lease;
      this.cost = cost;
      this.notice = new Notice(context.settings().getConfig("nightly"));
    }

    void run() {
      try {
        stages();
      } catch (RefusedException e) {
        notice.failed(log.night(), context.runId(), "refused", e.getMessage());
        throw e;
      } catch (NotPromotedException e) {
        notice.failed(log.night(), context.runId(), NOT_PROMOTED, e.getMessage());
        throw e;
      } catch (Exception e) { // Spark throws checked exceptions that it does not declare
        notice.failed(log.night(), context.runId(), "failed", Failure.sentence(e));
        throw e;
      }
    }

    private void stages() {
      if (onlyIfNew && !log.isContinued() && isNothingNew()) {
        LOG.info("no new file came, so nothing is retrained");
        return;
      }

      if (!log.isContinued()) {
        log.owe(closing(context));
      }

      ingest("tweets", IngestTweetsJob::new);
      ingest("faces", IngestFacesJob::new);
      List<Branch.Training> faces = Branch.FACE.trainings(context.settings());
      String text = model(Branch.TEXT.trainings(context.settings()), faces.size());
      String face = model(faces, 0);
      String fused =
          perform(
              "fuse",
              FuseJob::new,
              context.settings(),
              List.of("--text-model", path("text", text), "--face-model", path("face", face)));
      var unused =
          perform("evaluate", EvaluateJob::new, context.settings(), List.of("--run", fused));
      close(decide(fused));
    }

    private boolean isNothingNew() {
      return fresh("tweets").isEmpty() && fresh("faces").isEmpty();
    }

    private List<String> fresh(String kind) {
      return folder.map(it -> it.fresh(kind, context.lake())).orElse(List.of());
    }

    private void ingest(String kind, Supplier<Job> job) {
      String stage = "ingest-" + kind;
      List<String> files = log.done(stage).isPresent() ? List.of() : fresh(kind);
      if (!files.isEmpty()) {
        var unused = perform(stage, job, context.settings(), files);
      } else if (log.done(stage).isEmpty()) {
        log.done(stage, Run.start(stage), 0, OptionalLong.of(0), "no new file");
      }
    }

    /**
     * The run that made the model of a branch.
     *
     * @param trainings of the branch
     * @param later trainings that follow upon them
     */
    private String model(List<Branch.Training> trainings, int later) {
      List<String> runs = new ArrayList<>();
      for (int i = 0; i < trainings.size(); i++) {
        runs.add(train(trainings.get(i), trainings.size() - i + later));
      }

      if (runs.size() == 1) {
        return runs.get(0);
      }

      Branch branch = trainings.get(0).branch();
      return perform(
          branch.combination(),
          branch::combinationJob,
          context.settings(),
          runs.stream().map(run -> path(branch.model(), run)).toList());
    }

    /**
     * Trains, or goes on with a training of this night that was interrupted. What a training cannot
     * go on with or begin with, such as when the settings of the network have changed, is left.
     *
     * @param trainings that are still to come, this one included
     */
    private String train(Branch.Training training, int trainings) {
      String stage = training.stage();
      Supplier<Job> job = training.branch()::trainingJob;
      List<String> limit = limit(training, trainings).stream().toList();
      List<String> first = first(training).map(uri -> "--begin-with=" + uri).stream().toList();
      List<String> resume = interrupted(training).map(run -> "--resume=" + run).stream().toList();
      List<List<String>> ways =
          Stream.of(joined(first, resume), resume, first, List.<String>of()).distinct().toList();
      for (List<String> way : ways.subList(0, ways.size() - 1)) {
        try {
          return perform(stage, job, training.settings(), joined(limit, way));
        } catch (UsageException e) {
          LOG.warn("{} cannot be done with {}: {}", stage, String.join(" ", way), e.getMessage());
        }
      }

      return perform(stage, job, training.settings(), limit);
    }

    private static List<String> joined(List<String> some, List<String> more) {
      return Stream.concat(some.stream(), more.stream()).toList();
    }

    /**
     * The bundle that a training begins with, by the settings: the champion, or what the champion
     * was made of that has the name of the training's network.
     */
    private Optional<String> first(Branch.Training training) {
      if (!isFromChampion(context)) {
        return Optional.empty();
      }

      String member = training.member().isEmpty() ? training.network() : training.member();
      try {
        return Registry.of(context.warehouse(), context.lake())
            .champion(training.branch().model())
            .map(it -> it.parts().contains(member) ? it.part(member) : it)
            .map(it -> it.folder().toString());
      } catch (UsageException e) {
        LOG.warn("{} begins with random weights: {}", training.stage(), e.getMessage());
        return Optional.empty();
      }
    }

    private Optional<String> limit(Branch.Training training, int trainings) {
      if (deadline == null) {
        return Optional.empty();
      }

      Duration reserve = Duration.ofMinutes(context.settings().getLong("nightly.reserve-minutes"));
      double left =
          Deadline.after(log.startedAt(), deadline, ZoneId.systemDefault())
              .minutes(clock, reserve, trainings);
      double most = Math.min(left, training.number("max-minutes"));
      LOG.info(
          "{} may take {} min, as the night ends at {}",
          training.stage(),
          String.format(Locale.ROOT, "%.1f", most),
          deadline);
      return Optional.of(String.format(Locale.ROOT, "--max-minutes=%.3f", most));
    }

    private Optional<String> interrupted(Branch.Training training) {
      Path checkpoints = context.warehouse().checkpoints(training.branch().training());
      return log.attempts(training.stage()).stream()
          .filter(
              run ->
                  new Checkpoints(new Path(checkpoints, run), context.hadoop())
                      .latest()
                      .isPresent())
          .findFirst();
    }

    private Optional<NotPromotedException> decide(String fused) {
      try {
        if (log.done(PROMOTE).isEmpty()) {
          promote(fused);
        }

        return Optional.empty();
      } catch (NotPromotedException e) {
        return Optional.of(e);
      }
    }

    /** Does what follows the decision, which stands whatever becomes of that. */
    private void close(Optional<NotPromotedException> objection) {
      List<String> sentences = new ArrayList<>();
      List<Exception> failures = new ArrayList<>();
      for (String stage : List.of(DRIFT, MAINTAIN)) {
        try {
          settle(stage);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
          sentences.add("%s failed: %s".formatted(stage, Failure.sentence(e)));
          failures.add(e);
        }
      }

      if (!failures.isEmpty()) {
        IllegalStateException failed =
            new IllegalStateException(
                "%s, but %s"
                    .formatted(
                        objection.isPresent()
                            ? "the new models are not promoted"
                            : "the new models are promoted",
                        String.join("; ", sentences)));
        failures.forEach(failed::addSuppressed);
        throw failed;
      }

      objection.ifPresent(
          it -> {
            throw it;
          });
    }

    /** Does a stage that follows the decision, if the night owes it. */
    private void settle(String stage) {
      if (!log.owes(stage)) {
        return;
      }

      var unused =
          stage.equals(DRIFT)
              ? perform(
                  stage,
                  DriftJob::new,
                  context.settings(),
                  List.of("--since", log.startedAt().toString()))
              : perform(stage, MaintainJob::new, context.settings(), List.of());
    }

    private void promote(String fused) {
      Optional<Decision> before =
          Promotions.of(context.lake()).decisions().stream()
              .filter(one -> one.contender().fuseRunId().equals(fused))
              .findFirst();
      if (before.isEmpty()) {
        var unused = perform(PROMOTE, ModelsJob::new, context.settings(), List.of(PROMOTE, fused));
      } else {
        takeNote(before.orElseThrow());
      }

      Decision decision = Promotions.of(context.lake()).inForce().orElseThrow();
      String message = "the champion is " + decision.contender();
      LOG.info("decision {}: {}", decision.number(), message);
      notice.promoted(
          log.night(), context.runId(), message + ": " + String.join("; ", decision.reasons()));
    }

    /** A run that died decided, and may have had no time to note it. */
    private void takeNote(Decision decision) {
      String reasons = String.join("; ", decision.reasons());
      Run run = new Run(decision.runId(), "models", decision.decidedAt());
      if (decision.isCrowning()) {
        log.done(PROMOTE, run, 0, OptionalLong.empty(), reasons);
        return;
      }

      if (!log.isNoted(PROMOTE, NOT_PROMOTED)) {
        log.ended(PROMOTE, run, NOT_PROMOTED, 0, OptionalLong.empty(), reasons);
      }

      throw new NotPromotedException(
          "%s are not promoted: %s".formatted(decision.contender(), reasons));
    }

    private String path(String name, String run) {
      return Registry.of(context.warehouse(), context.lake())
          .find(name, run)
          .orElseThrow(
              () -> new IllegalStateException("the registry has no model of the run " + run))
          .path();
    }

    /** Does a stage unless it is done, and returns the run that did it. */
    private String perform(
        String stage, Supplier<Job> job, Config settings, List<String> arguments) {
      Optional<String> done = log.done(stage);
      if (done.isPresent()) {
        LOG.info("{} is done already, by {}", stage, done.orElseThrow());
        return done.orElseThrow();
      }

      Optional<Run> unnoticed = unnoticed(stage);
      if (unnoticed.isPresent()) {
        Run run = unnoticed.orElseThrow();
        log.done(stage, run, 0, rows(run), "was done by a run that died before it noted that");
        return run.id();
      }

      lease.confirm();
      Job performed = job.get();
      CommandLine line = new CommandLine(performed).setCaseInsensitiveEnumValuesAllowed(true);
      line.parseArgs(arguments.toArray(String[]::new));
      perform(stage, performed, Run.start(line.getCommandName()), settings);
      return log.done(stage).orElseThrow();
    }

    private void perform(String stage, Job job, Run run, Config settings) {
      double before = cost.soFar();
      log.started(stage, run);
      try {
        job.execute(new JobContext(run, settings, context.warehouse(), context.lake(), System.err));
        log.done(stage, run, cost.soFar() - before, rows(run), job.summary());
      } catch (RefusedException e) {
        ended(stage, run, "refused", before, e, e.getMessage());
        throw e;
      } catch (NotPromotedException e) {
        ended(stage, run, NOT_PROMOTED, before, e, e.getMessage());
        throw e;
      } catch (Exception e) { // Spark throws checked exceptions that it does not declare
        ended(stage, run, "failed", before, e, Failure.sentence(e));
        throw e;
      }
    }

    private void ended(
        String stage, Run run, String status, double before, Exception cause, String message) {
      try {
        log.ended(stage, run, status, cost.soFar() - before, OptionalLong.empty(), message);
      } catch (RuntimeException e) {
        cause.addSuppressed(e);
      }
    }

    private OptionalLong rows(Run run) {
      return new StageRows(context.lake()).of(run.job(), run.id());
    }

    /** A run of a stage that published what it did and died before that was noted. */
    private Optional<Run> unnoticed(String stage) {
      List<String> attempts = log.attempts(stage);
      if (attempts.isEmpty()) {
        return Optional.empty();
      }

      return context
          .lake()
          .read(Table.RUNS)
          .where(col("run_id").isin(attempts.toArray()).and(col("status").equalTo("done")))
          .select("run_id", "job", "started_at")
          .takeAsList(1)
          .stream()
          .map(row -> new Run(row.getString(0), row.getString(1), row.getTimestamp(2).toInstant()))
          .findFirst();
    }
  }
}
