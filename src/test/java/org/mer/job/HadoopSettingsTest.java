package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.mer.table.Warehouse;

class HadoopSettingsTest {
  @Test
  void aWarehouseWithoutASchemeIsOnTheDefaultFileSystemThatSparkWasGiven() {
    Configuration hadoop =
        HadoopSettings.of(
            new SparkConf(false)
                .set("spark.hadoop.fs.defaultFS", "hdfs://localhost:8020")
                .set("spark.app.name", "none of Hadoop's"));

    assertThat(Warehouse.at("/warehouse", hadoop).root())
        .hasToString("hdfs://localhost:8020/warehouse");
    assertThat(hadoop.get("app.name")).isNull();
  }
}
