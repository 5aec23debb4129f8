package org.mer.ingest;

import java.util.List;
import java.util.Optional;
import org.mer.Emotion;

/**
 * What ten people saw in a face of FER2013 (FER+, Barsoum, Zhang, Canton Ferrer and Zhang 2016).
 *
 * @param usage the part that the face is in; a face of another part is another face
 * @param votes how many chose each of {@link FerPlusVotes#CHOICES}, in that order, each 0 to 10
 */
record FerPlusVote(FaceUsage usage, List<Integer> votes) {
  /** The emotion of each choice that is one of the seven; the others come after them. */
  private static final List<Emotion> EMOTIONS =
      List.of(
          Emotion.NEUTRAL,
          Emotion.HAPPY,
          Emotion.SURPRISE,
          Emotion.SAD,
          Emotion.ANGRY,
          Emotion.DISGUST,
          Emotion.FEAR);

  /** Copies the list. */
  FerPlusVote {
    votes = List.copyOf(votes);
  }

  /**
   * The label by FER+'s own majority rule: a choice of one person alone does not count, and of the
   * other votes more than half must be for the same. Empty where there is no such majority, or it
   * is for contempt, unknown or no face.
   */
  Optional<Emotion> emotion() {
    int counted = votes.stream().mapToInt(FerPlusVote::counted).sum();
    for (int choice = 0; choice < EMOTIONS.size(); choice++) {
      if (2 * counted(votes.get(choice)) > counted) {
        return Optional.of(EMOTIONS.get(choice));
      }
    }

    return Optional.empty();
  }

  private static int counted(int votes) {
    return votes > 1 ? votes : 0;
  }
}
