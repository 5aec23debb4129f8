package org.mer.model;

/**
 * What posts are scored with, which only makes sense together: a text model, a face model and the
 * fusion that was fitted to what both say.
 *
 * @param text the text model
 * @param face the face model
 * @param fuseRunId the run that scored the held-out rows with both and fitted the fusion
 * @param fusionRule the rule that it chose, as JSON
 */
public record Contender(
    ModelReference text, ModelReference face, String fuseRunId, String fusionRule) {
  /** The model of a name: text or face. */
  public ModelReference model(String name) {
    return switch (name) {
      case "text" -> text;
      case "face" -> face;
      default ->
          throw new IllegalArgumentException(
              "a model must be text or face, cannot be: '%s'".formatted(name));
    };
  }

  /** The models for the user. */
  @Override
  public String toString() {
    return "text model %s and face model %s of %s"
        .formatted(text.version(), face.version(), fuseRunId);
  }
}
