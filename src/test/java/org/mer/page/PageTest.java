package org.mer.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mer.page.Grid.Line;

class PageTest {
  private static final String TEMPLATE = "page-test.html";
  private static final String ATTACK =
      "</script></title><script>alert(1)</script><img src=x onerror='alert(2)'>\"<!--";
  private static final Pattern SCRIPT = Pattern.compile("(?s)<script>(.*?)</script>");
  private static final Pattern DATA =
      Pattern.compile("(?s)<script type=\"application/json\">(.*?)</script>");

  @TempDir private Path folder;

  @Test
  void nothingFromTheContentBecomesMarkup() {
    String html = attacked().html();

    assertThat(all(SCRIPT, html)).hasSize(2).noneMatch(script -> script.startsWith("alert"));
    assertThat(SCRIPT.matcher(html).replaceAll(""))
        .doesNotContain("<script>", "<img", ATTACK)
        .contains("<title>&lt;/script&gt;&lt;/title&gt;&lt;script&gt;alert(1)");
  }

  @Test
  void dataComeThroughToTheLetter() throws IOException {
    List<String> data = all(DATA, attacked().html());

    assertThat(data).singleElement().asString().doesNotContain("<");
    JsonNode option = new ObjectMapper().readTree(data.get(0));
    assertThat(option.at("/yAxis/data/0").asText()).isEqualTo(ATTACK);
    assertThat(option.at("/series/0/name").asText()).isEqualTo(ATTACK);
    assertThat(option.at("/aria/label/description").asText()).isEqualTo(ATTACK);
    assertThat(option.at("/aria/enabled").asBoolean()).isTrue();
  }

  @Test
  void thePolicyKnowsThePagesOwnScriptsAndStyleOnly() throws Exception {
    String html = attacked().html();
    String policy = policy(html);

    assertThat(policy).startsWith("default-src 'none'; img-src data:;");
    List<String> scripts = all(SCRIPT, html);
    assertThat(directive(policy, "script-src"))
        .isEqualTo(hash(scripts.get(0)) + " " + hash(scripts.get(1)));
    assertThat(directive(policy, "style-src"))
        .isEqualTo(hash(all(Pattern.compile("(?s)<style>(.*?)</style>"), html).get(0)));
  }

  @Test
  void aPageWithoutChartsRunsNoScript() {
    String html = Page.of(PageTest.class, TEMPLATE, content("plain")).html();

    assertThat(all(SCRIPT, html)).isEmpty();
    assertThat(directive(policy(html), "script-src")).isEqualTo("'none'");
  }

  @Test
  void thePageAsksForNothingElse() {
    String html = attacked().html();
    String markup = SCRIPT.matcher(html).replaceAll("");

    assertThat(markup).doesNotContain("http://", "https://", "<link", "@import", "url(");
    assertThat(all(SCRIPT, html).get(0)).contains("Licensed to the Apache Software Foundation");
  }

  @Test
  void everyChartHasItsFiguresAsATable() {
    assertThat(attacked().html())
        .containsSubsequence(
            "<figcaption>", "role=\"img\" aria-label=", "<details>", "<caption>", "1,234</td>");
  }

  @Test
  void scriptsDoNotEndEarly() {
    assertThat(Asset.withinTags("a='</SCRIPT>';b='<!--';c=1</d/"))
        .isEqualTo("a='<\\/SCRIPT>';b='<\\!--';c=1</d/");
  }

  @Test
  void aPageTakesThePlaceOfAnOlderOneAsAWhole() throws IOException {
    Path file = folder.resolve("reports/page.html");
    org.apache.hadoop.fs.Path target = new org.apache.hadoop.fs.Path(file.toUri());
    Configuration hadoop = new Configuration();
    Page.of(PageTest.class, TEMPLATE, content("page 1")).write(target, hadoop);
    Page.of(PageTest.class, TEMPLATE, content("page 2")).write(target, hadoop);

    assertThat(Files.readString(file)).contains("page 2").doesNotContain("page 1");
    assertThatThrownBy(() -> Page.of(PageTest.class, TEMPLATE, Map.of()).write(target, hadoop))
        .hasMessageContaining("title");
    assertThat(Files.readString(file)).contains("page 2");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.draft");
  }

  @Test
  void aPageThatCannotBeWrittenSaysWhere() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    org.apache.hadoop.fs.Path target =
        new org.apache.hadoop.fs.Path(file.resolve("page.html").toUri());

    assertThatThrownBy(
            () ->
                Page.of(PageTest.class, TEMPLATE, content("a")).write(target, new Configuration()))
        .hasMessageContaining("the page could not be written to")
        .hasMessageContaining("page.html");
  }

  private static Page attacked() {
    return Page.of(PageTest.class, TEMPLATE, content(ATTACK)).withCharts();
  }

  private static Map<String, Object> content(String text) {
    return Map.of(
        "title",
        text,
        "chart",
        new Chart(
            text,
            text,
            text,
            new Bars(List.of(text), List.of(new Series(text, List.of(1234.0)))),
            new Grid(text, List.of(text, text), List.of(Line.of(text, Numeral.count(1234))))));
  }

  private static String policy(String html) {
    return all(Pattern.compile("Content-Security-Policy\" content=\"(.*?)\">"), html)
        .get(0)
        .replace("&#39;", "'")
        .replace("&#x3D;", "=");
  }

  private static String directive(String policy, String name) {
    return all(Pattern.compile("(?:^|; )" + name + " ([^;]*)"), policy).get(0);
  }

  private static List<String> all(Pattern pattern, String html) {
    return pattern.matcher(html).results().map((MatchResult match) -> match.group(1)).toList();
  }

  private static String hash(String text) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}
