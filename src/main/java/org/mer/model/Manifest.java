package org.mer.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.mer.UsageException;

/**
 * What a bundle says of itself, as {@code manifest.json}.
 *
 * @param format version of the bundle's layout
 * @param name text or face
 * @param version unique within the name
 * @param runId the run that made it
 * @param createdAt ISO 8601, UTC
 * @param software version of this software
 * @param network name of the network's definition
 * @param hyperparameters what the definition needs to build its layers again
 * @param classes labels in the order of the network's outputs
 * @param parameters number of weights
 * @param temperature calibration temperature
 * @param validationAccuracy 0 to 1
 * @param validationMacroF1 0 to 1
 * @param trainingRows rows it was fitted on
 * @param seed of the training
 * @param dataSnapshots Iceberg snapshot of each table it was fitted on
 * @param files size and checksum of every other file of the bundle
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Manifest(
    int format,
    String name,
    String version,
    String runId,
    String createdAt,
    String software,
    String network,
    Map<String, Double> hyperparameters,
    List<String> classes,
    long parameters,
    double temperature,
    double validationAccuracy,
    double validationMacroF1,
    long trainingRows,
    long seed,
    Map<String, Long> dataSnapshots,
    Map<String, FileCheck> files) {
  /** The layout that this version of the software writes and reads. */
  public static final int FORMAT = 2;

  /**
   * A file's check.
   *
   * @param bytes its size
   * @param sha256 its checksum, 64 hex digits
   */
  public record FileCheck(long bytes, String sha256) {}

  Manifest withFiles(Map<String, FileCheck> checks) {
    return with(hyperparameters, checks);
  }

  Manifest with(Map<String, Double> otherHyperparameters, Map<String, FileCheck> checks) {
    return new Manifest(
        format,
        name,
        version,
        runId,
        createdAt,
        software,
        network,
        otherHyperparameters,
        classes,
        parameters,
        temperature,
        validationAccuracy,
        validationMacroF1,
        trainingRows,
        seed,
        dataSnapshots,
        checks);
  }

  /** A hyper-parameter as a whole number. */
  public int integer(String hyperparameter) {
    return (int) number(hyperparameter);
  }

  /**
   * A hyper-parameter that older bundles lack.
   *
   * @param otherwise what holds of those
   */
  public double numberOr(String hyperparameter, double otherwise) {
    return hyperparameters.getOrDefault(hyperparameter, otherwise);
  }

  /**
   * A hyper-parameter.
   *
   * @throws UsageException if the bundle does not name it
   */
  public double number(String hyperparameter) {
    Double value = hyperparameters.get(hyperparameter);
    if (value == null) {
      throw new UsageException(
          "the bundle %s lacks the hyper-parameter '%s': make it again with this version"
              .formatted(version, hyperparameter));
    }

    return value;
  }
}
