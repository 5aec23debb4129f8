package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.Emotion;
import org.mer.UsageException;

class FerPlusVotesTest {
  private static final String HEADER =
      "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF";

  private final FerPlusVotes votes = FerPlusVotes.of("f", bytes(HEADER));

  @Test
  void aLineHasAUsageAndTenCounts() {
    FerPlusVote vote = usable(votes, "PublicTest,,4,0,0,1,3,2,0,0,0,0\r");

    assertThat(vote.usage()).isEqualTo(FaceUsage.PUBLIC_TEST);
    assertThat(vote.votes()).containsExactly(4, 0, 0, 1, 3, 2, 0, 0, 0, 0);
  }

  @Test
  void columnsMayStandInAnyOrder() {
    FerPlusVotes other =
        FerPlusVotes.of(
            "f",
            bytes(
                "nf, unknown,contempt,fear,disgust,anger,sadness,surprise,\"happiness\",neutral,usage"));

    assertThat(usable(other, "0,1,2,3,4,5,6,7,8,10,Training").votes())
        .containsExactly(10, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "emotion,pixels,Usage", "Usage,Image name,neutral,happiness"})
  void otherHeadersAreRefused(String header) {
    assertThatThrownBy(() -> FerPlusVotes.of("f", bytes(header)))
        .isInstanceOf(UsageException.class)
        .hasMessageMatching(
            "the file 'f' has no column (Usage|neutral|surprise), so it does not look like FER\\+'s fer2013new.csv: give the file as published");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Training,,1,2,3|expected 12 columns, found 5",
        "Test,,0,0,0,0,0,0,0,0,0,0|unknown usage 'Test'",
        "Training,,11,0,0,0,0,0,0,0,0,0|votes must be 0 to 10, cannot be: '11'",
        "Training,,0,-1,0,0,0,0,0,0,0,0|votes must be 0 to 10, cannot be: '-1'",
        "Training,,0,0,0,0,0,0,0,0,0,|votes must be 0 to 10, cannot be: ''",
        "Training,,0,0,0,0,0,0,0,0,0,x|votes must be 0 to 10, cannot be: 'x'"
      })
  void whatCannotBeUsedHasAReason(String line, String reason) {
    assertThat(votes.parse(bytes(line))).isEqualTo(Parsed.rejected(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "6 0 0 0 0 0 0 0 4 0, NEUTRAL",
    "0 10 0 0 0 0 0 0 0 0, HAPPY",
    "0 0 6 0 0 0 4 0 0 0, SURPRISE",
    "0 0 0 7 0 0 0 0 3 0, SAD",
    "0 0 0 0 8 2 0 0 0 0, ANGRY",
    "0 0 0 0 4 6 0 0 0 0, DISGUST",
    "0 0 2 0 0 0 8 0 0 0, FEAR",
    "5 1 1 1 1 1 0 0 0 0, NEUTRAL",
    "2 1 1 1 1 1 1 1 1 0, NEUTRAL"
  })
  void moreThanHalfOfTheVotesThatCountAreALabel(String counts, Emotion emotion) {
    assertThat(vote(counts).emotion()).hasValue(emotion);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5 5 0 0 0 0 0 0 0 0",
        "4 0 0 1 3 2 0 0 0 0",
        "4 0 0 0 0 0 0 0 4 2",
        "0 0 0 0 0 0 0 8 2 0",
        "0 0 0 0 0 0 0 0 10 0",
        "0 0 0 0 0 0 0 0 0 10",
        "1 1 1 1 1 1 1 1 1 1",
        "0 0 0 0 0 0 0 0 0 0"
      })
  void otherVotesAreNone(String counts) {
    assertThat(vote(counts).emotion()).isEmpty();
  }

  private static FerPlusVote vote(String counts) {
    return new FerPlusVote(
        FaceUsage.TRAINING, List.of(counts.split(" ")).stream().map(Integer::valueOf).toList());
  }

  private static FerPlusVote usable(FerPlusVotes votes, String line) {
    return ((Parsed.Usable<FerPlusVote>) votes.parse(bytes(line))).value();
  }

  private static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.ISO_8859_1);
  }
}
