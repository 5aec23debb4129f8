package org.mer.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mer.UsageException;

class PasswordsTest {
  @TempDir private Path folder;

  @Test
  void knowsAPasswordAndDoesNotKeepIt() throws IOException {
    Path file = folder.resolve("users");
    Passwords users = new Passwords(file);
    users.put("ann", "correct horse");
    users.put("bob", "battery staple");
    users.put("ann", "another horse");

    assertThat(users.matches("ann", "another horse")).isTrue();
    assertThat(users.matches("bob", "battery staple")).isTrue();
    assertThat(users.matches("ann", "correct horse")).isFalse();
    assertThat(users.matches("eve", "")).isFalse();
    assertThat(file).content().doesNotContain("horse").hasLineCount(2);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void refusesWhatCannotBeUsed() {
    Passwords users = new Passwords(folder.resolve("none"));

    assertThatThrownBy(() -> users.put("a:b", "long enough")).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> users.put("ann", "short"))
        .isInstanceOf(UsageException.class)
        .hasMessage("a password must have at least 8 characters, cannot have: 5");
    assertThatThrownBy(() -> users.matches("ann", "long enough"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--add-user");
  }
}
