package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.UsageException;

class QueryParameterTest {
  @Test
  void isAStringUnlessItsTypeIsSaid() {
    assertThat(QueryParameter.of("id=12=3")).isEqualTo(new QueryParameter("id", "12=3"));
    assertThat(QueryParameter.of("n:int=12").value()).isEqualTo(12);
    assertThat(QueryParameter.of("n:BIGINT=12").value()).isEqualTo(12L);
    assertThat(QueryParameter.of("at:timestamp=2009-05-04T00:00:00Z").value())
        .isEqualTo(Timestamp.from(Instant.parse("2009-05-04T00:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "=3", "n:int=three", "n:boolean=yes", "d:date=4 May", "n:blob=3"})
  void refusesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> QueryParameter.of(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("cannot be: ");
  }

  @Test
  void standsWhereItsWholeNameIs() {
    QueryParameter id = QueryParameter.of("id=1");

    assertThat(id.standsIn("SELECT :id")).isTrue();
    assertThat(id.standsIn("SELECT :id_other")).isFalse();
  }
}
