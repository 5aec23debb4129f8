package org.mer.job;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.mer.model.Members;

/** What a night learns of one kind of data. */
@SuppressWarnings("ImmutableEnumChecker") // the suppliers are constructors
enum Branch {
  /** Of tweets. */
  TEXT("text", "text", "train-text", TrainTextJob::new, "combine-text", CombineTextJob::new),
  /** Of faces. */
  FACE("face", "image", "train-image", TrainImageJob::new, "combine-image", CombineImageJob::new);

  private final String model;
  private final String section;
  private final String training;
  private final Supplier<Job> trainingJob;
  private final String combination;
  private final Supplier<Job> combinationJob;

  Branch(
      String model,
      String section,
      String training,
      Supplier<Job> trainingJob,
      String combination,
      Supplier<Job> combinationJob) {
    this.model = model;
    this.section = section;
    this.training = training;
    this.trainingJob = trainingJob;
    this.combination = combination;
    this.combinationJob = combinationJob;
  }

  /**
   * A training of a night.
   *
   * @param branch what it learns of
   * @param member the name of its network among those of its branch; empty if it is the only one
   * @param network which it is by the settings
   * @param settings of this training
   */
  record Training(Branch branch, String member, String network, Config settings) {
    /** The stage of the night that it is. */
    String stage() {
      return member.isEmpty() ? branch.training : branch.training + "-" + member;
    }

    /** The setting of its branch. */
    double number(String setting) {
      return settings.getDouble(branch.section + "." + setting);
    }
  }

  /** The name of its models. */
  String model() {
    return model;
  }

  /** The name of the job that trains. */
  String training() {
    return training;
  }

  /** The job that trains. */
  Job trainingJob() {
    return trainingJob.get();
  }

  /** The name of the job that makes one model of several, and of its stage. */
  String combination() {
    return combination;
  }

  /** The job that makes one model of several. */
  Job combinationJob() {
    return combinationJob.get();
  }

  /** The networks of a night, as the settings name them; the same may be named twice. */
  List<String> networks(Config settings) {
    return settings.getStringList("nightly.%s-networks".formatted(model));
  }

  /**
   * The trainings of a night. A network that is named twice begins with other random weights the
   * second time: its seed is one more.
   */
  List<Training> trainings(Config settings) {
    List<String> networks = networks(settings);
    if (networks.isEmpty()) {
      return List.of(new Training(this, "", settings.getString(section + ".network"), settings));
    }

    List<Training> trainings = new ArrayList<>();
    for (int i = 0; i < networks.size(); i++) {
      String network = networks.get(i);
      int earlier = Collections.frequency(networks.subList(0, i), network);
      trainings.add(
          new Training(
              this,
              networks.size() == 1 ? "" : Members.numbered(network, earlier + 1),
              network,
              settings
                  .withValue(section + ".network", ConfigValueFactory.fromAnyRef(network))
                  .withValue(
                      "seed", ConfigValueFactory.fromAnyRef(settings.getLong("seed") + earlier))));
    }

    return trainings;
  }
}
