package org.mer.job;

import java.util.List;
import java.util.Map;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.model.Members;
import org.mer.model.Registry;
import org.mer.table.Publication;
import org.mer.table.Table;
import org.mer.training.Combined;
import org.mer.training.Validation;
import picocli.CommandLine.Parameters;

/** Makes one model of several and writes its bundle. */
abstract class CombineJob extends Job {
  @Parameters(
      paramLabel = "BUNDLE",
      description =
          "Folders of the bundles, which are combined in this order (default: the newest of each network in the registry).")
  List<String> bundles = List.of();

  /** text or face. */
  abstract String name();

  /** The rows that the members are weighed by. */
  abstract Table table();

  /** The part of these rows. */
  abstract String validationPart();

  /** The script that fills the table. */
  abstract String filledBy();

  /**
   * The members of some bundles.
   *
   * @throws org.mer.UsageException if no model can be made of them
   */
  abstract Members members(JobContext context, List<Bundle> bundles);

  /** The model that is made of them. */
  abstract Combined fit(JobContext context, List<Bundle> bundles);

  /** What more there is to say of a member; empty if nothing. */
  abstract String remark(Combined fitted, String member);

  @Override
  void check(JobContext context) {
    context.requireRows(table(), filledBy());
    var unused = members(context, opened(context));
  }

  @Override
  String plan(JobContext context) {
    return "combine the networks %s, weigh them by the part %s, write a bundle under %s"
        .formatted(
            String.join(", ", members(context, opened(context)).bundles().keySet()),
            validationPart(),
            context.warehouse().models());
  }

  @Override
  void run(JobContext context) {
    List<Bundle> opened = opened(context);
    Members members = members(context, opened);
    Combined fitted = fit(context, opened);
    try (Publication publication = context.lake().publication(context.runId())) {
      Bundle bundle =
          Registry.of(context.warehouse(), context.lake())
              .add(manifest(context, members, fitted), fitted.files(), publication);
      publication.publish();
      report(context, members, fitted, bundle);
    }
  }

  private List<Bundle> opened(JobContext context) {
    Registry registry = Registry.of(context.warehouse(), context.lake());
    return bundles.isEmpty()
        ? registry.latestOfEachNetwork(name())
        : bundles.stream().map(registry::open).toList();
  }

  private Manifest manifest(JobContext context, Members members, Combined fitted) {
    List<Manifest> manifests = members.manifests();
    return new Manifest(
        Manifest.FORMAT,
        name(),
        context.runId(),
        context.runId(),
        context.run().startedAt().toString(),
        Version.current(),
        Members.ENSEMBLE,
        fitted.hyperparameters(),
        manifests.get(0).classes(),
        manifests.stream().mapToLong(Manifest::parameters).sum(),
        fitted.temperature(),
        fitted.validation().accuracy(),
        fitted.validation().macroF1(),
        manifests.stream().mapToLong(Manifest::trainingRows).max().orElseThrow(),
        context.seed(),
        context.lake().snapshots(table()),
        Map.of());
  }

  private void report(JobContext context, Members members, Combined fitted, Bundle bundle) {
    fitted
        .members()
        .forEach(
            (member, figures) ->
                context
                    .out()
                    .printf(
                        "%s/%s: validation accuracy %.4f%s%s%n",
                        name(),
                        member,
                        figures.accuracy(),
                        before(members, member),
                        remark(fitted, member)));
    Validation together = fitted.validation();
    context
        .out()
        .printf(
            "%s: validation accuracy %.4f, macro-F1 %.4f (n = %,d), temperature %.2f%nbundle: %s%n",
            name(),
            together.accuracy(),
            together.macroF1(),
            together.rows(),
            fitted.temperature(),
            bundle.folder());
  }

  /** What a network reached before its weights were rounded. */
  private static String before(Members members, String member) {
    Bundle network = members.bundles().get(member);
    return network == null
        ? ""
        : " (%.4f with weights of 32 bits)".formatted(network.manifest().validationAccuracy());
  }
}
