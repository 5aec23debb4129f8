package org.mer.ingest;

/**
 * The quality gate refused what was to be ingested. Its message is one sentence for the user that
 * says why and what to do; a job that meets it ends with exit code 3 and leaves the tables as they
 * were.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal with the one sentence that the user sees. */
  public RefusedException(String message) {
    super(message);
  }
}
