package org.mer.text;

import java.util.Map;
import org.mer.text.LstmNetwork.Direction;

/**
 * Which network learns from texts, but for the number of words, which only the data tell.
 *
 * @param network lstm, bilstm or transformer
 * @param hyperparameters of all networks {@code embedding}, {@code dropout} and {@code l2} (0 where
 *     it is missing); of an LSTM {@code units}; of a transformer {@code blocks}, {@code heads},
 *     {@code hidden} and {@code reach}. Others do not matter.
 */
public record TextArchitecture(String network, Map<String, Double> hyperparameters) {
  private static final int ANY_VOCABULARY = 2;

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if there is no such network, or a hyper-parameter is missing
   *     or out of its range
   */
  public TextArchitecture {
    hyperparameters = Map.copyOf(hyperparameters);
    network(network, ANY_VOCABULARY, hyperparameters);
  }

  /** The network that knows so many words, the reserved ones included. */
  TextNetwork over(int vocabulary) {
    return network(network, vocabulary, hyperparameters);
  }

  private static TextNetwork network(String name, int vocabulary, Map<String, Double> values) {
    for (Direction direction : Direction.values()) {
      if (name.equals(direction.network())) {
        return new LstmNetwork(
            direction,
            vocabulary,
            integer(values, "embedding"),
            integer(values, "units"),
            number(values, "dropout"),
            values.getOrDefault("l2", 0.0));
      }
    }

    if (name.equals(TransformerNetwork.NAME)) {
      return new TransformerNetwork(
          vocabulary,
          integer(values, "embedding"),
          integer(values, "blocks"),
          integer(values, "heads"),
          integer(values, "hidden"),
          integer(values, "reach"),
          number(values, "dropout"),
          values.getOrDefault("l2", 0.0));
    }

    throw new IllegalArgumentException(
        "network must be one of lstm, bilstm, transformer, cannot be: " + name);
  }

  private static int integer(Map<String, Double> values, String name) {
    return (int) number(values, name);
  }

  private static double number(Map<String, Double> values, String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the hyper-parameter '" + name + "' is missing");
    }

    return value;
  }
}
