package org.mer.training;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Another definition's network, in whose loss a class counts more than another; what it computes
 * once it is fitted is the same.
 *
 * @param network ends in a softmax with cross entropy
 * @param weights one a class, above 0
 */
public record WeightedClasses(NetworkDefinition network, List<Double> weights)
    implements NetworkDefinition {
  /** Checks the weights. */
  public WeightedClasses {
    weights = List.copyOf(weights);
    if (weights.size() != network.classes() || weights.stream().anyMatch(one -> !(one > 0))) {
      throw new IllegalArgumentException(
          "%d weights above 0 are wanted, one a class, cannot be: %s"
              .formatted(network.classes(), weights));
    }
  }

  /**
   * Weights that make rare classes count more. The mean weight of a row is 1.
   *
   * @param classes in the order of the network's outputs
   * @param rows how many each class has, at least 1
   * @param balance 0 to 1: a row counts (1 / the number of its class's rows) to this power; with 0
   *     all rows count the same, with 1 all classes
   */
  public static WeightedClasses balanced(
      NetworkDefinition network, List<String> classes, Map<String, Long> rows, double balance) {
    List<Double> shares = classes.stream().map(one -> Math.pow(rows.get(one), -balance)).toList();
    double total = 0;
    double sum = 0;
    for (int i = 0; i < classes.size(); i++) {
      total += rows.get(classes.get(i));
      sum += rows.get(classes.get(i)) * shares.get(i);
    }

    double factor = total / sum;
    return new WeightedClasses(network, shares.stream().map(one -> one * factor).toList());
  }

  @Override
  public String name() {
    return network.name();
  }

  @Override
  public int classes() {
    return network.classes();
  }

  @Override
  public MultiLayerConfiguration configuration(ISchedule learningRate, long seed) {
    MultiLayerConfiguration configuration = network.configuration(learningRate, seed);
    int last = configuration.getConfs().size() - 1;
    BaseOutputLayer output = (BaseOutputLayer) configuration.getConf(last).getLayer();
    output.setLossFn(
        new LossMCXENT(
            Nd4j.createFromArray(weights.toArray(Double[]::new)).castTo(DataType.FLOAT)));
    return configuration;
  }
}
