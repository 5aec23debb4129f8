package org.mer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text of the repository that is made from the code, and checked against it. */
public final class GeneratedText {
  /** {@code -Dmer.regenerate=true} writes the texts instead of checking them. */
  private static final String REGENERATE = "mer.regenerate";

  private final Path file;

  private GeneratedText(Path file) {
    this.file = file;
  }

  /** The text in a file, from the top of the repository. */
  public static GeneratedText in(String file) {
    return new GeneratedText(Path.of(file));
  }

  /** What the file holds now. */
  public String current() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts that the file holds a text, or writes it there. */
  public void isExactly(String expected, Class<?> test) {
    if (Boolean.getBoolean(REGENERATE)) {
      write(expected);
      return;
    }

    assertThat(current())
        .as(
            "%s is made from the code and differs from it; make it again with: mvn test -Dtest=%s -D%s=true",
            file, test.getSimpleName(), REGENERATE)
        .isEqualTo(expected);
  }

  private void write(String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
