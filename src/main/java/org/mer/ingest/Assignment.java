package org.mer.ingest;

import java.util.ArrayList;
import java.util.List;
import org.mer.UsageException;

/** One {@code NAME=VALUE} of an option. */
record Assignment(String name, String value) {
  /**
   * The assignments of an option's text, {@code NAME=VALUE} with commas between them.
   *
   * @param option its name, for errors
   * @param text what the user gave
   * @param example a right one, for errors
   * @return one or more, in the order given, no name or value empty
   * @throws UsageException if it is not written like that
   */
  static List<Assignment> parse(String option, String text, String example) {
    List<Assignment> assignments = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = part.substring(0, Math.max(equals, 0)).strip();
      String value = part.substring(equals + 1).strip();
      if (name.isEmpty() || value.isEmpty()) {
        throw new UsageException(
            "%s must be NAME=VALUE with commas between, such as %s, cannot be: '%s'"
                .formatted(option, example, text));
      }

      assignments.add(new Assignment(name, value));
    }

    return assignments;
  }
}
