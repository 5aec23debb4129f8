package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Polarity;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.table.Lake;
import org.mer.training.Beginning;
import org.mer.training.TrainingTask;

/**
 * What the text branch brings to be trained.
 *
 * @param vocabularySize words at most
 * @param minimumTexts texts that a word must occur in
 * @param longest words of a tweet that are used
 * @param architecture of the network
 * @param wordDropout share of words that learning hides, 0 to below 1
 * @param labelSmoothing share of a label that is spread over both classes, 0 to below 1
 * @param sample share of the training rows that is learned from, above 0 to 1; chosen by hash, so
 *     that it is stable
 * @param vocabularyBuckets of words that are not in the vocabulary, at least 0
 * @param baselines what is fitted beside the network
 */
public record TextTask(
    int vocabularySize,
    int minimumTexts,
    int longest,
    TextArchitecture architecture,
    double wordDropout,
    double labelSmoothing,
    double sample,
    int vocabularyBuckets,
    TextBaselines baselines) {
  /** The bundle's file of known words, one a line. */
  static final String VOCABULARY = "vocabulary.txt";

  /** The hyper-parameter that bounds the words of a tweet. */
  static final String LONGEST = "max-tokens";

  /** The hyper-parameter that counts the buckets of unknown words; older bundles lack it. */
  static final String BUCKETS = "vocabulary-buckets";

  private static final int GRAIN = 1_000_000;

  /** Checks the range that is not looked at elsewhere. */
  public TextTask {
    new Vocabulary(List.of(), vocabularyBuckets);
  }

  /**
   * The task on the labelled tweets of a lake: fits the baselines, and the vocabulary if it is not
   * that of a bundle, and encodes the texts.
   *
   * @param first the bundle whose weights and vocabulary learning begins with; of several networks
   *     put together, that of the same name counts
   * @throws UsageException if its network is another
   */
  public TrainingTask of(Lake lake, Optional<Bundle> first) {
    LabelledTweets tweets = LabelledTweets.of(lake);
    Dataset<Row> training =
        tweets
            .training()
            .where(
                pmod(xxhash64(col("fingerprint"), lit("sample")), lit(GRAIN)).lt(sample * GRAIN));
    Optional<Bundle> begun = first.map(this::sameNetwork);
    Vocabulary vocabulary =
        begun
            .map(Vocabulary::of)
            .orElseGet(
                () -> Vocabulary.fit(training, vocabularySize, minimumTexts, vocabularyBuckets));
    TextNetwork network = architecture.over(vocabulary.size());
    Map<String, Double> hyperparameters = new TreeMap<>(network.hyperparameters());
    hyperparameters.put(LONGEST, (double) longest);
    hyperparameters.put(BUCKETS, (double) vocabulary.buckets());
    TextBaselines.Fitted fitted = baselines.fit(training, tweets.validation());
    hyperparameters.putAll(fitted.hyperparameters());
    Map<String, byte[]> files = new TreeMap<>(fitted.files());
    files.put(VOCABULARY, Bundle.bytes(vocabulary.words()));
    return new TrainingTask(
        "text",
        "polarity",
        TweetEncoder.CLASSES.stream().map(Polarity::label).toList(),
        network,
        begun.map(bundle -> Beginning.of(network, bundle)).orElse(Beginning.RANDOM),
        hyperparameters,
        new TweetEncoder(wordDropout, labelSmoothing),
        TweetEncoder.forScoring(),
        encoded(training, vocabulary),
        encoded(tweets.validation(), vocabulary),
        files,
        fitted.exhibits());
  }

  private Bundle sameNetwork(Bundle bundle) {
    String part = architecture.network();
    return bundle.parts().contains(part) ? bundle.part(part) : bundle;
  }

  private Dataset<Row> encoded(Dataset<Row> tweets, Vocabulary vocabulary) {
    return vocabulary.encode(tweets, longest).select("id", "polarity", Vocabulary.TOKEN_IDS);
  }
}
