package org.mer.text;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.Polarity;
import org.mer.UsageException;
import org.mer.model.Bundle;
import org.mer.model.CalibratedScorer;
import org.mer.model.Manifest;
import org.mer.model.Members;
import org.mer.model.Scorer;
import org.mer.model.TemperatureScaling;
import org.mer.table.Posteriors;
import org.mer.training.Placement;

/** The scorers of a text bundle. */
public final class TextScorers {
  private static final String THREE_WAY = "text/three-way";

  private TextScorers() {}

  /**
   * What the bundle holds, all calibrated: first the network or the ensemble, then the ensemble
   * with a probability of neutral, its members, and the baselines.
   *
   * @throws UsageException if the bundle is none of texts, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle) {
    return of(bundle, Placement.SPREAD);
  }

  /**
   * The same, of rows that are placed so.
   *
   * @throws UsageException if the bundle is none of texts, or its network is unknown
   */
  public static List<Scorer> of(Bundle bundle, Placement placement) {
    Manifest manifest = bundle.manifest();
    List<String> classes = TweetEncoder.CLASSES.stream().map(Polarity::label).toList();
    if (!manifest.classes().equals(classes)) {
      throw new UsageException(
          "the bundle %s is no text model that this version knows (classes %s)"
              .formatted(bundle.folder(), manifest.classes()));
    }

    List<CalibratedScorer> baselines = BaselineScorers.of(bundle);
    return manifest.network().equals(Members.ENSEMBLE)
        ? ensemble(bundle, baselines, placement)
        : Stream.concat(Stream.of(network(bundle, "text", placement)), baselines.stream()).toList();
  }

  private static List<Scorer> ensemble(
      Bundle bundle, List<CalibratedScorer> baselines, Placement placement) {
    TextEnsemble ensemble = TextEnsemble.of(bundle, baselines, placement);
    double temperature = bundle.manifest().temperature();
    List<Scorer> scorers = new ArrayList<>();
    scorers.add(scorer(bundle, "text", temperature, ensemble::score));
    scorers.add(threeWay(bundle, ensemble, new TemperatureScaling(temperature)));
    bundle
        .parts()
        .forEach(name -> scorers.add(network(bundle.part(name), "text/" + name, placement)));
    scorers.addAll(baselines);
    return scorers;
  }

  /** The ensemble with a probability of neutral. */
  private static Scorer threeWay(
      Bundle bundle, TextEnsemble ensemble, TemperatureScaling calibration) {
    NeutralRule rule = NeutralRule.of(bundle);
    List<Column> polar =
        calibration.apply(col(CalibratedScorer.PROBABILITIES), TweetEncoder.CLASSES.size());
    return new CalibratedScorer(
        THREE_WAY,
        bundle.version(),
        new TemperatureScaling(1),
        List.of(Posteriors.POLARITIES.fieldNames()),
        Posteriors.POLARITIES,
        tweets ->
            ensemble
                .score(tweets)
                .withColumn(CalibratedScorer.PROBABILITIES, rule.posterior(polar)));
  }

  /** The scorer of a bundle's network, alone. */
  private static Scorer network(Bundle bundle, String subject, Placement placement) {
    String name = bundle.manifest().network();
    TextNetworks alone = TextNetworks.of(Map.of(name, bundle));
    return scorer(
        bundle,
        subject,
        bundle.manifest().temperature(),
        tweets ->
            alone
                .score(placement.of(tweets))
                .withColumnRenamed(TextNetworks.column(name), CalibratedScorer.PROBABILITIES));
  }

  /** A scorer of a bundle that knows no neutral: its probability is 0. */
  static CalibratedScorer scorer(
      Bundle bundle, String subject, double temperature, UnaryOperator<Dataset<Row>> scoring) {
    return new CalibratedScorer(
        subject,
        bundle.version(),
        bundle.make(() -> new TemperatureScaling(temperature)),
        TweetEncoder.CLASSES.stream().map(Polarity::label).toList(),
        Posteriors.POLARITIES,
        scoring);
  }
}
