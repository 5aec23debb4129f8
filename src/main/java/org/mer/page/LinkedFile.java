package org.mer.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A style sheet or script that the pages of a server link to. Its path changes with its content, so
 * that a browser may keep it for good.
 *
 * @param kind what it is
 * @param path on the server
 * @param text its content
 */
public record LinkedFile(Kind kind, String path, String text) {
  private static final String FOLDER = "/static/";

  /** What a file is. */
  public enum Kind {
    STYLE("text/css; charset=utf-8"),
    SCRIPT("text/javascript; charset=utf-8");

    private final String contentType;

    Kind(String contentType) {
      this.contentType = contentType;
    }

    /** As HTTP names it. */
    public String contentType() {
      return contentType;
    }
  }

  /** The style sheet of all pages. */
  public static LinkedFile style() {
    return of(Kind.STYLE, "page.css", Asset.style("page.css"));
  }

  /** What draws the charts of a page, about 1 MB. */
  public static List<LinkedFile> charts() {
    return List.of(
        of(Kind.SCRIPT, "echarts.js", Asset.script(Page.ECHARTS)),
        of(Kind.SCRIPT, "charts.js", Asset.script("charts.js")));
  }

  /**
   * A file of a page's own.
   *
   * @param owner the class that it stands beside
   * @param name ends in {@code .css} or {@code .js}
   */
  public static LinkedFile of(Class<?> owner, String name) {
    String resource =
        "/%s/%s".formatted(owner.getPackageName().replace('.', '/'), Objects.requireNonNull(name));
    return name.endsWith(".css")
        ? of(Kind.STYLE, name, Asset.style(resource))
        : of(Kind.SCRIPT, name, Asset.script(resource));
  }

  private static LinkedFile of(Kind kind, String name, Asset asset) {
    int version = Arrays.hashCode(asset.text().getBytes(StandardCharsets.UTF_8));
    return new LinkedFile(
        kind, "%s%s/%s".formatted(FOLDER, Integer.toHexString(version), name), asset.text());
  }
}
