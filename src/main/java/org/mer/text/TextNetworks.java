package org.mer.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.model.Bundle;
import org.mer.model.Manifest;
import org.mer.training.FittedNetwork;
import org.mer.training.NetworkScoring;

/**
 * Networks that are asked together: those that read the same numbers of the same words see a text
 * in one pass.
 */
final class TextNetworks {
  private final List<Pass> passes;
  private final List<String> columns;

  private TextNetworks(List<Pass> passes, List<String> columns) {
    this.passes = List.copyOf(passes);
    this.columns = List.copyOf(columns);
  }

  /**
   * The networks of bundles.
   *
   * @param bundles by the names that the networks get
   * @throws org.mer.UsageException if one has no network that can be used
   */
  static TextNetworks of(Map<String, Bundle> bundles) {
    Map<Reading, Map<String, FittedNetwork>> networks = new LinkedHashMap<>();
    bundles.forEach(
        (name, bundle) -> {
          Reading reading = Reading.of(bundle);
          networks
              .computeIfAbsent(reading, any -> new LinkedHashMap<>())
              .put(column(name), network(bundle, reading));
        });
    return new TextNetworks(
        networks.entrySet().stream().map(one -> Pass.of(one.getKey(), one.getValue())).toList(),
        bundles.keySet().stream().map(TextNetworks::column).toList());
  }

  /** The name of the column that holds the probabilities of a network. */
  static String column(String name) {
    return "probabilities_" + name;
  }

  /** All that {@link #score} adds. */
  List<String> columns() {
    return columns;
  }

  /**
   * The tweets where they are, in another order, with the probabilities of negative and positive
   * that each network says, in its {@link #column}.
   *
   * @param tweets rows with a column {@code text}
   */
  Dataset<Row> score(Dataset<Row> tweets) {
    Dataset<Row> scored = tweets;
    for (Pass pass : passes) {
      scored = pass.over(scored);
    }

    return scored;
  }

  private static FittedNetwork network(Bundle bundle, Reading reading) {
    Manifest manifest = bundle.manifest();
    TextArchitecture architecture =
        bundle.make(() -> new TextArchitecture(manifest.network(), manifest.hyperparameters()));
    return FittedNetwork.of(architecture.over(reading.vocabulary().size()), bundle);
  }

  /**
   * How texts become numbers.
   *
   * @param longest how many words of a text are used, from its start
   */
  private record Reading(Vocabulary vocabulary, int longest) {
    static Reading of(Bundle bundle) {
      return new Reading(Vocabulary.of(bundle), bundle.manifest().integer(TextTask.LONGEST));
    }
  }

  private record Pass(Reading reading, NetworkScoring scoring) {
    static Pass of(Reading reading, Map<String, FittedNetwork> networks) {
      return new Pass(reading, new NetworkScoring(networks, TweetEncoder.forScoring()));
    }

    Dataset<Row> over(Dataset<Row> texts) {
      return scoring
          .scoreInPlace(reading.vocabulary().encode(texts, reading.longest()))
          .drop(Vocabulary.TOKEN_IDS);
    }
  }
}
