package org.mer.ingest;

import java.io.Serializable;

/**
 * A file to ingest.
 *
 * @param uri where it is, qualified; what tables call {@code source}
 * @param bytes its size
 */
public record SourceFile(String uri, long bytes) implements Serializable {
  /** The last part of its path. */
  public String name() {
    return name(uri);
  }

  static String name(String uri) {
    return uri.substring(uri.lastIndexOf('/') + 1);
  }
}
