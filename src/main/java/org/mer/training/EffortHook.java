package org.mer.training;

import org.apache.spark.util.AccumulatorV2;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Tells the driver what the minibatches of a worker come to. */
final class EffortHook implements TrainingHook {
  private static final long serialVersionUID = 1L;

  private final AccumulatorV2<Effort, Effort> total;
  private transient EffortListener listener;

  EffortHook(AccumulatorV2<Effort, Effort> total) {
    this.total = total;
  }

  @Override
  public void preUpdate(DataSet minibatch, Model model) {
    listener = new EffortListener();
    ((MultiLayerNetwork) model).setListeners(listener);
    listener.begin();
  }

  @Override
  public void postUpdate(DataSet minibatch, Model model) {
    total.add(listener.effort());
  }

  @Override
  public void preUpdate(MultiDataSet minibatch, Model model) {
    throw new UnsupportedOperationException("networks here have one input");
  }

  @Override
  public void postUpdate(MultiDataSet minibatch, Model model) {
    throw new UnsupportedOperationException("networks here have one input");
  }
}
