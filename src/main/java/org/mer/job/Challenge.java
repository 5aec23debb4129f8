package org.mer.job;

import static org.apache.spark.sql.functions.col;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.UsageException;
import org.mer.evaluation.Assessment;
import org.mer.evaluation.Matches;
import org.mer.evaluation.PromotionRule;
import org.mer.evaluation.Said;
import org.mer.evaluation.Standing;
import org.mer.evaluation.Yardstick;
import org.mer.fusion.FittedFusion;
import org.mer.fusion.FusedScores;
import org.mer.fusion.PairScores;
import org.mer.fusion.StoredRule;
import org.mer.model.Contender;
import org.mer.model.Decision;
import org.mer.model.ModelReference;
import org.mer.model.Promotions;
import org.mer.model.Registry;
import org.mer.table.Lease;
import org.mer.table.Table;

/**
 * A challenger against the champion. The challenger is what a fuse run scored the held-out rows
 * with: its two models and the fusion that it chose. Both are compared on the rows that both have
 * scored; the champion's pairs are fused again from what the challenger's models say of their two
 * halves.
 */
final class Challenge {
  private static final int FIRST_DRAW = 1;

  private final JobContext context;
  private final ModelOptions models;
  private final Promotions promotions;

  /**
   * A challenge.
   *
   * @param models where bundles lie that the registry does not list
   */
  Challenge(JobContext context, ModelOptions models) {
    this.context = context;
    this.models = models;
    this.promotions = Promotions.of(context.lake());
  }

  /**
   * What a fuse run scored with.
   *
   * @throws UsageException if the run is none that fused, or one of its models is nowhere
   */
  Contender challenger(String fuseRunId) {
    StoredRule rule =
        FittedFusion.chosenBy(context.lake(), fuseRunId)
            .orElseThrow(
                () ->
                    new UsageException(
                        "there is no fuse run '%s' that fused pairs in %s: SELECT DISTINCT run_id FROM mer.fusion_rules lists them"
                            .formatted(fuseRunId, context.warehouse().root())));
    return new Contender(
        model("text", Table.TEXT_PREDICTIONS, fuseRunId),
        model("face", Table.FACE_PREDICTIONS, fuseRunId),
        fuseRunId,
        rule.json());
  }

  /**
   * Judges a challenger and decides: it is promoted where it earned it, else the refusal is
   * recorded.
   *
   * @throws NotPromotedException if it did not earn it
   * @throws UsageException if it was not evaluated, or is the champion
   */
  Decision decide(Contender challenger) {
    try (Lease lease = lease()) {
      Optional<Contender> champion = promotions.champion();
      Assessment assessment = assess(champion, challenger);
      if (!assessment.isEarned()) {
        decided(lease, Decision.Action.REFUSE, challenger, assessment.objections(), assessment);
        throw new NotPromotedException(refusal(champion, challenger, assessment));
      }

      return decided(lease, Decision.Action.PROMOTE, challenger, assessment.findings(), assessment);
    }
  }

  /** Promotes a challenger whatever the rule says, and records that and who wanted it. */
  Decision decideAnyway(Contender challenger, String why) {
    try (Lease lease = lease()) {
      return promotions.decide(
          lease,
          context.runId(),
          Decision.Action.PROMOTE,
          challenger,
          List.of("not judged, promoted by hand: " + why),
          Map.of());
    }
  }

  /** Makes a champion of earlier days the champion again. */
  Decision rollBack(Optional<Long> number) {
    try (Lease lease = lease()) {
      Contender earlier = number.map(promotions::crowned).orElseGet(promotions::predecessor);
      open(earlier);
      return promotions.decide(
          lease,
          context.runId(),
          Decision.Action.ROLLBACK,
          earlier,
          List.of("rolled back by hand"),
          Map.of());
    }
  }

  /** Checks that both bundles are there and whole. */
  void open(Contender contender) {
    Registry registry = Registry.of(context.warehouse(), context.lake());
    var unusedText = registry.open(contender.text().path());
    var unusedFace = registry.open(contender.face().path());
  }

  private Lease lease() {
    return promotions.lease(
        context.runId(), Duration.ofMinutes(context.settings().getLong("promotion.wait-minutes")));
  }

  private Decision decided(
      Lease lease,
      Decision.Action action,
      Contender challenger,
      List<String> reasons,
      Assessment assessment) {
    return promotions.decide(
        lease, context.runId(), action, challenger, reasons, assessment.figures());
  }

  private Assessment assess(Optional<Contender> champion, Contender challenger) {
    PromotionRule rule = PromotionSettings.rule(context.settings());
    if (champion.filter(challenger::equals).isPresent()) {
      throw new UsageException("%s are the champion already".formatted(challenger));
    }

    open(challenger);
    List<Standing> standings = Standing.of(context.lake(), challenger.fuseRunId());
    if (standings.size() < Yardstick.values().length) {
      throw new UsageException(
          "the fuse run %s has no evaluation with text, faces and pairs: make one with jobs/evaluate.sh --run %s"
              .formatted(challenger.fuseRunId(), challenger.fuseRunId()));
    }

    return champion
        .map(
            it ->
                rule.judge(
                    standings,
                    Matches.of(
                        context.lake(),
                        EvaluateJob.datasets(context),
                        Said.of(context.lake(), it.fuseRunId()),
                        saidOfPairsOf(it, challenger))))
        .orElseGet(() -> rule.first(standings));
  }

  /** What the challenger says, of pairs those of the champion. */
  private Said saidOfPairsOf(Contender champion, Contender challenger) {
    Said said = Said.of(context.lake(), challenger.fuseRunId());
    Dataset<Row> pairs =
        context
            .lake()
            .read(Table.PAIRS)
            .where(col("run_id").equalTo(champion.fuseRunId()))
            .where(col("part").equalTo(PairScores.TEST).and(col("control").equalTo("none")))
            .where(col("pairing_seed").equalTo(FIRST_DRAW));
    return said.withScores(
        new FusedScores(FittedFusion.of(challenger).rule())
            .of(
                PairScores.withPosteriors(
                    pairs,
                    said.texts().where(col("subject").equalTo("text")),
                    said.faces().where(col("subject").equalTo("face")))));
  }

  private ModelReference model(String name, Table predictions, String fuseRunId) {
    List<Row> versions =
        context
            .lake()
            .read(predictions)
            .where(col("run_id").equalTo(fuseRunId).and(col("subject").equalTo(name)))
            .select("model_version")
            .takeAsList(1);
    String version =
        versions.stream()
            .map(row -> row.getString(0))
            .findFirst()
            .orElseThrow(
                () ->
                    new UsageException(
                        "the fuse run %s scored nothing with a %s model"
                            .formatted(fuseRunId, name)));
    return models
        .named(context, name, version)
        .or(() -> Registry.of(context.warehouse(), context.lake()).find(name, version))
        .orElseThrow(
            () ->
                new UsageException(
                    "the %s model %s of %s is not in the registry: name its folder with --%s-model"
                        .formatted(name, version, fuseRunId, name)));
  }

  private static String refusal(
      Optional<Contender> champion, Contender challenger, Assessment assessment) {
    return "%s are not promoted, %s: %s"
        .formatted(
            challenger,
            champion.map(it -> "%s stay".formatted(it)).orElse("there is no champion"),
            String.join("; ", assessment.objections()));
  }
}
