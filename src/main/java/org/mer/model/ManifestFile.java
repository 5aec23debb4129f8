package org.mer.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.mer.UsageException;

/** A manifest as JSON. */
final class ManifestFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private ManifestFile() {}

  static byte[] bytes(Manifest manifest) {
    try {
      return JSON.writeValueAsBytes(manifest);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The manifest of a bundle.
   *
   * @param folder the bundle's, for messages
   * @throws UsageException if it is of another format, incomplete or none at all
   */
  static Manifest read(Path folder, byte[] json) {
    try {
      int format = JSON.readTree(json).path("format").asInt(-1);
      if (format != Manifest.FORMAT) {
        throw new UsageException(
            "the model bundle %s has format %d, this version reads format %d: train again, or use the version that made it"
                .formatted(folder, format, Manifest.FORMAT));
      }

      Manifest manifest = JSON.readValue(json, Manifest.class);
      if (manifest.name() == null
          || manifest.version() == null
          || manifest.network() == null
          || manifest.hyperparameters() == null
          || manifest.classes() == null
          || manifest.files() == null) {
        throw Bundle.damaged(folder, "its manifest is incomplete");
      }

      return manifest;
    } catch (JsonProcessingException e) {
      throw Bundle.damaged(folder, "its manifest is not readable: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
