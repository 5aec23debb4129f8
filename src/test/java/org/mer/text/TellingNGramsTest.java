package org.mer.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.page.Grid;
import org.mer.training.Exhibit;

/** Models of a few words whose weights are known. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class TellingNGramsTest {
  private static final StructType TWEET =
      new StructType().add("polarity", DataTypes.StringType).add("text", DataTypes.StringType);

  private static SparkSession spark;

  @BeforeAll
  static void remember(SparkSession session) {
    spark = session;
  }

  @Test
  void areThoseWithTheLargestWeightsOfEachLabel() {
    NGrams words = new NGrams(1, 20);

    TellingNGrams telling =
        telling(
            words,
            1,
            List.of("good", "fine", "bad", "the"),
            new double[] {2, 1, -1.5, 0},
            "the good fine bad");

    assertThat(telling.positive()).extracting(TellingNGram::ngram).containsExactly("good", "fine");
    assertThat(telling.negative()).extracting(TellingNGram::ngram).containsExactly("bad");
    assertThat(telling.positive().get(0).weight()).isEqualTo(2);
    assertThat(telling.negative().get(0).weight()).isNegative();
  }

  @Test
  void areInEnoughTexts() {
    NGrams words = new NGrams(1, 20);
    String[] texts = {"good good good", "fine day", "a fine day"};

    TellingNGrams telling = telling(words, 2, List.of("good", "fine"), new double[] {2, 1}, texts);

    assertThat(telling.positive())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.ngram()).isEqualTo("fine");
              assertThat(one.texts()).isEqualTo(2);
            });
  }

  @Test
  void areNamedAfterTheMostFrequentOfOneHash() {
    NGrams coarse = new NGrams(1, 8);
    String other = another(coarse, "good");
    String[] texts = {"good", other, other + " " + other, "good day", "so " + other};

    TellingNGrams telling = telling(coarse, 2, List.of("good"), new double[] {2}, texts);

    assertThat(telling.positive()).extracting(TellingNGram::ngram).containsExactly(other);
    assertThat(telling.positive().get(0).texts()).isEqualTo(3);
  }

  @Test
  void areAHundredOfALabelAtMost() {
    NGrams words = new NGrams(1, 22);
    List<String> many = IntStream.range(0, 150).mapToObj(i -> "word" + i).toList();
    double[] weights = IntStream.range(0, 150).mapToDouble(i -> (1 + i) * (1 + i)).toArray();

    TellingNGrams telling = telling(words, 1, many, weights, String.join(" ", many));

    assertThat(telling.positive()).hasSize(TellingNGrams.MOST);
    assertThat(telling.positive().get(0).ngram()).isEqualTo("word149");
    assertThat(telling.negative()).isEmpty();
    assertThat(telling.exhibit(1).tables())
        .extracting(table -> table.lines().size())
        .containsExactly(0, 25);
  }

  @Test
  void areLinesFromTheMostPositiveOn() {
    TellingNGrams telling =
        new TellingNGrams(
            List.of(new TellingNGram("sad <end>", -1.25, 4000), new TellingNGram("hm", -0.5, 200)),
            List.of(new TellingNGram("good", 2, 300)));

    assertThat(telling.lines())
        .containsExactly("good\t2.0000\t300", "hm\t-0.5000\t200", "sad <end>\t-1.2500\t4000");
  }

  @Test
  void areShownAsATableOfEachLabel() {
    Exhibit exhibit =
        new TellingNGrams(
                List.of(new TellingNGram("sad <end>", -1.25, 4000)),
                List.of(new TellingNGram("good", 2, 300)))
            .exhibit(200);

    assertThat(exhibit.note()).contains("text/ngrams", "at least 200 training texts", "mislead");
    assertThat(exhibit.tables())
        .extracting(Grid::lines)
        .containsExactly(
            List.of(Grid.Line.of("sad <end>", "-1.25", "4,000")),
            List.of(Grid.Line.of("good", "2", "300")));
  }

  private static TellingNGrams telling(
      NGrams ngrams, int minimumTexts, List<String> words, double[] weights, String... texts) {
    List<Integer> numbers = new ArrayList<>();
    words.forEach(word -> numbers.add(ngrams.of(word)[0]));
    int[] sorted = numbers.stream().mapToInt(number -> number).sorted().toArray();
    BitSet known = new BitSet();
    numbers.forEach(known::set);
    double[] placed = new double[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      placed[i] = weights[numbers.indexOf(sorted[i])];
    }

    NGramModel model =
        new NGramModel(ngrams, KnownNGrams.of(known), QuantizedWeights.of(placed), 0);
    List<Row> rows = Arrays.stream(texts).map(text -> RowFactory.create("positive", text)).toList();
    try (LabelledTexts kept = LabelledTexts.of(spark.createDataFrame(rows, TWEET))) {
      return TellingNGrams.of(model, NGramCounts.of(kept.texts(), ngrams), kept, minimumTexts);
    }
  }

  /** A word of the same number as another. */
  private static String another(NGrams ngrams, String word) {
    return IntStream.range(0, 100_000)
        .mapToObj(i -> "w" + i)
        .filter(one -> ngrams.of(one)[0] == ngrams.of(word)[0])
        .findFirst()
        .orElseThrow();
  }
}
