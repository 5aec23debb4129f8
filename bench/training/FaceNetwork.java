import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * Four pairs of convolutions of 48x48 pictures, each pair with twice the channels, max pooling
 * between them; mean over the picture, softmax. With 32 channels it has 1.2 M weights.
 *
 * @param channels of the first pair
 */
record FaceNetwork(int channels) {
  static final int SIDE = 48;
  static final int CLASSES = 7;

  private static final int PAIRS = 4;
  private static final int KERNEL = 3;
  private static final double MOMENTUM = 0.9;

  MultiLayerConfiguration configuration(Layers layers, ISchedule learningRate, long seed) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Nesterovs(learningRate, MOMENTUM))
            .weightInit(WeightInit.RELU)
            .list();
    for (int pair = 0; pair < PAIRS; pair++) {
      if (pair > 0) {
        list.layer(pooling(layers));
      }

      layers.convolution(KERNEL, channels << pair).forEach(list::layer);
      layers.convolution(KERNEL, channels << pair).forEach(list::layer);
    }

    return list.layer(new GlobalPoolingLayer(PoolingType.AVG))
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.convolutional(SIDE, SIDE, 1, layers.pictures()))
        .build();
  }

  /**
   * Floating-point operations of a training step with one picture: a multiplication and an addition
   * for each weight and place, forwards, for the errors and for the gradients.
   */
  double operations() {
    double multiplyAdds = 0;
    int from = 1;
    for (int pair = 0; pair < PAIRS; pair++) {
      int places = (SIDE >> pair) * (SIDE >> pair);
      int to = channels << pair;
      multiplyAdds += (double) places * KERNEL * KERNEL * (from + to) * to;
      from = to;
    }

    return 3 * 2 * multiplyAdds;
  }

  private static SubsamplingLayer pooling(Layers layers) {
    return new SubsamplingLayer.Builder(PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .dataFormat(layers.pictures())
        .build();
  }
}
