package org.mer.web;

import io.javalin.http.Context;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mer.ingest.Parsed;
import org.mer.page.Numeral;
import org.mer.page.Picture;
import org.mer.table.Posteriors;

/** The form in which somebody tries the models, and what they said. */
final class TrialPage {
  /** Where it is. */
  static final String PATH = "/try";

  private static final int UNUSABLE = 422;
  private static final int BUSY = 503;
  private static final int SIDE = 48;
  private static final double PERCENT = 100;

  private final Shell shell;
  private final Trial trial;

  TrialPage(Shell shell, Trial trial) {
    this.shell = shell;
    this.trial = trial;
  }

  /** A share as a bar; {@code percent} is 0 to 100. */
  private record Bar(String label, String percent, boolean isGreatest) {}

  private record Bars(String id, String title, String note, List<Bar> bars) {}

  void show(Context request) {
    answer(request, "", Map.of());
  }

  void judge(Context request) throws InterruptedException {
    String text = Optional.ofNullable(request.formParam("text")).orElse("");
    if (!trial.isPossible()) {
      answer(request, text, Map.of());
      return;
    }

    if (text.length() > Trial.LONGEST_TEXT) {
      sorry(
          request,
          UNUSABLE,
          "",
          "The text may have %s characters and has %s: make it shorter."
              .formatted(Numeral.count(Trial.LONGEST_TEXT), Numeral.count(text.length())));
      return;
    }

    Optional<byte[]> picture =
        Stream.of("picture", "photograph")
            .flatMap(name -> request.uploadedFiles(name).stream())
            .filter(file -> file.size() > 0)
            .findFirst()
            .map(TrialPage::content);
    if (text.isBlank() && picture.isEmpty()) {
      sorry(request, UNUSABLE, text, "Type a text, or choose a picture, or do both.");
      return;
    }

    Optional<Parsed<Trial.Verdict>> verdict = trial.judge(Optional.of(text), picture);
    if (verdict.isEmpty()) {
      sorry(request, BUSY, text, "Others are being served: send it again in a moment.");
    } else if (verdict.get() instanceof Parsed.Usable<Trial.Verdict> usable) {
      answer(request, text, result(usable.value()));
    } else {
      String reason = ((Parsed.Rejected<Trial.Verdict>) verdict.get()).reason();
      sorry(request, UNUSABLE, text, "This cannot be scored: %s.".formatted(reason));
    }
  }

  private static byte[] content(UploadedFile file) {
    try (InputStream in = file.content()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void sorry(Context request, int status, String text, String sentence) {
    request.status(status);
    answer(request, text, Map.of("complaint", sentence));
  }

  private void answer(Context request, String text, Map<String, Object> result) {
    Map<String, Object> content = new LinkedHashMap<>(result);
    content.put("title", "Try it");
    content.put("isPossible", trial.isPossible());
    content.put("means", trial.means());
    content.put("text", text);
    content.put("longest", Trial.LONGEST_TEXT);
    content.put("largest", trial.mostBytes());
    shell.answer(request, Shell.Room.TRIAL, "trial.html", content);
  }

  private static Map<String, Object> result(Trial.Verdict verdict) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("hasResult", true);
    result.put("emotion", verdict.outcome().<String>getAs("emotion"));
    result.put("polarity", verdict.outcome().<String>getAs("polarity"));
    result.put("confidence", percent(verdict.outcome().<Double>getAs("confidence")));
    result.put(
        "isConflicting", Boolean.TRUE.equals(verdict.outcome().<Boolean>getAs("is_conflicting")));
    result.put("took", String.format(Locale.ROOT, "%.2f s", verdict.took().toMillis() / 1e3));
    result.put("tokens", verdict.post().text().stream().toList());
    result.put(
        "pictures",
        verdict.post().pixels().stream()
            .map(pixels -> Picture.grey(pixels, SIDE, "The face as the model sees it"))
            .toList());
    result.put("posteriors", posteriors(verdict));
    result.put("influences", influences(verdict));
    return result;
  }

  private static List<Bars> posteriors(Trial.Verdict verdict) {
    List<Bars> all = new ArrayList<>();
    all.add(
        bars(
            "text",
            "The text alone",
            "no text",
            Posteriors.POLARITIES.fieldNames(),
            verdict.posterior("text_posterior")));
    all.add(
        bars(
            "face",
            "The face alone",
            "no face",
            Posteriors.EMOTIONS.fieldNames(),
            verdict.posterior("face_posterior")));
    all.add(
        bars(
            "fused",
            "Both together: emotion",
            "",
            Posteriors.EMOTIONS.fieldNames(),
            verdict.posterior("posterior")));
    all.add(
        bars(
            "fused-polarity",
            "Both together: polarity",
            "",
            Posteriors.POLARITIES.fieldNames(),
            verdict.posterior("polarity_posterior")));
    return all;
  }

  private static Bars bars(
      String id, String title, String none, String[] labels, Optional<List<Double>> posterior) {
    return posterior
        .map(
            shares -> {
              double greatest = shares.stream().mapToDouble(one -> one).max().orElse(0);
              return new Bars(
                  id,
                  title,
                  "",
                  IntStream.range(0, labels.length)
                      .mapToObj(
                          i ->
                              new Bar(labels[i], percent(shares.get(i)), shares.get(i) == greatest))
                      .toList());
            })
        .orElse(new Bars(id, title, none, List.of()));
  }

  private static List<Bar> influences(Trial.Verdict verdict) {
    return Stream.of("text", "face")
        .map(
            modality ->
                new Bar(
                    modality,
                    percent(verdict.outcome().<Double>getAs(modality + "_influence")),
                    false))
        .toList();
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f", PERCENT * share);
  }
}
