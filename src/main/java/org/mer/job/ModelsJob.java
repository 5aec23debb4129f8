package org.mer.job;

import static org.apache.spark.sql.functions.array_join;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.UsageException;
import org.mer.model.Contender;
import org.mer.model.Decision;
import org.mer.model.Promotions;
import org.mer.table.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the models and their champion, promotes a challenger, and takes a promotion back. */
@Command(
    name = "models",
    description = "Shows models and the champion, promotes a challenger, takes a promotion back.",
    footer = {
      "",
      "  list              all models of the registry, the champion marked",
      "  show [VERSION]    the champion, or a model, and what was decided on it",
      "  history           all decisions",
      "  promote [RUN]     what the fuse run RUN (default: the newest) scored with, if it earned it; else exit code 4",
      "  rollback [NUMBER] to the champion before this one, or to that of decision NUMBER",
      "",
      "Examples:",
      "  jobs/models.sh list --format csv",
      "  jobs/models.sh promote",
      "  jobs/models.sh rollback"
    })
final class ModelsJob extends Job {
  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "list, show, history, promote or rollback.")
  Action action;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description = "A version (show), a fuse run (promote) or a decision's number (rollback).")
  String name;

  @Option(
      names = "--anyway",
      paramLabel = "WHY",
      description = "promote without being judged; why is recorded, with the user's name.")
  String anyway;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "table, csv or json (one object a line) (default: ${DEFAULT-VALUE}).")
  RowFormat format;

  @Mixin ModelOptions models;

  /** What is to be done. */
  enum Action {
    LIST,
    SHOW,
    HISTORY,
    PROMOTE,
    ROLLBACK;

    boolean isDecision() {
      return this == PROMOTE || this == ROLLBACK;
    }
  }

  @Override
  boolean isRecorded() {
    return action.isDecision();
  }

  @Override
  void check(JobContext context) {
    if (!context.lake().exists()) {
      throw new UsageException(
          "there is no warehouse at %s: name another with --warehouse, or fill this one, for example with jobs/demo.sh"
              .formatted(context.warehouse().root()));
    }

    if (anyway != null && (action != Action.PROMOTE || anyway.isBlank())) {
      throw new UsageException(
          "--anyway goes with promote and says why, cannot be: '%s' with %s"
              .formatted(anyway, action.name().toLowerCase(java.util.Locale.ROOT)));
    }

    switch (action) {
      case PROMOTE -> {
        PromotionSettings.rule(context.settings());
        challenge(context).challenger(fuseRun(context));
      }
      case ROLLBACK -> rollbackTarget(context);
      case SHOW -> description(context);
      default -> {}
    }
  }

  @Override
  String plan(JobContext context) {
    return switch (action) {
      case PROMOTE ->
          "judge %s against the champion, %s, and promote them if they earned it"
              .formatted(
                  challenge(context).challenger(fuseRun(context)),
                  champion(context).map(Contender::toString).orElse("of which there is none"));
      case ROLLBACK -> "make the champion %s again".formatted(rollbackTarget(context));
      default -> "print models";
    };
  }

  @Override
  void run(JobContext context) {
    switch (action) {
      case LIST -> print(context, registry(context));
      case SHOW -> print(context, description(context).rows());
      case HISTORY -> print(context, history(context));
      case PROMOTE -> tell(context, promote(context));
      case ROLLBACK -> tell(context, challenge(context).rollBack(number()));
    }
  }

  private Decision promote(JobContext context) {
    Challenge challenge = challenge(context);
    Contender challenger = challenge.challenger(fuseRun(context));
    if (anyway == null) {
      return challenge.decide(challenger);
    }

    challenge.open(challenger);
    return challenge.decideAnyway(challenger, anyway);
  }

  private Challenge challenge(JobContext context) {
    return new Challenge(context, models);
  }

  private static Optional<Contender> champion(JobContext context) {
    return Promotions.of(context.lake()).champion();
  }

  private Contender rollbackTarget(JobContext context) {
    Promotions promotions = Promotions.of(context.lake());
    return number().map(promotions::crowned).orElseGet(promotions::predecessor);
  }

  private Optional<Long> number() {
    try {
      return Optional.ofNullable(name).map(Long::valueOf);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "rollback takes the number of a decision, cannot be: '%s' (jobs/models.sh history lists them)"
              .formatted(name),
          e);
    }
  }

  private String fuseRun(JobContext context) {
    return Optional.ofNullable(name).orElseGet(() -> newestFuseRun(context));
  }

  private static String newestFuseRun(JobContext context) {
    if (context.lake().isEmpty(Table.FUSION_RULES)) {
      throw new UsageException(
          "there is nothing to promote in %s: run jobs/fuse.sh and jobs/evaluate.sh first"
              .formatted(context.warehouse().root()));
    }

    return context
        .lake()
        .read(Table.FUSION_RULES)
        .select("run_id")
        .distinct()
        .orderBy(regexp_extract(col("run_id"), "\\d{8}T\\d{6}", 0).desc(), col("run_id").desc())
        .first()
        .getString(0);
  }

  private static Dataset<Row> registry(JobContext context) {
    Optional<Contender> champion = champion(context);
    Column isChampion =
        champion
            .map(
                it ->
                    when(col("name").equalTo("text"), col("version").equalTo(it.text().version()))
                        .otherwise(col("version").equalTo(it.face().version())))
            .orElse(lit(false));
    return context
        .lake()
        .read(Table.MODELS)
        .select(
            col("name"),
            col("version"),
            isChampion.as("is_champion"),
            col("created_at"),
            col("network"),
            col("parameters"),
            col("training_rows"),
            col("validation_accuracy"),
            col("validation_macro_f1"),
            col("path"))
        .orderBy(col("name").desc(), col("created_at").desc());
  }

  private static Dataset<Row> history(JobContext context) {
    return context
        .lake()
        .read(Table.PROMOTIONS)
        .select(
            col("number"),
            col("decided_at"),
            col("action"),
            col("text_version"),
            col("face_version"),
            col("fuse_run_id"),
            coalesce(col("previous_fuse_run_id"), lit("")).as("previous_fuse_run_id"),
            col("decided_by"),
            array_join(col("reasons"), "; ").as("reasons"))
        .orderBy(col("number").desc());
  }

  private ModelDescription description(JobContext context) {
    ModelDescription description = new ModelDescription(context);
    return name == null ? description.ofChampion() : description.of(name);
  }

  private void print(JobContext context, Dataset<Row> rows) {
    format.print(rows, format.defaultLimit(), context.out());
  }

  private static void tell(JobContext context, Decision decision) {
    context
        .out()
        .printf("decision %d: the champion is %s%n", decision.number(), decision.contender());
    decision.reasons().forEach(reason -> context.out().println("  " + reason));
    decision.previous().ifPresent(it -> context.out().println("before: " + it));
  }
}
