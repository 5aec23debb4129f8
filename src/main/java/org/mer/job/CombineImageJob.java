package org.mer.job;

import java.util.List;
import org.mer.UsageException;
import org.mer.image.FaceCombination;
import org.mer.image.LabelledFaces;
import org.mer.image.Views;
import org.mer.model.Bundle;
import org.mer.model.Members;
import org.mer.table.Table;
import org.mer.training.Combined;
import picocli.CommandLine.Command;

/** Makes one face model of several. */
@Command(
    name = "combine-image",
    description =
        "Makes one face model of several networks: better than each. A face costs as much as all of them together.")
final class CombineImageJob extends CombineJob {
  @Override
  String name() {
    return "face";
  }

  @Override
  Table table() {
    return Table.FACES;
  }

  @Override
  String validationPart() {
    return "PublicTest";
  }

  @Override
  String filledBy() {
    return "jobs/ingest-faces.sh";
  }

  @Override
  Members members(JobContext context, List<Bundle> bundles) {
    return combination(context, bundles).members();
  }

  @Override
  Combined fit(JobContext context, List<Bundle> bundles) {
    return combination(context, bundles).fit(LabelledFaces.of(context.lake()));
  }

  @Override
  String remark(Combined fitted, String member) {
    return "";
  }

  private static FaceCombination combination(JobContext context, List<Bundle> bundles) {
    return FaceCombination.of(bundles, views(context));
  }

  private static Views views(JobContext context) {
    try {
      return Views.named(context.settings().getString("image.views"));
    } catch (IllegalArgumentException e) {
      throw new UsageException("image." + e.getMessage(), e);
    }
  }
}
