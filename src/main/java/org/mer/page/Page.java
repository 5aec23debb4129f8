package org.mer.page;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A page of HTML that needs nothing else, unless it is made for a server. Its
 * Content-Security-Policy lets the browser fetch nothing, and run no script but the page's own,
 * which it knows by their hashes: text that slipped through the escaping would do nothing.
 *
 * <p>A page is a Mustache template. Besides its own content it may name the partials {@code head},
 * {@code grid} (within a {@link Grid}), {@code chart} (within a {@link Chart}) and, at the end of
 * the body, {@code scripts}. Everything from the content is escaped.
 */
public final class Page {
  /** Apache ECharts, of the version in pom.xml. */
  static final String ECHARTS = "/META-INF/resources/webjars/echarts/5.5.0/echarts.min.js";

  private final Class<?> owner;
  private final String template;
  private final Map<String, Object> content;
  private final List<Asset> scripts;
  private final List<LinkedFile> linked;

  private Page(
      Class<?> owner,
      String template,
      Map<String, Object> content,
      List<Asset> scripts,
      List<LinkedFile> linked) {
    this.owner = owner;
    this.template = template;
    this.content = new LinkedHashMap<>(content);
    this.scripts = List.copyOf(scripts);
    this.linked = List.copyOf(linked);
  }

  /**
   * A page without scripts.
   *
   * @param owner the class that the template stands beside
   * @param template file name of the template
   * @param content what the template names; {@code title} is the page's
   */
  public static Page of(Class<?> owner, String template, Map<String, Object> content) {
    return new Page(owner, template, content, List.of(), List.of());
  }

  /** A page of charts and nothing else. */
  public static Page ofCharts(String title, List<Chart> charts) {
    return of(Page.class, "charts.html", Map.of("title", title, "charts", charts)).withCharts();
  }

  /** This page with what draws its charts, about 1 MB. */
  public Page withCharts() {
    return new Page(
        owner,
        template,
        content,
        List.of(Asset.script(ECHARTS), Asset.script("charts.js")),
        List.of());
  }

  /**
   * This page for a server: it links to styles and scripts instead of holding them, and the server
   * says in its headers what the page may do.
   */
  public Page linking(List<LinkedFile> files) {
    return new Page(owner, template, content, List.of(), files);
  }

  /** The page. */
  public String html() {
    Map<String, Object> all = new LinkedHashMap<>(content);
    if (linked.isEmpty()) {
      Asset style = Asset.style("page.css");
      all.put("style", style.text());
      all.put("policy", policy(style));
    }

    all.put("scripts", scripts.stream().map(Asset::text).toList());
    all.put("styleLinks", paths(LinkedFile.Kind.STYLE));
    all.put("scriptLinks", paths(LinkedFile.Kind.SCRIPT));
    try (Reader reader = open(owner, template)) {
      return compile(reader).execute(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes the page. It appears whole or not at all, and takes the place of an older one.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path target, Configuration hadoop) {
    Path draft = new Path(target.getParent(), "." + target.getName() + ".draft");
    String html = html();
    try {
      FileSystem files = target.getFileSystem(hadoop);
      try (Writer out = new OutputStreamWriter(files.create(draft, true), StandardCharsets.UTF_8)) {
        out.write(html);
      }

      files.delete(target, false);
      if (!files.rename(draft, target)) {
        throw new IOException("%s could not be renamed to %s".formatted(draft, target));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the page could not be written to %s: %s".formatted(target, e.getMessage()), e);
    }
  }

  private List<String> paths(LinkedFile.Kind kind) {
    return linked.stream().filter(file -> file.kind() == kind).map(LinkedFile::path).toList();
  }

  /** Styles on single elements are allowed, for the charts set them; they can fetch nothing. */
  private String policy(Asset style) {
    String scriptSources =
        Optional.of(scripts.stream().map(Asset::source).collect(Collectors.joining(" ")))
            .filter(sources -> !sources.isEmpty())
            .orElse("'none'");
    return "default-src 'none'; img-src data:; style-src %s; style-src-attr 'unsafe-inline'; script-src %s; base-uri 'none'; form-action 'none'"
        .formatted(style.source(), scriptSources);
  }

  private static Template compile(Reader template) {
    return Mustache.compiler()
        .withLoader(partial -> open(Page.class, partial + ".html"))
        .compile(template);
  }

  private static Reader open(Class<?> owner, String resource) {
    InputStream in = owner.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(
          "there is no template %s beside %s".formatted(resource, owner.getName()));
    }

    return new InputStreamReader(in, StandardCharsets.UTF_8);
  }
}
