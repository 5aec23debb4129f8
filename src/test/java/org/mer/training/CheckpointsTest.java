package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path folder;

  @Test
  void givesBackWhatWasSaved() {
    checkpoints().save(checkpoint(2, 5));

    Checkpoint read = checkpoints().latest().orElseThrow();

    assertThat(read.position()).isEqualTo(checkpoint(2, 5).position());
    assertThat(read.weights()).containsExactly(1.5f, -2f);
    assertThat(read.updater()).containsExactly(3f);
    assertThat(read.average()).isEmpty();
    assertThat(read.best()).containsExactly(4f);
  }

  @Test
  void keepsTheNewestTwo() throws IOException {
    for (int round = 1; round <= 4; round++) {
      checkpoints().save(checkpoint(1, round));
    }

    checkpoints().save(checkpoint(2, 0));

    try (Stream<Path> kept = Files.list(run())) {
      assertThat(kept.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("000001-00000004", "000002-00000000");
    }
  }

  @Test
  void passesOverADamagedOne() throws IOException {
    checkpoints().save(checkpoint(1, 7));
    checkpoints().save(checkpoint(2, 0));
    Path weights = run().resolve("000002-00000000/weights.f32");
    Files.delete(run().resolve("000002-00000000/.weights.f32.crc"));
    Files.write(weights, new byte[] {1, 2, 3, 4});

    assertThat(checkpoints().latest().orElseThrow().position().round()).isEqualTo(7);
  }

  @Test
  void passesOverOneWithoutItsText() throws IOException {
    checkpoints().save(checkpoint(1, 7));
    checkpoints().save(checkpoint(2, 0));
    Files.delete(run().resolve("000002-00000000/checkpoint.json"));

    assertThat(checkpoints().latest().orElseThrow().position().round()).isEqualTo(7);
  }

  @Test
  void doesNotTakeUpOneThatWasBeingWritten() throws IOException {
    Files.createDirectories(run().resolve("_000003-00000000"));

    assertThat(checkpoints().latest()).isEmpty();
    assertThat(Checkpoints.newest(hadoop(folder), new Configuration())).isEmpty();
  }

  @Test
  void findsTheNewestTraining() {
    new Checkpoints(hadoop(folder.resolve("train-1")), new Configuration()).save(checkpoint(1, 0));
    new Checkpoints(hadoop(folder.resolve("train-2")), new Configuration()).save(checkpoint(1, 0));

    assertThat(Checkpoints.newest(hadoop(folder), new Configuration())).contains("train-2");
  }

  @Test
  void noneIsLeftAfterTheTraining() {
    checkpoints().save(checkpoint(1, 0));

    checkpoints().clear();

    assertThat(checkpoints().latest()).isEmpty();
  }

  /** What was written before workers told how long they fit. */
  @Test
  void readsOneThatKnowsNoSecondsOfFitting() throws IOException {
    checkpoints().save(checkpoint(2, 5));
    Path state = run().resolve("000002-00000005/checkpoint.json");
    Files.delete(run().resolve("000002-00000005/.checkpoint.json.crc"));
    String whole = Files.readString(state);
    assertThat(whole).contains("\"fitSeconds\":2.25,", "\"seconds\":1.25,");
    String former = whole.replace("\"fitSeconds\":2.25,", "").replace("\"seconds\":1.25,", "");
    Files.writeString(state, former);

    Checkpoint.Position read = checkpoints().latest().orElseThrow().position();

    assertThat(read.effort()).isEqualTo(new Effort(4, 64, 2.5, 3.5, 0, 1 << 20));
    assertThat(read.epochs()).extracting(Epoch::fitSeconds).containsExactly(0.0);
    assertThat(read.epochs()).extracting(Epoch::seconds).containsExactly(2.5);
  }

  private Path run() {
    return folder.resolve("run");
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(hadoop(run()), new Configuration());
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private static Checkpoint checkpoint(int epoch, int round) {
    Epoch done =
        new Epoch(1, 100, 2.5, 2.25, 0.7, 1.25, 1 << 20, new Validation(0.6, 0.8, 0.75, 30), 0.01);
    return new Checkpoint(
        new Checkpoint.Position(
            Map.of("seed", "7"),
            epoch,
            round,
            40,
            0.5,
            new Effort(4, 64, 2.5, 3.5, 1.25, 1 << 20),
            1.5,
            60.25,
            List.of(done),
            1),
        new float[] {1.5f, -2f},
        new float[] {3f},
        new float[0],
        new float[] {4f});
  }
}
