package org.mer.text;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mer.Polarity;
import org.mer.ingest.TweetCleaner;

class BehaviourSuiteTest {
  private static final String HEADER = "capability\tkind\tpolarity\tleast_change\ttext\tother_text";

  private final BehaviourSuite shipped = BehaviourSuite.shipped();

  @Test
  void hasEnoughCasesOfEveryCapability() {
    Map<String, Long> capabilities =
        shipped.cases().stream().collect(groupingBy(BehaviourCase::capability, counting()));

    assertThat(shipped.cases()).hasSizeGreaterThanOrEqualTo(230);
    assertThat(capabilities)
        .containsOnlyKeys(
            "vocabulary",
            "negation",
            "intensity",
            "irony",
            "names",
            "links",
            "typos",
            "contrast",
            "time",
            "emotion",
            "slang");
    assertThat(capabilities.values()).allMatch(cases -> cases >= 20);
  }

  @Test
  void isBalancedInEveryCapabilityAndKind() {
    Map<List<Object>, Map<Polarity, Long>> groups =
        shipped.cases().stream()
            .collect(
                groupingBy(
                    one -> List.of(one.capability(), one.kind()),
                    groupingBy(BehaviourCase::polarity, counting())));

    assertThat(groups.values())
        .allSatisfy(
            counts ->
                assertThat(counts.get(Polarity.POSITIVE)).isEqualTo(counts.get(Polarity.NEGATIVE)));
  }

  @Test
  void repeatsNoTextAndNoId() {
    assertThat(shipped.cases()).extracting(BehaviourCase::id).doesNotHaveDuplicates();
    assertThat(
            shipped.cases().stream()
                .flatMap(one -> Stream.concat(Stream.of(one.text()), one.other().stream())))
        .doesNotHaveDuplicates();
  }

  @Test
  void cleaningLeavesEveryCaseWithTextsThatDiffer() {
    BehaviourSuite cleaned = shipped.cleaned(new TweetCleaner()::clean);

    assertThat(cleaned.cases()).hasSameSizeAs(shipped.cases());
    assertThat(
            cleaned.cases().stream()
                .flatMap(one -> Stream.concat(Stream.of(one.text()), one.other().stream())))
        .doesNotHaveDuplicates()
        .anyMatch(text -> text.contains("<url>"))
        .anyMatch(text -> text.contains("<user>"));
  }

  /** Whoever mistook the polarity of plain words would be found out by those who rated them. */
  @Test
  void plainWordsMeanWhatTheLexiconSays() {
    ValenceLexicon lexicon = ValenceLexicon.vader();
    List<BehaviourCase> plain =
        shipped.cleaned(new TweetCleaner()::clean).cases().stream()
            .filter(one -> one.capability().equals("vocabulary"))
            .toList();

    assertThat(plain)
        .filteredOn(
            one ->
                one.polarity() == Polarity.POSITIVE
                    ? lexicon.logOdds(one.text()) > 0
                    : lexicon.logOdds(one.text()) < 0)
        .hasSizeGreaterThanOrEqualTo(plain.size() * 3 / 4);
  }

  @Test
  void readsEveryKind() {
    BehaviourSuite suite =
        BehaviourSuite.of(
            List.of(
                HEADER,
                "words\tminimum-functionality\tpositive\t\tgood",
                "names\tinvariance\tnegative\t\tbad Ann\tbad Bob",
                "words\tdirection\tnegative\t0.1\tgood\tnot good"));

    assertThat(suite.cases())
        .containsExactly(
            new BehaviourCase(
                "words-1",
                "words",
                BehaviourKind.MINIMUM_FUNCTIONALITY,
                Polarity.POSITIVE,
                OptionalDouble.empty(),
                "good",
                Optional.empty()),
            new BehaviourCase(
                "names-1",
                "names",
                BehaviourKind.INVARIANCE,
                Polarity.NEGATIVE,
                OptionalDouble.empty(),
                "bad Ann",
                Optional.of("bad Bob")),
            new BehaviourCase(
                "words-2",
                "words",
                BehaviourKind.DIRECTION,
                Polarity.NEGATIVE,
                OptionalDouble.of(0.1),
                "good",
                Optional.of("not good")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a|guess|positive||good; the kind must be one of",
        "|minimum-functionality|positive||good; must have a capability",
        "a|minimum-functionality|neutral||good; must be negative or positive",
        "a|minimum-functionality|good||good; must be negative or positive",
        "a|minimum-functionality|positive||' '; must have text",
        "a|invariance|positive||good|; must have text",
        "a|minimum-functionality|positive||good|better; must have one text",
        "a|invariance|positive||good; must have one text",
        "a|invariance|positive||good|good; must differ",
        "a|invariance|positive|0.1|good|fine; must have a least change",
        "a|direction|positive||good|better; must have a least change",
        "a|direction|positive|0|good|better; must be above 0 and below 1",
        "a|direction|positive|NaN|good|better; must be above 0 and below 1",
        "a|direction|positive|1|good|better; must be above 0 and below 1",
        "a|direction|positive|much|good|better; much",
        "a|direction|positive; five or six fields",
        "a|invariance|positive||good|fine|well; five or six fields"
      })
  void refusesALineThatIsNoCase(String line, String message) {
    List<String> lines = List.of(HEADER, line.replace('|', '\t').replace("'", ""));

    assertThatThrownBy(() -> BehaviourSuite.of(lines))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"''", "a header"})
  void refusesAFileWithoutItsHeader(String line) {
    assertThatThrownBy(() -> BehaviourSuite.of(List.of(line)))
        .hasMessageContaining("must begin with the line: capability");
    assertThatThrownBy(() -> BehaviourSuite.of(List.of()))
        .hasMessageContaining("must begin with the line: capability");
  }

  @Test
  void refusesACleaningThatMakesTextsEqual() {
    assertThatThrownBy(() -> shipped.cleaned(text -> "same")).hasMessageContaining("must differ");
  }
}
