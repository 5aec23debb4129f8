package org.mer.job;

import com.typesafe.config.Config;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mer.model.Bundle;
import org.mer.table.Table;
import org.mer.text.Baseline;
import org.mer.text.NGramRecipe;
import org.mer.text.TextArchitecture;
import org.mer.text.TextBaselines;
import org.mer.text.TextTask;
import org.mer.text.TweetEncoder;
import org.mer.training.TrainingTask;
import picocli.CommandLine.Command;

/** Fits the text network. */
@Command(
    name = "train-text",
    description =
        "Fits the text network and its baselines to the tweets on the cluster and writes a model bundle.")
final class TrainTextJob extends TrainJob {
  @Override
  Table table() {
    return Table.TWEETS;
  }

  @Override
  String validationPart() {
    return "validation";
  }

  @Override
  String section() {
    return "text";
  }

  @Override
  String filledBy() {
    return "jobs/ingest-tweets.sh";
  }

  @Override
  void checkSettings(Config section) {
    textTask(section);
    new TweetEncoder(section.getDouble("word-dropout"), section.getDouble("label-smoothing"));
  }

  @Override
  TrainingTask task(JobContext context, Config section, Optional<Bundle> first) {
    return textTask(section).of(context.lake(), first);
  }

  private static TextTask textTask(Config section) {
    return new TextTask(
        section.getInt("vocabulary-size"),
        section.getInt("vocabulary-min-texts"),
        section.getInt("max-tokens"),
        architecture(section),
        section.getDouble("word-dropout"),
        section.getDouble("label-smoothing"),
        section.getDouble("sample"),
        section.getInt("vocabulary-buckets"),
        baselines(section));
  }

  private static TextBaselines baselines(Config section) {
    Config ngrams = section.getConfig("ngrams");
    return new TextBaselines(
        section.getStringList("baselines").stream()
            .map(Baseline::named)
            .collect(Collectors.toUnmodifiableSet()),
        new NGramRecipe(
            ngrams.getInt("longest"),
            ngrams.getInt("bits"),
            ngrams.getInt("features"),
            ngrams.getInt("minimum-texts"),
            ngrams.getDouble("regularization"),
            ngrams.getInt("iterations"),
            ngrams.getInt("telling-texts")));
  }

  private static TextArchitecture architecture(Config section) {
    Config transformer = section.getConfig("transformer");
    return new TextArchitecture(
        section.getString("network"),
        Map.of(
            "embedding", (double) section.getInt("embedding"),
            "dropout", section.getDouble("dropout"),
            "l2", section.getDouble("l2"),
            "units", (double) section.getInt("units"),
            "blocks", (double) transformer.getInt("blocks"),
            "heads", (double) transformer.getInt("heads"),
            "hidden", (double) transformer.getInt("hidden"),
            "reach", (double) transformer.getInt("reach")));
  }
}
