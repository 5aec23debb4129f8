package org.mer.job;

import java.util.Optional;
import org.mer.model.Bundle;
import org.mer.model.Registry;
import picocli.CommandLine.Option;

/** The options of jobs that score with a text and a face model. */
final class ModelOptions {
  @Option(
      names = "--text-model",
      paramLabel = "URI",
      description = "Folder of the text bundle (default: the newest of the registry).")
  String text;

  @Option(
      names = "--face-model",
      paramLabel = "URI",
      description = "Folder of the face bundle (default: the newest of the registry).")
  String face;

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

  private static Bundle bundle(JobContext context, String name, String uri) {
    Registry registry = Registry.of(context.warehouse(), context.lake());
    return Optional.ofNullable(uri).map(registry::open).orElseGet(() -> registry.latest(name));
  }
}
