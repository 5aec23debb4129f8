package org.mer.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.training.Exhibit;
import scala.Tuple2;

/**
 * The n-grams whose weights in a linear model are the largest, each label's in order. A hashed
 * model has no words: they are looked for in the training texts. The weight is that of a hash, and
 * of n-grams that share one only the most frequent is named.
 *
 * @param negative those that tell a negative text, the most telling first
 * @param positive the same of a positive one
 */
record TellingNGrams(List<TellingNGram> negative, List<TellingNGram> positive) {
  /** How many of a label there are at most. */
  static final int MOST = 100;

  private static final int SHOWN = 25;
  // Some have no n-gram that is frequent enough alone.
  private static final int CANDIDATES = 2 * MOST;

  /** Unmodifiable copies. */
  TellingNGrams {
    negative = List.copyOf(negative);
    positive = List.copyOf(positive);
  }

  /**
   * Finds them. The texts stay where they are; to the driver come the n-grams of a few hundred
   * hashes, counted.
   *
   * @param counts of n-grams in the texts
   * @param texts that the model was fitted to
   * @param minimumTexts texts that an n-gram must occur in, at least 1
   */
  static TellingNGrams of(
      NGramModel model, NGramCounts counts, LabelledTexts texts, int minimumTexts) {
    Map<Integer, Double> weights = new HashMap<>(candidates(model, counts, minimumTexts, 1));
    weights.putAll(candidates(model, counts, minimumTexts, -1));
    Collection<TellingNGram> spelled = spelled(model.ngrams(), weights, texts, minimumTexts);
    return new TellingNGrams(most(spelled, -1), most(spelled, 1));
  }

  /** One a line: the n-gram, a tab, its weight, a tab, the texts that have it; by weight. */
  List<String> lines() {
    return Stream.concat(positive.stream(), negative.stream())
        .sorted(Comparator.comparingDouble(TellingNGram::weight).reversed())
        .map(
            one ->
                String.format(Locale.ROOT, "%s\t%.4f\t%d", one.ngram(), one.weight(), one.texts()))
        .toList();
  }

  /** The foremost of each label as tables. */
  Exhibit exhibit(int minimumTexts) {
    return new Exhibit(
        "Most telling words",
        "Runs of words with the largest weights in %s, among those in at least %s training texts. A text's log-odds are the sum of its weights over the square root of its number of runs, and an intercept; above 0 is positive. %s and %s are the ends of a text. Runs are hashed: a weight belongs to all that share a hash, of which the most frequent is shown, so that a single line can mislead."
            .formatted(
                Baseline.NGRAMS.subject(),
                Numeral.count(minimumTexts),
                NGrams.START_SPELLED,
                NGrams.END_SPELLED),
        List.of(
            grid("Most telling of negative", negative),
            grid("Most telling of positive", positive)));
  }

  private static Grid grid(String caption, List<TellingNGram> telling) {
    return new Grid(
        caption,
        List.of("words", "weight", "training texts"),
        telling.stream()
            .limit(SHOWN)
            .map(
                one ->
                    Line.of(one.ngram(), Numeral.decimal(one.weight()), Numeral.count(one.texts())))
            .toList());
  }

  /** The weights of a label's foremost frequent features, by the n-gram's number. */
  private static Map<Integer, Double> candidates(
      NGramModel model, NGramCounts counts, int minimumTexts, int sign) {
    int[] numbers = model.known().numbers();
    return IntStream.range(0, numbers.length)
        .filter(feature -> counts.texts(numbers[feature]) >= minimumTexts)
        .filter(feature -> sign * model.weights().weight(feature) > 0)
        .boxed()
        .sorted(Comparator.comparingDouble(feature -> -sign * model.weights().weight(feature)))
        .limit(CANDIDATES)
        .collect(
            Collectors.toMap(
                feature -> numbers[feature], feature -> model.weights().weight(feature)));
  }

  private static Collection<TellingNGram> spelled(
      NGrams ngrams, Map<Integer, Double> weights, LabelledTexts texts, int minimumTexts) {
    int[] wanted = weights.keySet().stream().mapToInt(number -> number).sorted().toArray();
    FlatMapFunction<Row, Tuple2<Integer, String>> spelling =
        row ->
            ngrams
                .spelled(row.getString(1), number -> Arrays.binarySearch(wanted, number) >= 0)
                .entrySet()
                .stream()
                .map(one -> new Tuple2<>(one.getValue(), one.getKey()))
                .iterator();
    return texts
        .rows()
        .flatMap(spelling, Encoders.tuple(Encoders.INT(), Encoders.STRING()))
        .toDF("number", "ngram")
        .groupBy("number", "ngram")
        .count()
        .where("count >= " + minimumTexts)
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getInt(0),
                row ->
                    new TellingNGram(row.getString(1), weights.get(row.getInt(0)), row.getLong(2)),
                BinaryOperator.maxBy(
                    Comparator.comparingLong(TellingNGram::texts)
                        .thenComparing(TellingNGram::ngram))))
        .values();
  }

  private static List<TellingNGram> most(Collection<TellingNGram> telling, int sign) {
    Function<TellingNGram, Double> amount = one -> sign * one.weight();
    return telling.stream()
        .filter(one -> amount.apply(one) > 0)
        .sorted(
            Comparator.comparing(amount)
                .thenComparing(TellingNGram::texts)
                .reversed()
                .thenComparing(TellingNGram::ngram))
        .limit(MOST)
        .toList();
  }
}
