package org.mer.ingest.quality;

import java.util.Set;

/**
 * Constraints that may fail this once.
 *
 * @param names their names
 * @param who asked for it
 */
record Acceptance(Set<String> names, String who) {
  Acceptance {
    names = Set.copyOf(names);
  }

  boolean covers(String name) {
    return names.contains(name);
  }
}
