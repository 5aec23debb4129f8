package org.mer.notebook;

import java.util.List;
import java.util.stream.Collectors;
import org.mer.page.Chart;
import org.mer.page.Page;
import org.mer.page.Picture;

/** Charts and pictures as HTML for the output of a notebook's cell. */
public final class Inline {
  private static final int BESIDE_CHART = 110;
  private static final int MARGINS = 60;
  private static final int PICTURE = 96;

  private Inline() {}

  /** Charts one below the other, in a frame of their own, which can fetch nothing. */
  public static String of(Chart... charts) {
    List<Chart> all = List.of(charts);
    int height = MARGINS + all.stream().mapToInt(one -> one.height() + BESIDE_CHART).sum();
    return "<iframe sandbox=\"allow-scripts\" width=\"100%%\" height=\"%d\" style=\"border:0\" srcdoc=\"%s\"></iframe>"
        .formatted(height, escaped(Page.ofCharts("Charts", all).html()));
  }

  /** Pictures beside each other, each with what it shows under it. */
  public static String of(List<Picture> pictures) {
    return pictures.stream()
        .map(
            one ->
                "<figure style=\"display:inline-block;margin:4px;text-align:center;font-size:12px\"><img src=\"%s\" alt=\"%s\" width=\"%d\" height=\"%d\" style=\"image-rendering:pixelated\"><figcaption>%s</figcaption></figure>"
                    .formatted(
                        one.source(), escaped(one.alt()), PICTURE, PICTURE, escaped(one.alt())))
        .collect(Collectors.joining());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
