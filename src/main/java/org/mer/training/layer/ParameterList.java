package org.mer.training.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a layer, which lie one behind the other, each in Fortran order.
 *
 * @param parameters in their order
 */
record ParameterList(List<Parameter> parameters) implements ParamInitializer {
  @Override
  public long numParams(NeuralNetConfiguration conf) {
    return numParams(conf.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return parameters.stream().mapToLong(Parameter::length).sum();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return parameters.stream().map(Parameter::name).toList();
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return keys(Parameter.Kind.WEIGHT);
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return keys(Parameter.Kind.BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String name) {
    return weightKeys(layer).contains(name);
  }

  @Override
  public boolean isBiasParam(Layer layer, String name) {
    return biasKeys(layer).contains(name);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration conf, INDArray flat, boolean initialize) {
    Map<String, INDArray> views = getGradientsFromFlattened(conf, flat);
    for (Parameter parameter : parameters) {
      conf.addVariable(parameter.name());
      if (initialize) {
        views.compute(
            parameter.name(), (name, view) -> parameter.initial((BaseLayer) conf.getLayer(), view));
      }
    }

    return views;
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration conf, INDArray flat) {
    Map<String, INDArray> views = new LinkedHashMap<>();
    long from = 0;
    for (Parameter parameter : parameters) {
      views.put(parameter.name(), parameter.in(flat, from));
      from += parameter.length();
    }

    return views;
  }

  private List<String> keys(Parameter.Kind kind) {
    return parameters.stream().filter(one -> one.kind() == kind).map(Parameter::name).toList();
  }
}
