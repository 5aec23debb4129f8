import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/** An LSTM over word vectors, the largest value of each unit over the words, softmax. */
record TweetNetwork() {
  static final int WORDS = 30_000;
  static final int CLASSES = 2;

  private static final int EMBEDDING = 64;
  private static final int UNITS = 128;

  MultiLayerConfiguration configuration(Layers layers, ISchedule learningRate, long seed) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(learningRate))
            .weightInit(WeightInit.XAVIER)
            .list();
    layers.sentence(WORDS, EMBEDDING, UNITS).forEach(list::layer);
    return list.layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .setInputType(InputType.recurrent(WORDS))
        .build();
  }
}
