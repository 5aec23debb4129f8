package org.mer.job;

import java.util.List;
import java.util.Locale;
import org.mer.UsageException;
import org.mer.ingest.TweetCleaner;
import org.mer.model.Bundle;
import org.mer.model.Members;
import org.mer.table.Table;
import org.mer.text.LabelledTweets;
import org.mer.text.NeutralSample;
import org.mer.text.TextCombination;
import org.mer.training.Combined;
import picocli.CommandLine.Command;

/** Makes one text model of several. */
@Command(
    name = "combine-text",
    description =
        "Makes one text model of several networks and the linear model: better than each, and a quarter of their size.")
final class CombineTextJob extends CombineJob {
  @Override
  String name() {
    return "text";
  }

  @Override
  Table table() {
    return Table.TWEETS;
  }

  @Override
  String validationPart() {
    return "validation";
  }

  @Override
  String filledBy() {
    return "jobs/ingest-tweets.sh";
  }

  @Override
  void check(JobContext context) {
    super.check(context);
    var unused = neutralShare(context);
  }

  @Override
  Members members(JobContext context, List<Bundle> bundles) {
    return TextCombination.of(bundles).members();
  }

  @Override
  Combined fit(JobContext context, List<Bundle> bundles) {
    return TextCombination.of(bundles)
        .fit(
            LabelledTweets.of(context.lake()),
            NeutralSample.shipped().cleaned(new TweetCleaner()::clean),
            neutralShare(context));
  }

  @Override
  String remark(Combined fitted, String member) {
    return String.format(Locale.ROOT, ", weight %.3f", TextCombination.weight(fitted, member));
  }

  private static double neutralShare(JobContext context) {
    double share = context.settings().getDouble("text.neutral-share");
    if (!(share > 0 && share < 1)) {
      throw new UsageException(
          "text.neutral-share must be above 0 and below 1, cannot be: " + share);
    }

    return share;
  }
}
