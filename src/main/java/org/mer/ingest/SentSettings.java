package org.mer.ingest;

import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Hadoop's settings where tasks read files. They are two thousand, so each executor gets them once
 * and not again with each task, be it only one of those that come after the reading.
 */
record SentSettings(Broadcast<SerializableConfiguration> settings) implements Serializable {
  static SentSettings of(SparkSession spark) {
    return new SentSettings(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .broadcast(new SerializableConfiguration(spark.sparkContext().hadoopConfiguration())));
  }

  Configuration value() {
    return settings.value().value();
  }
}
