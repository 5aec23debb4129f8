package org.mer.job;

/**
 * A challenger did not earn the champion's place. Its message is one sentence for the user that
 * says why; a job that meets it ends with exit code 4, and the champion stays.
 */
final class NotPromotedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotPromotedException(String message) {
    super(message);
  }
}
