package org.mer.ingest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mer.Emotion;

/**
 * What the path of a picture says of it: {@code PART/CLASS/FILE}, such as {@code
 * test/angry/PrivateTest_10077120.jpg}. Case makes no difference.
 *
 * @param emotion the label, by the name of the folder that the file is in
 * @param usage the part, by the beginning of the file's name, else by the folder above
 */
record PicturePath(Emotion emotion, FaceUsage usage) {
  private static final Pattern PATH = Pattern.compile("(?:^|.*/)([^/]+)/([^/]+)/([^/]+)");
  private static final Pattern PICTURE = Pattern.compile(".+\\.(?:jpe?g|png)");
  private static final Pattern NAMED = Pattern.compile("(training|publictest|privatetest)_.*");

  /** Each folder with the usages that its files may have; the first is that of plain names. */
  private static final Map<String, List<FaceUsage>> FOLDERS =
      Map.ofEntries(
          Map.entry("training", List.of(FaceUsage.TRAINING)),
          Map.entry("train", List.of(FaceUsage.TRAINING)),
          Map.entry("publictest", List.of(FaceUsage.PUBLIC_TEST)),
          Map.entry("validation", List.of(FaceUsage.PUBLIC_TEST, FaceUsage.PRIVATE_TEST)),
          Map.entry("valid", List.of(FaceUsage.PUBLIC_TEST, FaceUsage.PRIVATE_TEST)),
          Map.entry("val", List.of(FaceUsage.PUBLIC_TEST, FaceUsage.PRIVATE_TEST)),
          Map.entry("privatetest", List.of(FaceUsage.PRIVATE_TEST)),
          Map.entry("test", List.of(FaceUsage.PRIVATE_TEST, FaceUsage.PUBLIC_TEST)));

  private static final Map<String, Emotion> SYNONYMS =
      Map.ofEntries(
          Map.entry("anger", Emotion.ANGRY),
          Map.entry("disgusted", Emotion.DISGUST),
          Map.entry("fearful", Emotion.FEAR),
          Map.entry("afraid", Emotion.FEAR),
          Map.entry("happiness", Emotion.HAPPY),
          Map.entry("sadness", Emotion.SAD),
          Map.entry("surprised", Emotion.SURPRISE));

  /** Reads a path, of which the last three parts count; or says what is wrong with it. */
  static Parsed<PicturePath> parse(String path) {
    Matcher parts = PATH.matcher(path);
    if (!parts.matches()) {
      return Parsed.rejected("does not stand in folders PART/CLASS, such as test/angry");
    }

    String file = parts.group(3).toLowerCase(Locale.ROOT);
    if (!PICTURE.matcher(file).matches()) {
      return Parsed.rejected("is neither .jpg, .jpeg nor .png");
    }

    Optional<Emotion> emotion = emotion(parts.group(2));
    if (emotion.isEmpty()) {
      return Parsed.rejected("unknown class " + Parsed.quoted(parts.group(2)));
    }

    List<FaceUsage> usages =
        FOLDERS.getOrDefault(parts.group(1).toLowerCase(Locale.ROOT), List.of());
    if (usages.isEmpty()) {
      return Parsed.rejected("unknown part " + Parsed.quoted(parts.group(1)));
    }

    FaceUsage usage = named(file).orElse(usages.get(0));
    return usages.contains(usage)
        ? Parsed.usable(new PicturePath(emotion.get(), usage))
        : Parsed.rejected(
            "is of %s by its name but stands in %s"
                .formatted(usage.label(), Parsed.quoted(parts.group(1))));
  }

  /** The emotion that a class is usually called by; numbers differ between data sets. */
  static Optional<Emotion> emotion(String name) {
    return Emotion.ofLabel(name)
        .or(() -> Optional.ofNullable(SYNONYMS.get(name.toLowerCase(Locale.ROOT))));
  }

  private static Optional<FaceUsage> named(String file) {
    Matcher named = NAMED.matcher(file);
    return named.matches()
        ? Arrays.stream(FaceUsage.values())
            .filter(usage -> usage.label().equalsIgnoreCase(named.group(1)))
            .findFirst()
        : Optional.empty();
  }
}
