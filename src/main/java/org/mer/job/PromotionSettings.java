package org.mer.job;

import com.typesafe.config.Config;
import java.util.EnumMap;
import java.util.Map;
import org.mer.UsageException;
import org.mer.evaluation.PromotionRule;
import org.mer.evaluation.Yardstick;

/** Makes the promotion rule of the settings. */
final class PromotionSettings {
  private PromotionSettings() {}

  /**
   * The rule of {@code promotion}.
   *
   * @throws UsageException if a value is out of its range
   */
  static PromotionRule rule(Config settings) {
    Config promotion = settings.getConfig("promotion");
    try {
      return new PromotionRule(
          promotion.getDouble("level"),
          byYardstick(promotion.getConfig("macro-f1-floor")),
          byYardstick(promotion.getConfig("calibration-ceiling")),
          promotion.getDouble("slice-tolerance"),
          promotion.getLong("slice-rows"));
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "the settings under 'promotion' cannot be used: " + e.getMessage(), e);
    }
  }

  private static Map<Yardstick, Double> byYardstick(Config bounds) {
    Map<Yardstick, Double> byYardstick = new EnumMap<>(Yardstick.class);
    for (Yardstick yardstick : Yardstick.values()) {
      byYardstick.put(yardstick, bounds.getDouble(yardstick.label()));
    }

    return byYardstick;
  }
}
