package org.mer.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** One worker in this process, with rows in memory and without Spark: for tests and laptops. */
final class LocalWorkforce implements Workforce {
  private final Recipe recipe;
  private final MinibatchEncoder encoder;
  private final List<Row> training;
  private final Validator validator;
  private final List<Row> validation;
  private final MinibatchOrder order;
  private List<List<Row>> minibatches = List.of();
  private int epoch;

  /**
   * A workforce of one.
   *
   * @param training rows to learn from
   * @param validation rows to choose the epoch by
   * @param classes that labels have
   */
  LocalWorkforce(
      Recipe recipe,
      MinibatchEncoder encoder,
      List<Row> training,
      List<Row> validation,
      int classes) {
    this.recipe = recipe;
    this.encoder = encoder;
    this.training = List.copyOf(training);
    this.validation = List.copyOf(validation);
    this.validator = new Validator(encoder, classes);
    this.order = new MinibatchOrder(recipe.seed(), recipe.batchSize(), recipe.averagingFrequency());
  }

  @Override
  public long rows() {
    return training.size();
  }

  @Override
  public int workers() {
    return 1;
  }

  @Override
  public int prepare(int ofEpoch) {
    epoch = ofEpoch;
    List<Row> shuffled = new ArrayList<>(training);
    shuffled.sort(Comparator.comparing(row -> row.getString(row.fieldIndex("id"))));
    Collections.shuffle(shuffled, new Random(recipe.seed() * 31 + epoch));
    minibatches = order.cut(shuffled.iterator(), epoch, 0, encoder);
    return order.rounds(minibatches.size());
  }

  @Override
  public Effort fit(MultiLayerNetwork network, int round) {
    EffortListener listener = new EffortListener();
    network.setListeners(listener);
    Iterator<DataSet> tensors =
        order.round(
            minibatches.iterator(), epoch, 0, round, encoder.inEpoch(epoch, recipe.epochs()));
    while (tensors.hasNext()) {
      DataSet minibatch = tensors.next();
      listener.begin();
      network.fit(minibatch);
    }

    return listener.effort();
  }

  @Override
  public Validation validate(FittedNetwork network) {
    return validator.validate(network, validation);
  }

  @Override
  public void close() {
    minibatches = List.of();
  }
}
