package org.mer;

/**
 * Wrong usage: an option, a setting or an input that cannot be used. Its message is one sentence
 * for the user that says what, where and what to do; a job that meets it ends with exit code 2 and
 * changes nothing.
 */
public class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error with the one sentence that the user sees. */
  public UsageException(String message) {
    super(message);
  }

  /**
   * An error with the one sentence that the user sees, and what it came from for {@code --verbose}.
   */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
