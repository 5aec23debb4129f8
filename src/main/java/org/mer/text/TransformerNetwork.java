package org.mer.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.mer.training.layer.EncoderBlock;
import org.mer.training.layer.LayerNorm;
import org.mer.training.layer.Positions;

/**
 * The encoder of a Transformer (Vaswani et al. 2017) over word embeddings and sinusoidal positions,
 * normalised before each part (Xiong et al. 2020) and once behind the last block: the largest value
 * of each number over the words, dropout, softmax.
 *
 * @param vocabulary numbers of words, the reserved ones included
 * @param embedding length of a word's vector, and of every vector behind it; a multiple of heads
 * @param blocks at least 1
 * @param heads of the attention in each block, at least 1
 * @param hidden units of the feed-forward part of each block
 * @param reach the largest distance between two words that the attention scores by itself, at least
 *     0
 * @param dropout the share of the pooled numbers that is dropped in learning, 0 to below 1
 * @param l2 weight decay, at least 0; biases, gains and shifts do not decay
 */
public record TransformerNetwork(
    int vocabulary,
    int embedding,
    int blocks,
    int heads,
    int hidden,
    int reach,
    double dropout,
    double l2)
    implements TextNetwork {
  /** Its name in settings, tables and bundles. */
  public static final String NAME = "transformer";

  /** Checks the ranges. */
  public TransformerNetwork {
    Ranges.atLeastOne("embedding", embedding);
    Ranges.atLeastOne("transformer.blocks", blocks);
    Ranges.atLeastOne("transformer.heads", heads);
    Ranges.atLeastOne("transformer.hidden", hidden);
    Ranges.notNegative("transformer.reach", reach);
    Ranges.share("dropout", dropout);
    Ranges.notNegative("l2", l2);
    if (embedding % heads != 0) {
      throw new IllegalArgumentException(
          "transformer.heads must divide embedding, %d, cannot be: %d".formatted(embedding, heads));
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Double> hyperparameters() {
    return new TreeMap<>(
        Map.of(
            "vocabulary", (double) vocabulary,
            "embedding", (double) embedding,
            "blocks", (double) blocks,
            "heads", (double) heads,
            "hidden", (double) hidden,
            "reach", (double) reach,
            "dropout", dropout,
            "l2", l2));
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    layers.add(new Positions());
    for (int block = 0; block < blocks; block++) {
      layers.add(new EncoderBlock(heads, hidden, reach));
    }

    layers.add(new LayerNorm());
    return layers;
  }
}
