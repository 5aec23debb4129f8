package org.mer.evaluation;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a promotion rule found.
 *
 * @param objections what speaks against the challenger, a sentence each; none if it earned it
 * @param findings how it compares, a sentence each
 * @param figures what was looked at, by name
 */
public record Assessment(
    List<String> objections, List<String> findings, Map<String, Double> figures) {
  /** Keeps copies. */
  public Assessment {
    objections = List.copyOf(objections);
    findings = List.copyOf(findings);
    figures = Collections.unmodifiableMap(new TreeMap<>(figures));
  }

  /** Whether the challenger may be promoted. */
  public boolean isEarned() {
    return objections.isEmpty();
  }
}
