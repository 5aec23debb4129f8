package org.mer.training.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The parameters of a {@link ResidualUnit}: those of its layers, one layer after the other. */
final class ResidualParameters implements ParamInitializer {
  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return parts(layer).stream().mapToLong(ResidualPart::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return names(layer, ParamInitializer::paramKeys);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return names(layer, ParamInitializer::weightKeys);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return names(layer, ParamInitializer::biasKeys);
  }

  @Override
  public boolean isWeightParam(Layer layer, String name) {
    ResidualPart part = unit(layer).part(name);
    return part.definition().initializer().isWeightParam(part.definition(), part.inner(name));
  }

  @Override
  public boolean isBiasParam(Layer layer, String name) {
    ResidualPart part = unit(layer).part(name);
    return part.definition().initializer().isBiasParam(part.definition(), part.inner(name));
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
    Map<String, INDArray> all = new LinkedHashMap<>();
    split(
        parts(conf.getLayer()),
        parameters,
        (part, own) ->
            initializer(part)
                .init(part.configuration(conf), own, initialize)
                .forEach((name, values) -> all.put(part.outer(name), values)));
    all.keySet().forEach(conf::addVariable);
    return all;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray gradients) {
    Map<String, INDArray> all = new LinkedHashMap<>();
    split(
        parts(conf.getLayer()),
        gradients,
        (part, own) ->
            initializer(part)
                .getGradientsFromFlattened(part.configuration(conf), own)
                .forEach((name, values) -> all.put(part.outer(name), values)));
    return all;
  }

  /** Hands each layer its share of a flat array, as a view. */
  static void split(
      List<ResidualPart> parts, INDArray flat, BiConsumer<ResidualPart, INDArray> share) {
    long from = 0;
    for (ResidualPart part : parts) {
      long to = from + part.length();
      share.accept(part, flat.get(all(), interval(from, to)));
      from = to;
    }
  }

  private static List<String> names(
      Layer layer, BiFunction<ParamInitializer, FeedForwardLayer, List<String>> keys) {
    return parts(layer).stream()
        .flatMap(
            part ->
                keys.apply(initializer(part), part.definition()).stream()
                    .map(name -> part.outer(name)))
        .toList();
  }

  private static ParamInitializer initializer(ResidualPart part) {
    return part.definition().initializer();
  }

  private static List<ResidualPart> parts(Layer layer) {
    return unit(layer).parts();
  }

  private static ResidualUnit unit(Layer layer) {
    return (ResidualUnit) layer;
  }
}
