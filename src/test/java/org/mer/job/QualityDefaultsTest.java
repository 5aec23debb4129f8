package org.mer.job;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mer.LocalSpark;
import org.mer.ingest.quality.QualityGate;
import org.mer.table.Lake;
import org.mer.table.Table;

/** Holds the constraints of {@code reference.conf} to the columns of the tables. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class QualityDefaultsTest {
  @ParameterizedTest
  @EnumSource(names = {"TWEETS", "FACES"})
  void everyConstraintOfTheReferenceCanBeMeasured(Table table, Lake lake) {
    QualityGate gate =
        QualitySettings.gate(
            Settings.read(null, Map.of(), lake.spark().sparkContext().hadoopConfiguration()),
            table);

    assertThatCode(() -> gate.check(lake.spark())).doesNotThrowAnyException();
  }
}
