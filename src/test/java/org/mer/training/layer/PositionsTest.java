package org.mer.training.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

class PositionsTest {
  private final Batches batches = new Batches(DataType.FLOAT);

  @ParameterizedTest(name = "vectors of {0} numbers")
  @ValueSource(ints = {1, 5, 8})
  void addsSinesAndCosinesToScaledVectors(int size) {
    MultiLayerNetwork network =
        SideBySide.network(
            DataType.FLOAT,
            InputType.recurrent(size),
            new Pooled(batches.output()).ours(List.of(new Positions())));
    DataSet batch = batches.numbers(3, size, 40);
    INDArray in = batch.getFeatures().dup();

    INDArray out = network.feedForward(batch.getFeatures()).get(1);

    for (int example = 0; example < 3; example++) {
      for (int step = 0; step < 40; step++) {
        for (int number = 0; number < size; number++) {
          double wave = step / Math.pow(10_000, (number - number % 2) / (double) size);
          double position = number % 2 == 0 ? Math.sin(wave) : Math.cos(wave);
          assertThat(out.getDouble(example, number, step))
              .isCloseTo(
                  Math.sqrt(size) * in.getDouble(example, number, step) + position, within(1e-5));
        }
      }
    }
  }
}
