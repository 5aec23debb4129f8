package org.mer.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The minibatches of a worker in an epoch, and the draws in them, which depend on nothing but the
 * seed, the epoch, the worker and the place: an epoch that is taken up again goes on as it would
 * have.
 *
 * @param seed of everything
 * @param batchSize rows a minibatch
 * @param perRound minibatches a round
 */
record MinibatchOrder(long seed, int batchSize, int perRound) implements java.io.Serializable {
  /**
   * Cuts rows, which come in the epoch's order, into minibatches; the short one last.
   *
   * @param epoch from 1
   * @param worker from 0
   */
  List<List<Row>> cut(Iterator<Row> rows, int epoch, int worker, MinibatchEncoder encoder) {
    List<List<Row>> all = new ArrayList<>();
    new Minibatches(rows, batchSize, encoder).forEachRemaining(all::add);
    if (all.size() > 1) {
      // Batches of a window come sorted by length; learning wants them mixed.
      Collections.shuffle(all.subList(0, all.size() - 1), new Random(mixed(epoch, worker, 0)));
    }

    return all;
  }

  int rounds(int minibatches) {
    return (minibatches + perRound - 1) / perRound;
  }

  /**
   * The tensors of a round, made when they are asked for. Seeds what layers draw on the calling
   * thread.
   */
  Iterator<DataSet> round(
      Iterator<List<Row>> minibatches, int epoch, int worker, int round, MinibatchEncoder encoder) {
    NativeThreads.limit();
    long first = (long) round * perRound;
    for (long skipped = 0; skipped < first && minibatches.hasNext(); skipped++) {
      minibatches.next();
    }

    long draws = mixed(epoch, worker, round + 1);
    Random random = new Random(draws);
    Nd4j.getRandom().setSeed(draws);
    return new Iterator<>() {
      private int taken;

      @Override
      public boolean hasNext() {
        return taken < perRound && minibatches.hasNext();
      }

      @Override
      public DataSet next() {
        taken++;
        return encoder.training(minibatches.next(), random);
      }
    };
  }

  private long mixed(int epoch, int worker, int place) {
    return ((seed * 31 + epoch) * 31 + worker) * 1_000_003 + place;
  }
}
