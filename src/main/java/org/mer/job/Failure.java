package org.mer.job;

import org.apache.spark.SparkException;

/** Turns what a job threw into the one sentence that a user reads. */
final class Failure {
  private Failure() {}

  /** The message of the innermost cause that has one, on one line. */
  static String sentence(Throwable thrown) {
    Throwable innermost = thrown;
    while (innermost.getCause() != null && innermost.getCause() != innermost) {
      innermost = innermost.getCause();
    }

    String message = innermost.getMessage();
    if (message == null || message.isBlank()) {
      message = innermost.getClass().getSimpleName();
    }

    String firstLine = message.lines().findFirst().orElse(message).strip();
    return innermost instanceof SparkException || innermost instanceof IllegalStateException
        ? firstLine
        : "%s (%s)".formatted(firstLine, innermost.getClass().getSimpleName());
  }
}
