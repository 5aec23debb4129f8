package org.mer.model;

import org.mer.table.Lake;
import org.mer.table.Warehouse;

/** The model bundles of a warehouse. */
public final class Registry {
  private Registry() {}

  /** The registry of a warehouse. */
  public static Registry of(Warehouse warehouse, Lake lake) {
    return new Registry();
  }

  /**
   * The newest bundle of a name ({@code text} or {@code face}); a usage error says how to make one
   * if there is none.
   */
  public Bundle latest(String name) {
    throw new UnsupportedOperationException(name);
  }

  /** The bundle in a folder; a usage error if it is missing, damaged or of another format. */
  public Bundle open(String uri) {
    throw new UnsupportedOperationException(uri);
  }
}
