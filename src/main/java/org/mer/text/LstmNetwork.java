package org.mer.text;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.mer.training.layer.BidirectionalLstm;
import org.mer.training.layer.FusedLstm;

/**
 * A long short-term memory network (Hochreiter and Schmidhuber 1997) over word embeddings: the
 * largest value of each unit over the words, dropout, softmax.
 *
 * @param direction in which the words are read
 * @param vocabulary numbers of words, the reserved ones included
 * @param embedding length of a word's vector
 * @param units of the LSTM, in each direction
 * @param dropout the share of the pooled units that is dropped in learning, 0 to below 1
 * @param l2 weight decay, at least 0
 */
public record LstmNetwork(
    Direction direction, int vocabulary, int embedding, int units, double dropout, double l2)
    implements TextNetwork {
  /** In which direction words are read. */
  public enum Direction {
    /** From the first to the last. */
    FORWARD("lstm"),
    /** In both, by units of their own (Schuster and Paliwal 1997). */
    BOTH("bilstm");

    private final String network;

    Direction(String network) {
      this.network = network;
    }

    /** The network's name in settings, tables and bundles. */
    public String network() {
      return network;
    }
  }

  /** Checks the ranges. */
  public LstmNetwork {
    Ranges.atLeastOne("embedding", embedding);
    Ranges.atLeastOne("units", units);
    Ranges.share("dropout", dropout);
    Ranges.notNegative("l2", l2);
  }

  @Override
  public String name() {
    return direction.network();
  }

  @Override
  public Map<String, Double> hyperparameters() {
    return new TreeMap<>(
        Map.of(
            "vocabulary", (double) vocabulary,
            "embedding", (double) embedding,
            "units", (double) units,
            "dropout", dropout,
            "l2", l2));
  }

  @Override
  public List<Layer> layers() {
    return List.of(
        switch (direction) {
          case FORWARD -> new FusedLstm(units);
          case BOTH -> new BidirectionalLstm(units);
        });
  }
}
