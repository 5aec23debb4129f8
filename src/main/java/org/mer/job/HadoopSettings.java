package org.mer.job;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * Hadoop's settings as a session will have them, for a job that needs a file system before there is
 * a session: the default file system, a name service's machines, an object store's endpoint.
 */
final class HadoopSettings {
  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  /** Hadoop's own files of settings, and over them what Spark was given for Hadoop. */
  static Configuration of(SparkConf spark) {
    Configuration hadoop = new Configuration();
    for (Tuple2<String, String> setting : spark.getAllWithPrefix(PREFIX)) {
      hadoop.set(setting._1(), setting._2());
    }

    return hadoop;
  }
}
