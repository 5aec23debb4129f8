package org.mer.training.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * What the heads of an attention add to the score of a key, by how far it stands from the query;
 * and what that errs by.
 */
final class Distances {
  /** Where a head looks to at first. */
  private enum Place {
    BEFORE(-1, 2),
    BEHIND(1, 2),
    NEAR(0, 0.5),
    ANYWHERE(0, 0);

    private final int distance;

    /** By how much the score of a step is less than that of the next one to the place. */
    private final double decline;

    Place(int distance, double decline) {
      this.distance = distance;
      this.decline = decline;
    }
  }

  private final int reach;
  private final float[] scores;
  private final float[] errors;

  private Distances(int reach, float[] scores) {
    this.reach = reach;
    this.scores = scores;
    this.errors = new float[scores.length];
  }

  /** Nothing is added. */
  static Distances unscored() {
    return new Distances(0, new float[0]);
  }

  /**
   * A score for each distance.
   *
   * @param reach the largest distance with a score of its own, at least 1
   * @param scores head after head, each from the furthest key before to the furthest behind
   */
  static Distances scored(int reach, float[] scores) {
    return new Distances(reach, scores);
  }

  /** How many distances have a score of their own in each head. */
  static int count(int reach) {
    return 2 * reach + 1;
  }

  /**
   * The scores that learning begins with: in turn, heads look to the step before, to the step
   * behind, to what is near, and anywhere.
   */
  static List<Double> first(int heads, int reach) {
    List<Double> scores = new ArrayList<>();
    for (int head = 0; head < heads; head++) {
      Place place = Place.values()[head % Place.values().length];
      for (int distance = -reach; distance <= reach; distance++) {
        scores.add(-place.decline * Math.abs(distance - place.distance));
      }
    }

    return scores;
  }

  /** Adds to the scores of a key. */
  void add(int head, int query, int key, float[] to, int lanes) {
    if (reach > 0) {
      Lanes.scale(to, 1, scores[at(head, query, key)], lanes);
    }
  }

  /** Takes in what the scores of a key err by. */
  void accumulate(int head, int query, int key, float[] scoreErrors, int lanes) {
    if (reach > 0) {
      errors[at(head, query, key)] += Lanes.sum(scoreErrors, lanes);
    }
  }

  float[] errors() {
    return errors;
  }

  private int at(int head, int query, int key) {
    int distance = Math.max(-reach, Math.min(reach, key - query));
    return head * count(reach) + reach + distance;
  }
}
