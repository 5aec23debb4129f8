package org.mer.training;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a branch brings to be trained, and what its bundle has to hold besides the weights.
 *
 * @param name of the bundle: text or face
 * @param labelColumn the column that holds the class
 * @param classes labels in the order of the network's outputs
 * @param definition the network
 * @param beginning the weights that learning begins with
 * @param hyperparameters what scoring needs to build it again
 * @param encoder how rows become tensors in learning, and when an epoch is judged
 * @param scoring how rows become tensors when the finished network scores them; its temperature is
 *     fitted to this
 * @param training rows to learn from
 * @param validation rows to choose the epoch and the temperature by
 * @param files further files of the bundle
 * @param exhibits what the report shows beside the network's figures
 */
public record TrainingTask(
    String name,
    String labelColumn,
    List<String> classes,
    NetworkDefinition definition,
    Beginning beginning,
    Map<String, Double> hyperparameters,
    MinibatchEncoder encoder,
    MinibatchEncoder scoring,
    Dataset<Row> training,
    Dataset<Row> validation,
    Map<String, byte[]> files,
    List<Exhibit> exhibits) {
  /** The name in result tables: the bundle's and the network's. */
  public String subject() {
    return name + "/" + definition.name();
  }
}
