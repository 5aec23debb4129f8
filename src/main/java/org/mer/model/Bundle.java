package org.mer.model;

/** A model bundle that was opened and checked. */
public final class Bundle {
  /** text or face. */
  public String name() {
    throw new UnsupportedOperationException();
  }

  /** Its version. */
  public String version() {
    throw new UnsupportedOperationException();
  }
}
