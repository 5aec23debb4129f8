package org.mer.training;

import org.apache.spark.api.java.JavaRDD;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.nd4j.linalg.dataset.DataSet;

/**
 * DL4J's parameter averaging, one round a call: each partition is fitted by one worker, then
 * weights and updater state are averaged. DL4J itself would count the rows, split them at random
 * into rounds and compute the whole lineage again for each of them; here the caller brings just the
 * minibatches of the round.
 */
final class AveragingRound extends ParameterAveragingTrainingMaster {
  AveragingRound(int workers, int batchSize, int averagingFrequency, EffortHook hook) {
    super(
        new Builder(workers, batchSize)
            .batchSizePerWorker(batchSize)
            .averagingFrequency(averagingFrequency)
            .workerPrefetchNumBatches(0)
            .repartionData(Repartition.Never)
            .trainingHooks(hook)
            .saveUpdater(true));
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> minibatches) {
    doIteration(network, minibatches, 1, 1);
  }
}
