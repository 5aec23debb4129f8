package org.mer.job;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.SparkException;

/** Turns what a job threw into the one sentence that a user reads. */
final class Failure {
  private static final Pattern SECRET =
      Pattern.compile("((?:password|secret|token|key)=)[^&;,\\s]+", Pattern.CASE_INSENSITIVE);

  private Failure() {}

  /**
   * On one line, the message of the innermost cause that has one. That often says no more than why,
   * so where an {@link UncheckedIOException} around it says in words of its own what could not be
   * read or written, it is that message, followed by the reason if it does not tell it. What a
   * message gives away of a password, as in the URL of a catalogue, is masked.
   */
  static String sentence(Throwable thrown) {
    List<Throwable> causes = Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).toList();
    Throwable innermost = causes.get(causes.size() - 1);
    String reason = firstLine(innermost);
    String described =
        innermost instanceof SparkException || innermost instanceof IllegalStateException
            ? reason
            : "%s (%s)".formatted(reason, innermost.getClass().getSimpleName());
    return causes.stream()
        .filter(Failure::hasOwnWords)
        .map(Failure::firstLine)
        .findFirst()
        .map(what -> what.contains(reason) ? what : what + ": " + described)
        .orElse(described);
  }

  /** Without a message of its own it would repeat its cause. */
  private static boolean hasOwnWords(Throwable thrown) {
    return thrown instanceof UncheckedIOException
        && !thrown.getCause().toString().equals(thrown.getMessage());
  }

  private static String firstLine(Throwable thrown) {
    String message = thrown.getMessage();
    if (message == null || message.isBlank()) {
      return thrown.getClass().getSimpleName();
    }

    String line = message.lines().findFirst().orElse(message).strip();
    return SECRET.matcher(line).replaceAll("$1***");
  }
}
