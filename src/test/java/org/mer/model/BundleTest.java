package org.mer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mer.UsageException;

class BundleTest {
  private final Configuration hadoop = new Configuration();

  @TempDir java.nio.file.Path folder;

  @Test
  void opensAsItWasWritten() {
    Bundle opened = Bundle.open(write().folder(), hadoop);

    assertThat(opened.floats(Bundle.WEIGHTS)).containsExactly(1.5f, -2f, Float.MIN_VALUE);
    assertThat(opened.lines("vocabulary.txt")).containsExactly("good", "schön");
    assertThat(opened.manifest().temperature()).isEqualTo(1.25);
    assertThat(opened.manifest().dataSnapshots()).containsEntry("mer.tweets", 7L);
    assertThat(opened.version()).isEqualTo("v1");
  }

  @Test
  void leavesNoTemporaryFolder() {
    write();

    assertThat(folder.resolve("text")).isDirectoryContaining(path -> path.endsWith("v1"));
    assertThat(folder.resolve("text").toFile().list()).hasSize(1);
  }

  @Test
  void refusesADamagedFile() throws IOException {
    Bundle bundle = write();
    java.nio.file.Path weights = local(bundle, Bundle.WEIGHTS);
    byte[] bytes = Files.readAllBytes(weights);
    bytes[3] ^= 1;
    Files.delete(local(bundle, "." + Bundle.WEIGHTS + ".crc"));
    Files.write(weights, bytes);

    assertThatThrownBy(() -> Bundle.open(bundle.folder(), hadoop))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is damaged")
        .hasMessageContaining(Bundle.WEIGHTS);
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Bundle bundle = write();
    Files.delete(local(bundle, "vocabulary.txt"));

    assertThatThrownBy(() -> Bundle.open(bundle.folder(), hadoop))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'vocabulary.txt' is missing");
  }

  @Test
  void refusesAnotherFormat() throws IOException {
    Bundle bundle = write();
    rewriteManifest(bundle, "\"format\" : 2", "\"format\" : 99");

    assertThatThrownBy(() -> Bundle.open(bundle.folder(), hadoop))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has format 99, this version reads format 2");
  }

  @Test
  void refusesAFileOutsideOfItsFolder() throws IOException {
    Bundle bundle = write();
    rewriteManifest(bundle, "\"vocabulary.txt\"", "\"../vocabulary.txt\"");

    assertThatThrownBy(() -> Bundle.open(bundle.folder(), hadoop))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("names a file outside of it: '../vocabulary.txt'");
  }

  @Test
  void refusesAManifestThatIsNone() throws IOException {
    Bundle bundle = write();
    rewriteManifest(bundle, "{", "[");

    assertThatThrownBy(() -> Bundle.open(bundle.folder(), hadoop))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void refusesAFolderWithoutBundle() {
    assertThatThrownBy(() -> Bundle.open(new Path(folder.toUri()), hadoop))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no model bundle in");
  }

  @Test
  void holdsOtherBundlesThatOpenOnTheirOwn() {
    Bundle small = write().withWeightBlocks().without(Set.of("vocabulary.txt"), Set.of("units"));
    Map<String, byte[]> files = new HashMap<>(small.asPart("lstm"));
    files.put("more.txt", Bundle.bytes(List.of("more")));
    Bundle whole =
        Bundle.open(
            Bundle.write(new Path(folder.toUri()), manifest("v2"), files, hadoop).folder(), hadoop);

    assertThat(whole.parts()).containsExactly("lstm");
    assertThat(whole.has("more.txt")).isTrue();
    for (Bundle part :
        List.of(whole.part("lstm"), Bundle.open(new Path(whole.folder(), "lstm"), hadoop))) {
      assertThat(part.folder()).isEqualTo(new Path(whole.folder(), "lstm"));
      assertThat(part.version()).isEqualTo("v1");
      assertThat(part.has("vocabulary.txt")).isFalse();
      assertThat(part.manifest().hyperparameters()).isEmpty();
      assertThat(part.weights()[1]).isEqualTo(-2f);
      assertThat(part.weights()[0]).isCloseTo(1.5f, within(0.01f)).isNotEqualTo(1.5f);
    }
  }

  @Test
  void tellsTheWeightsOfEitherFile() {
    Bundle bundle = write();

    assertThat(bundle.weights()).containsExactly(1.5f, -2f, Float.MIN_VALUE);
    assertThat(bundle.withWeightBlocks().has(Bundle.WEIGHTS)).isFalse();
  }

  @Test
  void refusesAPartThatItDoesNotHave() {
    assertThatThrownBy(() -> write().part("gru"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has no file 'gru/manifest.json'");
  }

  @Test
  void refusesADamagedFileOfAPart() throws IOException {
    Bundle whole =
        Bundle.write(new Path(folder.toUri()), manifest("v2"), write().asPart("lstm"), hadoop);
    Files.delete(local(whole, "lstm/vocabulary.txt"));

    assertThatThrownBy(() -> Bundle.open(whole.folder(), hadoop))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'lstm/vocabulary.txt' is missing");
  }

  private Bundle write() {
    return Bundle.write(
        new Path(folder.toUri()),
        manifest("v1"),
        Map.of(
            Bundle.WEIGHTS,
            Bundle.bytes(new float[] {1.5f, -2f, Float.MIN_VALUE}),
            "vocabulary.txt",
            Bundle.bytes(List.of("good", "schön"))),
        hadoop);
  }

  private static Manifest manifest(String version) {
    return new Manifest(
        Manifest.FORMAT,
        "text",
        version,
        "run",
        "2026-01-01T00:00:00Z",
        "0",
        "lstm",
        Map.of("units", 3.0),
        List.of("negative", "positive"),
        3,
        1.25,
        0.8,
        0.7,
        10,
        1,
        Map.of("mer.tweets", 7L),
        Map.of());
  }

  private static void rewriteManifest(Bundle bundle, String from, String to) throws IOException {
    java.nio.file.Path manifest = local(bundle, "manifest.json");
    String json = Files.readString(manifest);
    assertThat(json).contains(from);
    Files.delete(local(bundle, ".manifest.json.crc"));
    Files.writeString(manifest, json.replace(from, to));
  }

  private static java.nio.file.Path local(Bundle bundle, String file) {
    return java.nio.file.Path.of(bundle.folder().toUri().getPath(), file);
  }
}
