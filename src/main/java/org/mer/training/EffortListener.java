package org.mer.training;

import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/** Adds up what a network's minibatches come to; is told when each begins. */
final class EffortListener extends BaseTrainingListener {
  private static final double NANOS = 1e9;

  private Effort effort = Effort.NONE;
  private long began;
  private double gradientNorm;

  /** A minibatch is there, and the network is about to fit it. */
  void begin() {
    began = System.nanoTime();
  }

  @Override
  public void onGradientCalculation(Model model) {
    gradientNorm = ((MultiLayerNetwork) model).getGradientsViewArray().norm2Number().doubleValue();
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    effort =
        effort.plus(
            new Effort(
                1,
                model.batchSize(),
                model.score(),
                gradientNorm,
                (System.nanoTime() - began) / NANOS,
                Pointer.physicalBytes()));
  }

  Effort effort() {
    return effort;
  }
}
