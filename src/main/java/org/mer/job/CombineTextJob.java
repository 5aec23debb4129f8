package org.mer.job;

import java.util.List;
import java.util.Map;
import org.mer.UsageException;
import org.mer.ingest.TweetCleaner;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.model.Registry;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.text.LabelledTweets;
import org.mer.text.NeutralSample;
import org.mer.text.TextCombination;
import org.mer.training.Validation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes one text model of several. */
@Command(
    name = "combine-text",
    description =
        "Makes one text model of several networks and the linear model: better than each, and a quarter of their size.")
final class CombineTextJob extends Job {
  @Parameters(
      paramLabel = "BUNDLE",
      description =
          "Folders of the text bundles (default: the newest of each network in the registry).")
  List<String> bundles = List.of();

  @Override
  void check(JobContext context) {
    context.requireRows(Table.TWEETS, "jobs/ingest-tweets.sh");
    combination(context);
    neutralShare(context);
  }

  @Override
  String plan(JobContext context) {
    return "combine the networks %s, weigh them by the part validation, write a bundle under %s"
        .formatted(
            String.join(", ", combination(context).networks().keySet()),
            context.warehouse().models());
  }

  @Override
  void run(JobContext context) {
    TextCombination combination = combination(context);
    TextCombination.Fitted fitted =
        combination.fit(
            LabelledTweets.of(context.lake()),
            NeutralSample.shipped().cleaned(new TweetCleaner()::clean),
            neutralShare(context));
    try (Publication publication = context.lake().publication(context.runId())) {
      Bundle bundle =
          Registry.of(context.warehouse(), context.lake())
              .add(manifest(context, combination, fitted), fitted.files(), publication);
      publication.publish();
      report(context, combination, fitted, bundle);
    }
  }

  private TextCombination combination(JobContext context) {
    Registry registry = Registry.of(context.warehouse(), context.lake());
    return TextCombination.of(
        bundles.isEmpty()
            ? registry.latestOfEachNetwork("text", TextCombination.NETWORK)
            : bundles.stream().map(registry::open).toList());
  }

  private static double neutralShare(JobContext context) {
    double share = context.settings().getDouble("text.neutral-share");
    if (!(share > 0 && share < 1)) {
      throw new UsageException(
          "text.neutral-share must be above 0 and below 1, cannot be: " + share);
    }

    return share;
  }

  private static Manifest manifest(
      JobContext context, TextCombination combination, TextCombination.Fitted fitted) {
    List<Manifest> members =
        combination.networks().values().stream().map(Bundle::manifest).toList();
    return new Manifest(
        Manifest.FORMAT,
        "text",
        context.runId(),
        context.runId(),
        context.run().startedAt().toString(),
        Version.current(),
        TextCombination.NETWORK,
        fitted.hyperparameters(),
        members.get(0).classes(),
        members.stream().mapToLong(Manifest::parameters).sum(),
        fitted.temperature(),
        fitted.validation().accuracy(),
        fitted.validation().macroF1(),
        members.stream().mapToLong(Manifest::trainingRows).max().orElseThrow(),
        context.seed(),
        context.lake().snapshots(Table.TWEETS),
        Map.of());
  }

  private static void report(
      JobContext context,
      TextCombination combination,
      TextCombination.Fitted fitted,
      Bundle bundle) {
    fitted
        .members()
        .forEach(
            (name, figures) ->
                context
                    .out()
                    .printf(
                        "text/%s: validation accuracy %.4f%s, weight %.3f%n",
                        name, figures.accuracy(), before(combination, name), fitted.weight(name)));
    Validation together = fitted.validation();
    context
        .out()
        .printf(
            "text: validation accuracy %.4f, macro-F1 %.4f (n = %,d), temperature %.2f%nbundle: %s%n",
            together.accuracy(),
            together.macroF1(),
            together.rows(),
            fitted.temperature(),
            bundle.folder());
  }

  /** What a network reached before its weights were rounded. */
  private static String before(TextCombination combination, String name) {
    Bundle network = combination.networks().get(name);
    return network == null
        ? ""
        : " (%.4f with weights of 32 bits)".formatted(network.manifest().validationAccuracy());
  }
}
