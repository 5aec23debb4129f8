package org.mer.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mer.UsageException;

/**
 * The bundles that one model is made of.
 *
 * @param bundles by the name their network gets: what it is, with a number behind it from the
 *     second of its kind on
 */
public record Members(Map<String, Bundle> bundles) {
  /** What a manifest calls the network of a model that is made of several. */
  public static final String ENSEMBLE = "ensemble";

  /** The order is kept. */
  public Members {
    bundles = Collections.unmodifiableMap(new LinkedHashMap<>(bundles));
  }

  /**
   * The members in this order.
   *
   * @throws UsageException if one is an ensemble already
   */
  public static Members of(List<Bundle> bundles) {
    Map<String, Bundle> named = new LinkedHashMap<>();
    for (Bundle bundle : bundles) {
      String network = bundle.manifest().network();
      if (network.equals(ENSEMBLE)) {
        throw new UsageException(
            "the bundle %s is an ensemble already: name what it was made of"
                .formatted(bundle.folder()));
      }

      named.put(unused(network, named), bundle);
    }

    return new Members(named);
  }

  private static String unused(String network, Map<String, Bundle> named) {
    return Stream.iterate(1, number -> number + 1)
        .map(number -> numbered(network, number))
        .filter(name -> !named.containsKey(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * The name of a network.
   *
   * @param number of those of its kind, from 1
   */
  public static String numbered(String network, int number) {
    return number == 1 ? network : network + "-" + number;
  }

  /** What they say of themselves. */
  public List<Manifest> manifests() {
    return bundles.values().stream().map(Bundle::manifest).toList();
  }
}
