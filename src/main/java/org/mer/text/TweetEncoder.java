package org.mer.text;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.mer.Polarity;
import org.mer.training.MinibatchEncoder;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Tweets as tensors: word numbers of shape [batch, 1, steps], padded to the longest of the batch,
 * with a mask of shape [batch, steps] that is 1 where a word is. Two classes: negative and
 * positive.
 *
 * @param wordDropout the share of words that learning replaces by the unknown one, 0 to below 1
 * @param labelSmoothing the share of a label that is spread over both classes, 0 to below 1
 *     (Szegedy et al. 2016)
 */
public record TweetEncoder(double wordDropout, double labelSmoothing) implements MinibatchEncoder {
  /** The classes that training knows, in the order of the network's outputs. */
  public static final List<Polarity> CLASSES = List.of(Polarity.NEGATIVE, Polarity.POSITIVE);

  /** Checks the shares. */
  public TweetEncoder {
    Ranges.share("word-dropout", wordDropout);
    Ranges.share("label-smoothing", labelSmoothing);
  }

  /** An encoder that only scores. */
  public static TweetEncoder forScoring() {
    return new TweetEncoder(0, 0);
  }

  @Override
  public int length(Row row) {
    return words(row).size();
  }

  @Override
  public int label(Row row) {
    String label = row.getAs("polarity");
    int index = CLASSES.indexOf(Polarity.ofLabel(label).orElse(Polarity.NEUTRAL));
    if (index < 0) {
      throw new IllegalArgumentException(
          "a tweet of polarity '" + label + "' cannot be learned from");
    }

    return index;
  }

  @Override
  public DataSet training(List<Row> rows, RandomGenerator random) {
    float[] labels = new float[rows.size() * CLASSES.size()];
    Arrays.fill(labels, (float) (labelSmoothing / CLASSES.size()));
    for (int i = 0; i < rows.size(); i++) {
      labels[i * CLASSES.size() + label(rows.get(i))] += (float) (1 - labelSmoothing);
    }

    DataSet batch = minibatch(rows);
    INDArray words = batch.getFeatures();
    if (wordDropout > 0) {
      drop(words, batch.getFeaturesMaskArray(), random);
    }

    batch.setLabels(Nd4j.create(labels, new int[] {rows.size(), CLASSES.size()}));
    return batch;
  }

  @Override
  public Stream<DataSet> inference(List<Row> rows) {
    return Stream.of(minibatch(rows));
  }

  private static DataSet minibatch(List<Row> rows) {
    int steps = 1;
    for (Row row : rows) {
      steps = Math.max(steps, words(row).size());
    }

    float[] numbers = new float[rows.size() * steps];
    float[] mask = new float[rows.size() * steps];
    for (int i = 0; i < rows.size(); i++) {
      List<Integer> words = words(rows.get(i));
      // A mask of zeros alone has no pooled value, so a text without words is one unknown word.
      numbers[i * steps] = Vocabulary.UNKNOWN;
      mask[i * steps] = 1;
      for (int step = 0; step < words.size(); step++) {
        numbers[i * steps + step] = words.get(step);
        mask[i * steps + step] = 1;
      }
    }

    return new DataSet(
        Nd4j.create(numbers, new int[] {rows.size(), 1, steps}),
        null,
        Nd4j.create(mask, new int[] {rows.size(), steps}),
        null);
  }

  private void drop(INDArray words, INDArray mask, RandomGenerator random) {
    float[] numbers = words.data().asFloat();
    float[] present = mask.data().asFloat();
    for (int i = 0; i < numbers.length; i++) {
      if (present[i] > 0 && random.nextDouble() < wordDropout) {
        numbers[i] = Vocabulary.UNKNOWN;
      }
    }

    words.assign(Nd4j.create(numbers, words.shape(), 'c'));
  }

  private static List<Integer> words(Row row) {
    return row.getList(row.fieldIndex(Vocabulary.TOKEN_IDS));
  }
}
