package org.mer.training;

import org.mer.UsageException;
import org.mer.model.Bundle;

/**
 * The weights that a training begins with.
 *
 * @param origin the version of the bundle they are of; empty for random ones
 * @param weights all parameters in DL4J's order; empty for random ones
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Beginning(String origin, float[] weights) {
  /** Random weights, drawn by the recipe's seed. */
  public static final Beginning RANDOM = new Beginning("", new float[0]);

  /**
   * The weights of a bundle.
   *
   * @param definition the network that is to be trained
   * @throws UsageException if the bundle is damaged, or its network another or of another size
   */
  public static Beginning of(NetworkDefinition definition, Bundle bundle) {
    String network = bundle.manifest().network();
    long held = bundle.manifest().parameters();
    long wanted = FittedNetwork.size(definition);
    if (!network.equals(definition.name()) || held != wanted) {
      throw new UsageException(
          "a training of %s with %,d weights cannot begin with the bundle %s, a %s with %,d: give the network the settings of that one, or begin with random weights"
              .formatted(definition.name(), wanted, bundle.folder(), network, held));
    }

    return new Beginning(bundle.version(), FittedNetwork.of(definition, bundle).weights());
  }

  /** Whether it is random. */
  public boolean isRandom() {
    return weights.length == 0;
  }

  @Override
  public String toString() {
    return isRandom() ? "random" : "those of " + origin;
  }
}
