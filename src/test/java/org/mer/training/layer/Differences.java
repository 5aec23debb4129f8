package org.mer.training.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Gradients against central differences of the loss.
 *
 * @param network in double precision
 * @param batch that the loss is of
 * @param most numbers of an array that are tried, spread over it
 */
record Differences(MultiLayerNetwork network, DataSet batch, int most) {
  private static final double STEP = 1e-6;
  private static final double TOLERANCE = 1e-5;

  /** Below this, differences are rounding errors. */
  private static final double NOISE = 5e-9;

  /** Their "gradients" are steps. */
  private static final Set<String> RUNNING =
      Set.of(
          BatchNormalizationParamInitializer.GLOBAL_MEAN,
          BatchNormalizationParamInitializer.GLOBAL_VAR);

  /** What is wrong with the gradients of the weights. */
  List<String> ofWeights() {
    List<INDArray> gradients = SideBySide.gradients(network, batch);
    List<String> wrong = new ArrayList<>();
    int parameter = 0;
    for (int i = 0; i < network.getnLayers(); i++) {
      for (Map.Entry<String, INDArray> weights : network.getLayer(i).paramTable().entrySet()) {
        INDArray gradient = gradients.get(parameter++);
        if (RUNNING.stream().noneMatch(weights.getKey()::endsWith)) {
          wrong.addAll(wrong(i + "_" + weights.getKey(), weights.getValue(), gradient));
        }
      }
    }

    return wrong;
  }

  /** What is wrong with the errors of the inputs, where the network finds them out. */
  List<String> ofInputs() {
    INDArray errors = SideBySide.inputErrors(network, batch);
    return errors == null ? List.of() : wrong("input", batch.getFeatures(), errors.dup());
  }

  private List<String> wrong(String name, INDArray values, INDArray gradient) {
    List<String> wrong = new ArrayList<>();
    long stride = values.length() / most | 1; // odd, so that all channels have their turn
    for (long i = 0; i < values.length(); i += stride) {
      long[] at = Shape.ind2subC(values.shape(), i);
      double expected = difference(values, at);
      double actual = gradient.getDouble(at);
      double error = Math.abs(actual - expected);
      if (!(error <= NOISE || error <= TOLERANCE * (Math.abs(actual) + Math.abs(expected)))) {
        wrong.add(
            "%s%s is %.9g, cannot be: %.9g".formatted(name, Arrays.toString(at), expected, actual));
      }
    }

    return wrong;
  }

  private double difference(INDArray values, long... at) {
    double value = values.getDouble(at);
    values.putScalar(at, value + STEP);
    double above = loss();
    values.putScalar(at, value - STEP);
    double below = loss();
    values.putScalar(at, value);
    return (above - below) / (2 * STEP) * batch.numExamples();
  }

  private double loss() {
    network.clearLayerMaskArrays();
    return network.score(batch, true);
  }
}
