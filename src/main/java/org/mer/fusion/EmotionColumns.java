package org.mer.fusion;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.mer.Emotion;
import org.mer.EmotionPolarity;
import org.mer.Polarity;

/** What follows from an emotion's label, as columns. */
final class EmotionColumns {
  /** Divides surprise, so that none of its polarities is whole. */
  private static final EmotionPolarity MAPPING = new EmotionPolarity(0.5);

  private EmotionColumns() {}

  /** The polarity that an emotion belongs to wholly; null for surprise. */
  static Column polarity(Column emotion) {
    return lookUp(emotion, EmotionColumns::polarity);
  }

  /** The kind of pair that a face of an emotion makes. */
  static Column kind(Column emotion) {
    return lookUp(emotion, one -> PairKind.of(one).label());
  }

  private static String polarity(Emotion emotion) {
    for (Polarity polarity : Polarity.values()) {
      if (MAPPING.share(emotion, polarity) == 1) {
        return polarity.label();
      }
    }

    return null;
  }

  private static Column lookUp(Column emotion, Function<Emotion, String> word) {
    Column found = lit(null).cast(DataTypes.StringType);
    for (Emotion one : Emotion.values()) {
      found = when(emotion.equalTo(one.label()), functions.lit(word.apply(one))).otherwise(found);
    }

    return found;
  }
}
