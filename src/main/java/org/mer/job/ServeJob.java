package org.mer.job;

import java.util.LinkedHashSet;
import java.util.Set;
import org.mer.UsageException;
import org.mer.fusion.FittedFusion;
import org.mer.fusion.PostScores;
import org.mer.image.FaceScorers;
import org.mer.ingest.PictureBounds;
import org.mer.model.Bundle;
import org.mer.model.Scorer;
import org.mer.text.TextScorers;
import org.mer.training.Placement;
import org.mer.web.Address;
import org.mer.web.Site;
import org.mer.web.Trial;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves a site on the warehouse until it is asked to end. It reads and writes nothing. */
@Command(
    name = "serve",
    description =
        "Opens a small local web site on the warehouse: results, runs, reports, tables, and a form to try the models. It only reads.",
    footer = {
      "",
      "It has no passwords: whoever reaches the port reads the tables. To use it from another machine,",
      "forward the port:  ssh -L 8090:localhost:8090 MACHINE"
    })
final class ServeJob extends Job {
  private static final Logger LOG = LoggerFactory.getLogger(ServeJob.class);

  @Option(
      names = "--host",
      paramLabel = "NAME",
      defaultValue = "127.0.0.1",
      description =
          "Name or address to listen at; 0.0.0.0 for all of this machine (default: ${DEFAULT-VALUE}).")
  String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8090",
      description = "Port to listen at; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  int port;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      split = ",",
      description =
          "A name by which browsers on other machines may ask for the site, beside localhost, the host and addresses in figures; may be repeated.")
  Set<String> names = new LinkedHashSet<>();

  @Mixin ModelOptions models;

  private Address address;
  private PictureBounds bounds;

  @Override
  boolean isRecorded() {
    return false;
  }

  @Override
  void check(JobContext context) {
    try {
      address = new Address(host, port);
      bounds = ScoreJob.bounds(context.settings());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }

    if (!context.lake().exists()) {
      throw new UsageException(
          "there is no warehouse at %s: name another with --warehouse, or fill this one, for example with jobs/demo.sh"
              .formatted(context.warehouse().root()));
    }
  }

  @Override
  String plan(JobContext context) {
    return "serve the warehouse %s at %s, port %d"
        .formatted(context.warehouse().root(), host, port);
  }

  @Override
  void run(JobContext context) {
    Termination termination = new Termination().listening();
    try (Site site = open(context)) {
      context
          .out()
          .printf("%s serves %s; Ctrl-C ends it%n", site.url(), context.warehouse().root());
      termination.await();
    }
  }

  /** The site, once it answers. */
  Site open(JobContext context) {
    Trial trial = trial(context);
    trial.warmUp();
    return Site.open(address, names, context.warehouse(), context.lake(), trial);
  }

  private Trial trial(JobContext context) {
    Bundle text;
    Bundle face;
    try {
      text = models.text(context);
      face = models.face(context);
    } catch (UsageException e) {
      if (models.areNamed()) {
        throw e;
      }

      LOG.info("there is nothing to try: {}", e.getMessage());
      return Trial.none(
          context.spark(), bounds, "There is nothing to try yet: %s.".formatted(e.getMessage()));
    }

    Scorer texts = TextScorers.of(text, Placement.IN_PLACE).get(0);
    Scorer faces = FaceScorers.of(face, Placement.IN_PLACE).get(0);
    FittedFusion fusion = ScoreJob.fusion(context, models);
    return Trial.of(
        context.spark(),
        new PostScores(texts, faces, fusion),
        bounds,
        PostScoring.means(texts, faces, fusion));
  }
}
