package org.mer.ingest;

import java.util.Arrays;
import java.util.Optional;

/** The parts of FER2013, by the names that its column Usage has for them. */
enum FaceUsage {
  /** What is learned from. */
  TRAINING("Training"),
  /** The test part of the contest's public leaderboard, which serves for validation. */
  PUBLIC_TEST("PublicTest"),
  /** The test part of the contest's private leaderboard, which serves for testing. */
  PRIVATE_TEST("PrivateTest");

  private final String label;

  FaceUsage(String label) {
    this.label = label;
  }

  /** The usage of a name, in its own case; empty where there is none of that name. */
  static Optional<FaceUsage> of(String label) {
    return Arrays.stream(values()).filter(usage -> usage.label.equals(label)).findFirst();
  }

  /** The word that stands in files and in tables. */
  String label() {
    return label;
  }
}
