package org.mer.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A few of the things made so far, each equally likely to be among them, whatever their number
 * (reservoir sampling, Vitter 1985): so a repetition can come from far back without everything
 * being kept.
 */
final class Earlier<T> {
  private static final int CAPACITY = 64;

  private final List<T> kept = new ArrayList<>(CAPACITY);
  private long seen;

  void add(T one, RandomGenerator random) {
    seen++;
    if (kept.size() < CAPACITY) {
      kept.add(one);
      return;
    }

    long slot = random.nextLong(seen);
    if (slot < CAPACITY) {
      kept.set((int) slot, one);
    }
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  T draw(RandomGenerator random) {
    return kept.get(random.nextInt(kept.size()));
  }
}
