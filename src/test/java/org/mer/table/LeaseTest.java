package org.mer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
  @TempDir Path folder;
  private FileSystem files;

  @BeforeEach
  void open() throws IOException {
    files = FileSystem.getLocal(new Configuration());
  }

  @Test
  void oneRunHasItAtATime() {
    try (Lease first = acquire("first", Duration.ZERO)) {
      assertThat(first.predecessor()).isEmpty();
      assertThatThrownBy(() -> acquire("second", Duration.ZERO))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContainingAll("mer.tweets", "run first", "try again");
    }

    try (Lease second = acquire("second", Duration.ZERO)) {
      assertThat(second.predecessor()).isEmpty();
    }
  }

  @Test
  void whoComesSecondWaits() {
    Lease first = acquire("first", Duration.ZERO);
    CompletableFuture<Lease> waiting =
        CompletableFuture.supplyAsync(() -> acquire("second", Duration.ofMinutes(1)));
    assertThat(waiting).isNotDone();

    first.close();

    waiting.join().close();
    assertThat(folder.resolve("leases/mer.tweets.json")).doesNotExist();
  }

  @Test
  void aDeadRunOfThisMachineIsSucceededAtOnceAndItsWorkIsKnown() throws IOException {
    Lease.Holder me = Lease.Holder.me("dead");
    write(
        """
        {"run":"dead","host":"%s","pid":%d,"startedAtMillis":1,"publishing":[{"table":"TWEETS","snapshotId":7}]}"""
            .formatted(me.host(), me.pid()));

    try (Lease lease = acquire("next", Duration.ZERO)) {
      assertThat(lease.predecessor().orElseThrow().publishing())
          .containsExactly(new Lease.Pending("TWEETS", 7));
    }
  }

  @Test
  void aRunOfAnotherMachineIsSucceededOnceItsLeaseHasExpired() throws IOException {
    Path file =
        write(
            """
            {"run":"far","host":"elsewhere.example","pid":1,"startedAtMillis":1,"publishing":[]}""");
    assertThatThrownBy(() -> acquire("next", Duration.ZERO)).hasMessageContaining("elsewhere");

    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(120)));

    try (Lease lease = acquire("next", Duration.ZERO)) {
      assertThat(lease.predecessor().orElseThrow().run()).isEqualTo("far");
    }
  }

  @Test
  void aHalfWrittenLeaseExpiresToo() throws IOException {
    Path file = write("{\"run\":");
    assertThatThrownBy(() -> acquire("next", Duration.ZERO)).hasMessageContaining("another run");

    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(120)));

    try (Lease lease = acquire("next", Duration.ZERO)) {
      assertThat(lease.predecessor()).isEmpty();
    }
  }

  @Test
  void whoLostItPublishesNothing() throws IOException {
    try (Lease lease = acquire("first", Duration.ZERO)) {
      write(
          """
          {"run":"second","host":"elsewhere.example","pid":1,"startedAtMillis":1,"publishing":[]}""");

      assertThatThrownBy(() -> lease.announce(List.of())).hasMessageContaining("lost");
    }

    assertThat(folder.resolve("leases/mer.tweets.json")).exists();
  }

  private Lease acquire(String run, Duration patience) {
    return Lease.acquire(
        files,
        new org.apache.hadoop.fs.Path(folder.resolve("leases").toUri()),
        "mer.tweets",
        run,
        patience);
  }

  private Path write(String json) throws IOException {
    Path file = folder.resolve("leases/mer.tweets.json");
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file.resolveSibling(".mer.tweets.json.crc"));
    return Files.writeString(file, json);
  }
}
