package org.mer.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserHashTest {
  @Test
  void namesAreHashedWithTheKey() {
    // Test case 2 of RFC 4231.
    assertThat(UserHash.keyed("Jefe").of("What Do Ya Want For Nothing?"))
        .isEqualTo(UserHash.keyed("Jefe").of("what do ya want for nothing?"));
    assertThat(UserHash.keyed("Jefe").of("what do ya want for nothing?"))
        .hasValue("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assertThat(UserHash.keyed("one").of("jane")).isNotEqualTo(UserHash.keyed("two").of("jane"));
  }

  @Test
  void withoutAKeyOrANameThereIsNone() {
    assertThat(UserHash.keyed("").of("jane")).isEmpty();
    assertThat(UserHash.keyed("key").of(" ")).isEmpty();
  }
}
