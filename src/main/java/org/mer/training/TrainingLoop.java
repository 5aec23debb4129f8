package org.mer.training;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mer.UsageException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.ISchedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One training: epoch after epoch, each in rounds, each epoch judged and the best one kept; with a
 * checkpoint at the end of each epoch, and within one from time to time.
 */
final class TrainingLoop {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingLoop.class);
  private static final float[] NOTHING = {};
  private static final double MILLIS = 1000;

  private final NetworkDefinition definition;
  private final Beginning beginning;
  private final Recipe recipe;
  private final Workforce workforce;
  private final Checkpoints checkpoints;
  private final ProgressDisplay display;
  private final Map<String, String> identity;
  private final Instant start = Instant.now();
  private final MultiLayerNetwork network;
  private final List<Epoch> epochs = new ArrayList<>();
  private Optional<WeightAverage> average;
  private float[] best = NOTHING;
  private int bestEpoch;
  private double secondsBefore;
  private double reduction = 1;
  private Instant saved = Instant.now();
  private boolean isCutShort;

  TrainingLoop(
      NetworkDefinition definition,
      Beginning beginning,
      Recipe recipe,
      Workforce workforce,
      Checkpoints checkpoints,
      ProgressDisplay display,
      Map<String, String> data) {
    this.definition = definition;
    this.beginning = beginning;
    this.recipe = recipe;
    this.workforce = workforce;
    this.checkpoints = checkpoints;
    this.display = display;
    this.identity = identity(data);
    this.network = new MultiLayerNetwork(clipped(definition.configuration(rate(), recipe.seed())));
    NativeThreads.limit();
    network.init();
    if (!beginning.isRandom()) {
      network.setParams(row(beginning.weights()));
    }

    this.average =
        recipe.averageDecay() > 0
            ? Optional.of(new WeightAverage(recipe.averageDecay(), weights()))
            : Optional.empty();
  }

  /**
   * Trains.
   *
   * @param from where to go on; empty to start
   */
  TrainedNetwork run(Optional<Checkpoint> from) {
    LOG.info(
        "{}: {} weights, {} at first, {} rows, {} workers, batches of {}, averaged every {}",
        definition.name(),
        "%,d".formatted(network.numParams()),
        beginning,
        "%,d".formatted(workforce.rows()),
        workforce.workers(),
        recipe.batchSize(),
        recipe.averagingFrequency());
    from.ifPresent(this::restore);
    int first = from.map(one -> one.position().epoch()).orElse(1);
    int round = from.map(one -> one.position().round()).orElse(0);
    Effort effort = from.map(one -> one.position().effort()).orElse(Effort.NONE);
    double seconds = from.map(one -> one.position().epochSeconds()).orElse(0.0);
    for (int number = first; number <= recipe.epochs() && !isOver(number); number++) {
      fit(number, round, effort, seconds);
      round = 0;
      effort = Effort.NONE;
      seconds = 0;
    }

    return new TrainedNetwork(
        new FittedNetwork(definition, best),
        epochs.stream().filter(one -> one.number() == bestEpoch).findFirst().orElseThrow(),
        List.copyOf(epochs),
        workforce.rows(),
        secondsSoFar(),
        !isCutShort);
  }

  private void fit(int number, int firstRound, Effort before, double secondsBeforeRound) {
    Instant began = Instant.now();
    int rounds = workforce.prepare(number);
    Effort effort = before;
    int round = firstRound;
    while (round < rounds && (round == firstRound || !isOutOfTime())) {
      effort = effort.plus(fit(round));
      round++;
      display.show(progress(number, before, effort, began));
      if (round < rounds && isCheckpointDue()) {
        save(number, round, effort, secondsBeforeRound + since(began));
      }
    }

    double seconds = secondsBeforeRound + since(began);
    if (round < rounds) {
      cutShort();
      save(number, round, effort, seconds);
    }

    judge(number, effort, seconds);
    if (round == rounds) {
      save(number + 1, 0, Effort.NONE, 0);
    }
  }

  private Progress progress(int number, Effort before, Effort effort, Instant began) {
    double seconds = since(began);
    return new Progress(
        number,
        recipe.epochs(),
        effort.examples(),
        workforce.rows(),
        seconds > 0 ? (effort.examples() - before.examples()) / seconds : 0,
        effort.meanLoss());
  }

  private Effort fit(int round) {
    Effort effort = workforce.fit(network, round);
    average.ifPresent(
        it ->
            it.take(
                weights(),
                iteration(),
                (int) Math.max(1, effort.minibatches() / workforce.workers())));
    return effort;
  }

  private void judge(int number, Effort effort, double seconds) {
    float[] judged = average.map(WeightAverage::values).orElseGet(this::weights);
    Validation validation = workforce.validate(new FittedNetwork(definition, judged));
    Epoch epoch =
        new Epoch(
            number,
            effort.examples(),
            seconds,
            effort.seconds() / workforce.workers(),
            effort.meanLoss(),
            effort.meanGradientNorm(),
            effort.nativeBytes(),
            validation,
            rate().valueAt(iteration(), number));
    LOG.info(
        "epoch {}/{} done: {} examples/s, training loss {}, validation loss {}, accuracy {}, macro-F1 {}",
        number,
        recipe.epochs(),
        "%,.0f".formatted(epoch.examplesPerSecond()),
        "%.4f".formatted(epoch.trainLoss()),
        "%.4f".formatted(validation.loss()),
        "%.4f".formatted(validation.accuracy()),
        "%.4f".formatted(validation.macroF1()));
    epochs.add(epoch);
    keep(epoch, judged);
    reduceOnPlateau(number);
  }

  private void keep(Epoch epoch, float[] judged) {
    double gain = epoch.validation().macroF1() - bestScore();
    if (bestEpoch == 0 || gain > recipe.minimumGain()) {
      best = judged;
      bestEpoch = epoch.number();
    }
  }

  private void reduceOnPlateau(int number) {
    LearningRate rate = recipe.learningRate();
    if (rate.shape() == LearningRate.Shape.PLATEAU
        && number > bestEpoch
        && (number - bestEpoch) % rate.patience() == 0) {
      reduction *= rate.factor();
      LOG.info("no gain for {} epochs: the learning rate is reduced", number - bestEpoch);
      network.setLearningRate(rate());
    }
  }

  private boolean isOver(int number) {
    if (bestEpoch == 0) {
      return false;
    }

    if (isCutShort) {
      return true;
    }

    if (number - 1 - bestEpoch >= recipe.patience()) {
      LOG.info(
          "no better epoch than {} for {} epochs: training ends early",
          bestEpoch,
          recipe.patience());
      return true;
    }

    if (isOutOfTime()) {
      cutShort();
      return true;
    }

    return false;
  }

  private void cutShort() {
    isCutShort = true;
    LOG.info("the time is up: training ends; --resume goes on from here");
  }

  private boolean isOutOfTime() {
    return Duration.between(start, Instant.now()).compareTo(recipe.timeLimit()) >= 0;
  }

  private boolean isCheckpointDue() {
    return Duration.between(saved, Instant.now()).compareTo(recipe.checkpointInterval()) >= 0;
  }

  private void save(int epoch, int round, Effort effort, double seconds) {
    checkpoints.save(
        new Checkpoint(
            new Checkpoint.Position(
                identity,
                epoch,
                round,
                iteration(),
                reduction,
                effort,
                seconds,
                secondsSoFar(),
                List.copyOf(epochs),
                bestEpoch),
            weights(),
            network.getUpdater().getStateViewArray().data().asFloat(),
            average.map(WeightAverage::values).orElse(NOTHING),
            best));
    saved = Instant.now();
  }

  private void restore(Checkpoint checkpoint) {
    Checkpoint.Position position = checkpoint.position();
    demandSame(position.identity());
    network.setParams(row(checkpoint.weights()));
    network.getUpdater().setStateViewArray(network, row(checkpoint.updater()), false);
    network.getLayerWiseConfigurations().setIterationCount(position.iteration());
    average = average.map(it -> new WeightAverage(recipe.averageDecay(), checkpoint.average()));
    best = checkpoint.best();
    bestEpoch = position.bestEpoch();
    epochs.addAll(position.epochs());
    secondsBefore = position.seconds();
    reduction = position.reduction();
    network.setLearningRate(rate());
    LOG.info(
        "goes on in epoch {}, round {}, after {} min",
        position.epoch(),
        position.round() + 1,
        "%.1f".formatted(position.seconds() / 60));
  }

  private void demandSame(Map<String, String> other) {
    for (Map.Entry<String, String> one : identity.entrySet()) {
      if (!Objects.equals(one.getValue(), other.get(one.getKey()))) {
        throw new UsageException(
            "the checkpoint is of a training whose %s was %s, and now it is %s: set it as it was, or train anew"
                .formatted(one.getKey(), other.get(one.getKey()), one.getValue()));
      }
    }
  }

  /** What a training is; time limits and intervals are not part of it. */
  private Map<String, String> identity(Map<String, String> data) {
    Map<String, String> same = new LinkedHashMap<>();
    same.put("network", definition.toString());
    same.put("epochs", String.valueOf(recipe.epochs()));
    same.put("batch-size", String.valueOf(recipe.batchSize()));
    same.put("averaging-frequency", String.valueOf(recipe.averagingFrequency()));
    same.put("workers", String.valueOf(workforce.workers()));
    same.put("learning-rate", recipe.learningRate().toString());
    same.put("average-decay", String.valueOf(recipe.averageDecay()));
    same.put("seed", String.valueOf(recipe.seed()));
    same.put("number of rows", String.valueOf(workforce.rows()));
    if (!beginning.isRandom()) {
      same.put("first version", beginning.origin());
    }

    same.putAll(data);
    return same;
  }

  private MultiLayerConfiguration clipped(MultiLayerConfiguration configuration) {
    if (recipe.largestGradient() > 0) {
      configuration.getConfs().stream()
          .map(one -> one.getLayer())
          // The running moments of a normalisation come as gradients as well; those are no steps
          // down a slope.
          .filter(layer -> layer instanceof BaseLayer && !(layer instanceof BatchNormalization))
          .map(layer -> (BaseLayer) layer)
          .forEach(
              layer -> {
                layer.setGradientNormalization(GradientNormalization.ClipL2PerLayer);
                layer.setGradientNormalizationThreshold(recipe.largestGradient());
              });
    }

    return configuration;
  }

  private ISchedule rate() {
    long perStep = (long) workforce.workers() * recipe.batchSize();
    int steps = (int) Math.max(1, (workforce.rows() + perStep - 1) / perStep);
    return recipe.learningRate().over(recipe.epochs() * steps, reduction);
  }

  private double bestScore() {
    return epochs.stream()
        .filter(one -> one.number() == bestEpoch)
        .mapToDouble(one -> one.validation().macroF1())
        .findFirst()
        .orElse(0);
  }

  private int iteration() {
    return network.getLayerWiseConfigurations().getIterationCount();
  }

  private float[] weights() {
    return network.params().dup().data().asFloat();
  }

  private double secondsSoFar() {
    return secondsBefore + since(start);
  }

  private static double since(Instant began) {
    return Duration.between(began, Instant.now()).toMillis() / MILLIS;
  }

  private static INDArray row(float[] values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
  }
}
