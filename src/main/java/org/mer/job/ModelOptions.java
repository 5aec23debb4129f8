package org.mer.job;

import java.util.Optional;
import org.mer.model.Bundle;
import org.mer.model.Contender;
import org.mer.model.ModelReference;
import org.mer.model.Promotions;
import org.mer.model.Registry;
import picocli.CommandLine.Option;

/**
 * The options of jobs that score with a text and a face model. The champion is looked up once, so
 * that a job works with the models and the fusion of one decision whatever is decided meanwhile.
 */
final class ModelOptions {
  private static final String NEWEST = "newest";

  @Option(
      names = "--text-model",
      paramLabel = "URI",
      description =
          "Folder of the text bundle, or the word newest for that of the registry (default: the champion; where nothing was promoted, the newest).")
  String text;

  @Option(
      names = "--face-model",
      paramLabel = "URI",
      description =
          "Folder of the face bundle, or the word newest for that of the registry (default: the champion; where nothing was promoted, the newest).")
  String face;

  private Optional<Contender> champion = Optional.empty();
  private boolean isLookedUp;

  /** The champion when it was first asked for; empty if there was none. */
  Optional<Contender> champion(JobContext context) {
    if (!isLookedUp) {
      champion = Promotions.of(context.lake()).champion();
      isLookedUp = true;
    }

    return champion;
  }

  /** A bundle that was named by its folder, if it is of a version. */
  Optional<ModelReference> named(JobContext context, String name, String version) {
    return Optional.ofNullable(name.equals("text") ? text : face)
        .filter(uri -> !uri.equals(NEWEST))
        .map(Registry.of(context.warehouse(), context.lake())::open)
        .filter(bundle -> bundle.version().equals(version))
        .map(bundle -> new ModelReference(version, bundle.folder().toString()));
  }

  /** The text bundle. */
  Bundle text(JobContext context) {
    return bundle(context, "text", text);
  }

  /** The face bundle. */
  Bundle face(JobContext context) {
    return bundle(context, "face", face);
  }

  /** Whether the user named one. */
  boolean areNamed() {
    return text != null || face != null;
  }

  private Bundle bundle(JobContext context, String name, String uri) {
    Registry registry = Registry.of(context.warehouse(), context.lake());
    if (NEWEST.equals(uri)) {
      return registry.latest(name);
    }

    return Optional.ofNullable(uri)
        .or(() -> champion(context).map(it -> it.model(name).path()))
        .map(registry::open)
        .orElseGet(() -> registry.latest(name));
  }
}
