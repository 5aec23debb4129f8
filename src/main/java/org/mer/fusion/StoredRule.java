package org.mer.fusion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.mer.EmotionPolarity;

/**
 * A fitted rule as numbers and text, to be kept in a table or a bundle.
 *
 * @param rule its name
 * @param surprisePositive share of surprise that counts as positive, 0 to 1
 * @param faceCounts seven counts of the prior, in the order of {@link org.mer.Emotion}
 * @param textWeight how much the text counts against the face, 0 to 10
 * @param coefficients of a stacked regression; empty for the other rules
 */
public record StoredRule(
    String rule,
    double surprisePositive,
    List<Long> faceCounts,
    double textWeight,
    List<Double> coefficients) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keeps copies. */
  public StoredRule {
    faceCounts = List.copyOf(faceCounts);
    coefficients = List.copyOf(coefficients);
  }

  /** What a rule consists of. */
  public static StoredRule of(FusionRule rule) {
    return new StoredRule(
        rule.name(),
        rule.mapping().positiveSurprise(),
        rule.prior().counts(),
        rule.textWeight(),
        rule.coefficients());
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  public static StoredRule ofJson(String text) {
    try {
      return JSON.readValue(text, StoredRule.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "a stored fusion rule must be JSON of its numbers, cannot be: " + text, e);
    }
  }

  /** One line of JSON. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers can always be written as JSON", e);
    }
  }

  /**
   * The rule, which fuses as the one that was stored did.
   *
   * @throws IllegalArgumentException if there is no rule of that name, or a number is out of range
   */
  public FusionRule fusionRule() {
    EmotionPolarity mapping = new EmotionPolarity(surprisePositive);
    FacePrior prior = new FacePrior(faceCounts);
    return switch (rule) {
      case ProductOfExperts.NAME -> new ProductOfExperts(mapping, prior, textWeight);
      case WeightedMean.NAME -> new WeightedMean(mapping, prior, textWeight);
      case ConfidenceWeighted.NAME -> new ConfidenceWeighted(mapping, prior, textWeight);
      case StackedRegression.NAME ->
          new StackedRegression(mapping, prior, textWeight, coefficients);
      default -> throw new IllegalArgumentException("there is no fusion rule '%s'".formatted(rule));
    };
  }
}
