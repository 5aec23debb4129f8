import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random batches to learn from, the same for the same seed.
 *
 * @param seed of what is drawn
 */
record Batches(long seed) {
  static final int PICTURES = 64;
  static final int TWEETS = 256;
  static final int TWEET_BATCHES = 16;

  /**
   * Tokens of tweets of Sentiment140 after cleaning: the 2.5th of a hundred, the 7.5th and so on.
   */
  private static final int[] TOKENS = {
    3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 19, 20, 22, 24, 26, 28, 31
  };

  /** Pictures with their channel where a side wants it. */
  DataSet pictures(CNN2DFormat format) {
    Nd4j.getRandom().setSeed(seed);
    int side = FaceNetwork.SIDE;
    INDArray pictures =
        format == CNN2DFormat.NHWC
            ? Nd4j.randn(PICTURES, side, side, 1)
            : Nd4j.randn(PICTURES, 1, side, side);
    return new DataSet(pictures, labels(PICTURES, FaceNetwork.CLASSES));
  }

  /** Tweets as long as real ones are, those of similar length in a batch; short batches first. */
  List<DataSet> tweets() {
    Random random = new Random(seed);
    int[] lengths =
        random
            .ints((long) TWEET_BATCHES * TWEETS, 0, TOKENS.length)
            .map(draw -> TOKENS[draw])
            .sorted()
            .toArray();
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < lengths.length; from += TWEETS) {
      batches.add(tweets(lengths, from, random));
    }

    return batches;
  }

  private static DataSet tweets(int[] lengths, int from, Random random) {
    int steps = lengths[from + TWEETS - 1];
    float[] words = new float[TWEETS * steps];
    float[] mask = new float[TWEETS * steps];
    for (int tweet = 0; tweet < TWEETS; tweet++) {
      for (int step = 0; step < lengths[from + tweet]; step++) {
        words[tweet * steps + step] = random.nextInt(TweetNetwork.WORDS);
        mask[tweet * steps + step] = 1;
      }
    }

    return new DataSet(
        Nd4j.create(words, new int[] {TWEETS, 1, steps}),
        labels(TWEETS, TweetNetwork.CLASSES),
        Nd4j.create(mask, new int[] {TWEETS, steps}),
        null);
  }

  private static INDArray labels(int examples, int classes) {
    INDArray labels = Nd4j.zeros(examples, classes);
    for (int example = 0; example < examples; example++) {
      labels.putScalar(example, example % classes, 1);
    }

    return labels;
  }
}
