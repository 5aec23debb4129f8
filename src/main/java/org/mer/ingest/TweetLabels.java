package org.mer.ingest;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mer.Polarity;
import org.mer.UsageException;

/**
 * Which labels stand for which polarity. The words negative, neutral and positive always stand for
 * themselves. Case and a {@code .0} at the end make no difference.
 */
public final class TweetLabels implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Sentiment140's numbers, 0, 2 and 4, and the words. */
  public static final TweetLabels AS_PUBLISHED =
      new TweetLabels(
          Map.of("0", Polarity.NEGATIVE, "2", Polarity.NEUTRAL, "4", Polarity.POSITIVE),
          List.of("1"));

  private static final String OPTION = "--labels";
  private static final String EXAMPLE = "negative=0,positive=1";

  private final Map<String, Polarity> polarities;
  private final List<String> ambiguous;

  private TweetLabels(Map<String, Polarity> chosen, List<String> ambiguous) {
    Map<String, Polarity> all = new HashMap<>();
    Arrays.stream(Polarity.values()).forEach(polarity -> all.put(polarity.label(), polarity));
    all.putAll(chosen);
    this.polarities = Map.copyOf(all);
    this.ambiguous = List.copyOf(ambiguous);
  }

  /**
   * Labels that a user chose; no other numbers are known then.
   *
   * @param text {@code POLARITY=LABEL} with commas between, such as {@code negative=0,positive=1};
   *     a polarity may have several labels
   * @throws UsageException if it is not written like that, names a polarity that is none, or gives
   *     a label to two
   */
  public static TweetLabels parse(String text) {
    Map<String, Polarity> chosen = new HashMap<>();
    for (Assignment one : Assignment.parse(OPTION, text, EXAMPLE)) {
      Polarity polarity =
          Polarity.ofLabel(one.name())
              .orElseThrow(
                  () ->
                      new UsageException(
                          "%s knows no polarity '%s': use %s"
                              .formatted(OPTION, one.name(), allPolarities())));
      Polarity other = chosen.put(canonical(one.value()), polarity);
      if (other != null && other != polarity) {
        throw new UsageException(
            "%s gives the label '%s' to both %s and %s"
                .formatted(OPTION, one.value(), other.label(), polarity.label()));
      }
    }

    return new TweetLabels(chosen, List.of());
  }

  /** The polarity that a label stands for. */
  Parsed<Polarity> polarity(String label) {
    String canonical = canonical(label);
    Polarity polarity = polarities.get(canonical);
    if (polarity != null) {
      return Parsed.usable(polarity);
    }

    return ambiguous.contains(canonical)
        ? Parsed.rejected(
            "label %s is positive in some files and neutral in others: say what it is with %s"
                .formatted(canonical, OPTION))
        : Parsed.rejected("unknown label " + Parsed.quoted(label));
  }

  private static String canonical(String label) {
    String bare = label.strip().toLowerCase(Locale.ROOT);
    return bare.endsWith(".0") ? bare.substring(0, bare.length() - 2) : bare;
  }

  private static String allPolarities() {
    return Arrays.stream(Polarity.values()).map(Polarity::label).collect(Collectors.joining(", "));
  }
}
