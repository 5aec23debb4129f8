package org.mer.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a file of faces has its columns, from 0.
 *
 * @param emotion the label, 0 to 6
 * @param pixels 2,304 values
 * @param usage the part
 */
record FaceColumns(int emotion, int pixels, int usage) implements Serializable {
  /** How many columns there are. */
  static final int COUNT = 3;

  /** The columns that a header names, in any order and case; empty where it names others. */
  static Optional<FaceColumns> of(String header) {
    List<String> names =
        Arrays.stream(header.split(",", -1))
            .map(name -> name.replace('"', ' ').strip().toLowerCase(Locale.ROOT))
            .toList();
    FaceColumns columns =
        new FaceColumns(names.indexOf("emotion"), names.indexOf("pixels"), names.indexOf("usage"));
    boolean isComplete =
        names.size() == COUNT && columns.emotion >= 0 && columns.pixels >= 0 && columns.usage >= 0;
    return isComplete ? Optional.of(columns) : Optional.empty();
  }
}
