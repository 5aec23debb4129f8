package org.mer.job;

import com.typesafe.config.Config;
import org.mer.table.Table;
import org.mer.text.TextTask;
import org.mer.text.TweetEncoder;
import org.mer.training.TrainingTask;
import picocli.CommandLine.Command;

/** Fits the text network. */
@Command(
    name = "train-text",
    description =
        "Fits the text network (LSTM) to the tweets on the cluster and writes a model bundle.")
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
    new TweetEncoder(section.getDouble("word-dropout"));
  }

  @Override
  TrainingTask task(JobContext context, Config section) {
    return textTask(section).of(context.lake());
  }

  private static TextTask textTask(Config section) {
    return new TextTask(
        section.getInt("vocabulary-size"),
        section.getInt("vocabulary-min-texts"),
        section.getInt("max-tokens"),
        section.getInt("embedding"),
        section.getInt("units"),
        section.getDouble("dropout"),
        section.getDouble("word-dropout"),
        section.getDouble("sample"));
  }
}
