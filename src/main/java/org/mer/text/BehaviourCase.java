package org.mer.text;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.mer.Polarity;

/**
 * A case of the behavioural test set.
 *
 * @param id its identity: the capability and its number within it, from 1
 * @param capability what a model must be able to do, such as {@code negation}
 * @param kind how it is judged
 * @param polarity negative or positive: of minimum functionality what the text is, of invariance
 *     what both texts are, of a direction where the second one must go
 * @param leastChange of a direction by how much, above 0 and below 1; empty for other kinds
 * @param text the text, or the first of two
 * @param other the second text, which differs; empty for minimum functionality
 */
public record BehaviourCase(
    String id,
    String capability,
    BehaviourKind kind,
    Polarity polarity,
    OptionalDouble leastChange,
    String text,
    Optional<String> other) {
  private static final String BLANK = "the case %s must have text, cannot be: blank";

  /**
   * Checks that the case has what its kind needs.
   *
   * @throws IllegalArgumentException if it has not
   */
  public BehaviourCase {
    require(!capability.isBlank(), "the case %s must have a capability", id);
    require(polarity != Polarity.NEUTRAL, "the case %s must be negative or positive", id);
    require(!text.isBlank(), BLANK, id);
    require(
        other.isPresent() == (kind != BehaviourKind.MINIMUM_FUNCTIONALITY),
        "the case %s must have one text if its kind is minimum-functionality, else two",
        id);
    require(other.filter(String::isBlank).isEmpty(), BLANK, id);
    require(other.filter(text::equals).isEmpty(), "the two texts of the case %s must differ", id);
    require(
        leastChange.isPresent() == (kind == BehaviourKind.DIRECTION),
        "the case %s must have a least change if its kind is direction, else none",
        id);
    require(
        leastChange.isEmpty() || (leastChange.getAsDouble() > 0 && leastChange.getAsDouble() < 1),
        "the least change of the case %s must be above 0 and below 1",
        id);
  }

  /** The same case with its texts cleaned. */
  BehaviourCase cleaned(UnaryOperator<String> cleaning) {
    return new BehaviourCase(
        id, capability, kind, polarity, leastChange, cleaning.apply(text), other.map(cleaning));
  }

  private static void require(boolean isMet, String demand, String id) {
    if (!isMet) {
      throw new IllegalArgumentException(demand.formatted(id));
    }
  }
}
