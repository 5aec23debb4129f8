package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;

/** Against a graph of DL4J's own layers. */
class ResidualUnitTest {
  private static final int SIDE = 6;
  private static final int FILTERS = 5;
  private static final double DECAY = 0.01;
  private static final double RATE = 0.03;

  private final Batches batches = new Batches(DataType.FLOAT);

  @ParameterizedTest(name = "{0} pictures, then {1} channels, then {2}")
  @CsvSource({"4, 5, 5", "4, 7, 5", "3, 5, 3", "1, 8, 16"})
  void computesWhatAGraphOfDl4jDoes(int batch, int first, int second) {
    MultiLayerNetwork ours = ours(first, second);
    ComputationGraph theirs = theirs(first, second);
    copy(ours, theirs);
    DataSet pictures = batches.numbers(batch, SIDE, SIDE, 2);

    assertSame(ours, theirs, pictures);
  }

  /** Running moments, momentum and weight decay reach each parameter as they do in the graph. */
  @Test
  void learnsWhatAGraphOfDl4jDoes() {
    MultiLayerNetwork ours = ours(FILTERS, 4);
    ComputationGraph theirs = theirs(FILTERS, 4);
    copy(ours, theirs);
    DataSet pictures = batches.about(1, 2, 6, SIDE, SIDE, 2);
    INDArray before = ours.params().dup();
    for (int step = 0; step < 5; step++) {
      ours.fit(pictures);
      theirs.fit(pictures);
    }

    assertThat(ours.score()).isCloseTo(theirs.score(), within(1e-4));
    assertThat(SideBySide.deviation(ours.params(), before)).isGreaterThan(0.01);
    weights(ours, theirs)
        .forEach((name, both) -> SideBySide.assertClose(name, both.get(0), both.get(1)));
    assertSame(ours, theirs, pictures);
  }

  @Test
  void batchesOfOtherSizesFollowEachOther() {
    MultiLayerNetwork ours = ours(4, 6);
    ComputationGraph theirs = theirs(4, 6);
    copy(ours, theirs);

    for (int batch : new int[] {5, 2, 7, 1}) {
      assertSame(ours, theirs, batches.numbers(batch, SIDE, SIDE, 2));
    }
  }

  @Test
  void parametersStandInTheOrderOfTheComputation() {
    MultiLayerNetwork network = ours(FILTERS, 4);

    assertThat(network.getLayer(2).paramTable().keySet())
        .containsExactly(
            "normalization1.gamma",
            "normalization1.beta",
            "normalization1.mean",
            "normalization1.var",
            "convolution1.W",
            "normalization2.gamma",
            "normalization2.beta",
            "normalization2.mean",
            "normalization2.var",
            "convolution2.W",
            "shortcut.W");
    assertThat(network.getLayer(1).paramTable()).doesNotContainKey("shortcut.W");
    INDArray joined =
        Nd4j.concat(
            0,
            network.getLayer(2).paramTable().values().stream()
                .map(values -> Nd4j.toFlattened('c', values))
                .map(values -> values.reshape(values.length()))
                .toArray(INDArray[]::new));
    assertThat(joined).isEqualTo(network.getLayer(2).params().reshape(joined.length()));
  }

  @Test
  void settingsOfTheNetworkReachItsLayers() {
    MultiLayerNetwork network = ours(FILTERS, 4);
    ResidualUnit unit = (ResidualUnit) network.getLayer(2).conf().getLayer();

    assertThat(unit.getRegularizationByParam("shortcut.W")).hasSize(1);
    assertThat(unit.getRegularizationByParam("convolution2.W")).hasSize(1);
    assertThat(unit.getRegularizationByParam("normalization1.gamma")).isNullOrEmpty();
    assertThat(unit.getRegularizationByParam("normalization2.mean")).isNullOrEmpty();
    assertThat(unit.getUpdaterByParam("normalization2.beta")).isInstanceOf(Nesterovs.class);
    assertThat(unit.getUpdaterByParam("convolution1.W")).isInstanceOf(Nesterovs.class);
    assertThat(unit.getUpdaterByParam("normalization1.var")).isInstanceOf(NoOp.class);
    assertThat(network.getLayer(2).updaterDivideByMinibatch("convolution1.W")).isTrue();
    assertThat(network.getLayer(2).updaterDivideByMinibatch("normalization2.gamma")).isTrue();
    assertThat(network.getLayer(2).updaterDivideByMinibatch("normalization2.mean")).isFalse();
  }

  /** As wide as the inputs of each convolution ask for, and normalisations that change nothing. */
  @Test
  void beginsWithTheWeightsThatAreAskedFor() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .weightInit(WeightInit.RELU)
                .updater(new Sgd(RATE))
                .list(new ResidualUnit(64), batches.output())
                .setInputType(InputType.convolutional(4, 4, 32, CNN2DFormat.NHWC))
                .build());
    network.init();

    Map<String, INDArray> weights = network.getLayer(0).paramTable();
    assertThat(variance(weights.get("convolution1.W"))).isCloseTo(2.0 / (9 * 32), within(4e-4));
    assertThat(variance(weights.get("convolution2.W"))).isCloseTo(2.0 / (9 * 64), within(2e-4));
    assertThat(variance(weights.get("shortcut.W"))).isCloseTo(2.0 / 32, within(8e-3));
    assertThat(weights.get("normalization1.gamma")).isEqualTo(Nd4j.ones(1, 32));
    assertThat(weights.get("normalization2.var")).isEqualTo(Nd4j.ones(1, 64));
    assertThat(weights.get("normalization2.mean")).isEqualTo(Nd4j.zeros(1, 64));
  }

  /** Else running moments would come to stand still. */
  @Test
  void clippingLeavesRunningMomentsAlone() {
    MultiLayerNetwork free = clipped(GradientNormalization.None);
    MultiLayerNetwork clipped = clipped(GradientNormalization.ClipL2PerLayer);
    INDArray before = clipped.getParam("0_convolution1.W").dup();
    DataSet pictures = batches.about(3, 2, 6, SIDE, SIDE, 2);
    free.fit(pictures);
    clipped.fit(pictures);

    assertThat(clipped.getParam("0_normalization1.mean"))
        .isEqualTo(free.getParam("0_normalization1.mean"))
        .isNotEqualTo(Nd4j.zeros(1, 2));
    assertThat(clipped.getParam("0_normalization2.var"))
        .isEqualTo(free.getParam("0_normalization2.var"));
    double step = clipped.getParam("0_convolution1.W").sub(before).norm2Number().doubleValue();
    assertThat(step).isCloseTo(RATE * 1e-3, within(1e-6));
    assertThat(free.getParam("0_convolution1.W").sub(before).norm2Number().doubleValue())
        .isGreaterThan(10 * step);
  }

  private MultiLayerNetwork clipped(GradientNormalization normalization) {
    MultiLayerConfiguration definition =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .updater(new Sgd(RATE))
            .list(new ResidualUnit(FILTERS), batches.output())
            .setInputType(InputType.convolutional(SIDE, SIDE, 2, CNN2DFormat.NHWC))
            .build();
    ResidualUnit unit = (ResidualUnit) definition.getConf(0).getLayer();
    unit.setGradientNormalization(normalization);
    unit.setGradientNormalizationThreshold(1e-3);
    MultiLayerNetwork network = new MultiLayerNetwork(definition);
    network.init();
    return network;
  }

  private static double variance(INDArray weights) {
    return weights.varNumber().doubleValue();
  }

  private static void assertSame(MultiLayerNetwork ours, ComputationGraph theirs, DataSet batch) {
    INDArray pictures = batch.getFeatures();
    SideBySide.assertClose("output", ours.output(pictures), theirs.outputSingle(pictures));
    SideBySide.assertClose(
        "output in learning", ours.output(pictures, true), theirs.outputSingle(true, pictures));
    List<INDArray> gradients = SideBySide.gradients(ours, batch);
    theirs.setInputs(pictures);
    theirs.setLabels(batch.getLabels());
    theirs.computeGradientAndScore();
    List<String> names = List.copyOf(ours.paramTable().keySet());
    for (int i = 0; i < names.size(); i++) {
      SideBySide.assertClose(
          "gradient of " + names.get(i),
          gradients.get(i),
          theirs.gradient().getGradientFor(theirName(names.get(i))));
    }
  }

  private static void copy(MultiLayerNetwork ours, ComputationGraph theirs) {
    weights(ours, theirs).values().forEach(both -> both.get(1).assign(both.get(0)));
  }

  /** Ours and theirs by our name. */
  private static Map<String, List<INDArray>> weights(
      MultiLayerNetwork ours, ComputationGraph theirs) {
    Map<String, INDArray> other = theirs.paramTable();
    Map<String, INDArray> own = ours.paramTable();
    assertThat(other).hasSameSizeAs(own);
    return own.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                one -> List.of(one.getValue(), other.get(theirName(one.getKey())))));
  }

  /** Of "1_shortcut.W" that is "1shortcut_W", of "0_W" it is "0_W". */
  private static String theirName(String name) {
    return name.contains(".") ? name.replace("_", "").replace('.', '_') : name;
  }

  private MultiLayerNetwork ours(int first, int second) {
    MultiLayerConfiguration definition =
        common()
            .list(
                new SameConvolution(3, FILTERS),
                new ResidualUnit(first),
                new ResidualUnit(second),
                new GlobalPoolingLayer(PoolingType.AVG),
                batches.output())
            .setInputType(InputType.convolutional(SIDE, SIDE, 2, CNN2DFormat.NHWC))
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(definition);
    network.init();
    Nd4j.getRandom().setSeed(11);
    network.paramTable().forEach(ResidualUnitTest::shake);
    return network;
  }

  private static void shake(String name, INDArray weights) {
    weights.addi(Nd4j.rand(weights.dataType(), weights.shape()).muli(0.3));
  }

  private ComputationGraph theirs(int first, int second) {
    GraphBuilder graph =
        common()
            .graphBuilder()
            .addInputs("pictures")
            .setInputTypes(InputType.convolutional(SIDE, SIDE, 2, CNN2DFormat.NHWC))
            .addLayer("0", convolution(3, FILTERS), "pictures");
    unit(graph, "1", FILTERS, first, "0");
    unit(graph, "2", first, second, "1");
    ComputationGraph network =
        new ComputationGraph(
            graph
                .addLayer("3", new GlobalPoolingLayer(PoolingType.AVG), "2")
                .addLayer("4", batches.output(), "3")
                .setOutputs("4")
                .build());
    network.init();
    return network;
  }

  private static void unit(GraphBuilder graph, String name, int in, int out, String input) {
    graph
        .addLayer(name + "normalization1", normalization(), input)
        .addLayer(name + "relu1", new ActivationLayer(Activation.RELU), name + "normalization1")
        .addLayer(name + "convolution1", convolution(3, out), name + "relu1")
        .addLayer(name + "normalization2", normalization(), name + "convolution1")
        .addLayer(name + "relu2", new ActivationLayer(Activation.RELU), name + "normalization2")
        .addLayer(name + "convolution2", convolution(3, out), name + "relu2");
    String shortcut = in == out ? input : name + "shortcut";
    if (in != out) {
      graph.addLayer(shortcut, convolution(1, out), name + "relu1");
    }

    graph.addVertex(
        name, new ElementWiseVertex(ElementWiseVertex.Op.Add), name + "convolution2", shortcut);
  }

  private static NeuralNetConfiguration.Builder common() {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .weightInit(WeightInit.XAVIER)
        .l2(DECAY)
        .updater(new Nesterovs(RATE, 0.9));
  }

  private static BatchNormalization normalization() {
    return new BatchNormalization.Builder().useLogStd(false).dataFormat(CNN2DFormat.NHWC).build();
  }

  private static ConvolutionLayer convolution(int side, int channels) {
    return new ConvolutionLayer.Builder(side, side)
        .nOut(channels)
        .hasBias(false)
        .activation(Activation.IDENTITY)
        .convolutionMode(ConvolutionMode.Same)
        .dataFormat(CNN2DFormat.NHWC)
        .build();
  }
}
