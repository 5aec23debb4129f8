package org.mer.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
  private static final HostNames NAMES = HostNames.of(List.of("Analysts.Example"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8090",
        "LOCALHOST",
        "127.0.0.1:1",
        "192.0.2.7",
        "[::1]:8090",
        "analysts.example:80"
      })
  void knowsItsNamesAndAddressesInFigures(String host) {
    assertThat(NAMES.has(host)).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "evil.example:127.0.0.1",
        "localhost:8090:1"
      })
  void knowsNoOtherName(String host) {
    assertThat(NAMES.has(host)).isFalse();
  }
}
