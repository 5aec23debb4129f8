package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mer.LocalSpark;
import org.mer.table.Lake;
import org.mer.table.Warehouse;
import org.mer.web.Site;

/** Clicks through the site in a headless Chromium that is installed on this machine. */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ServeBrowserTest {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final String EVALUATED = "evaluate-20260102T030405-abcdef";

  private static Site site;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void open(Lake lake, Warehouse warehouse) throws IOException {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "there is no Chromium: apt-get install chromium");
    ServeJobFixture.fill(lake, EVALUATED, "<img src=x onerror=alert(1)>");
    Path reports = Files.createDirectories(Path.of(warehouse.reports().toUri().getPath()));
    Files.writeString(
        reports.resolve(EVALUATED + ".html"),
        "<!DOCTYPE html><title>it</title><p id='p'>no</p><script>try { parent.localStorage; p.textContent = 'read'; } catch { p.textContent = 'apart'; }</script>");
    site = ServeJobFixture.open(lake, warehouse);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(List.of("--no-sandbox")));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      playwright.close();
      site.close();
    }
  }

  @BeforeEach
  void newPage() {
    page = browser.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("a dialog: " + dialog.message());
          dialog.dismiss();
        });
  }

  @AfterEach
  void nothingWasComplainedOf() {
    page.close();
    assertThat(complaints).isEmpty();
  }

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(":"))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Test
  void everyPageIsAClickAway() {
    page.navigate(site.url());
    assertThat(page.locator(".plot svg").count()).as("charts are drawn").isEqualTo(1);
    page.hover(".plot svg");
    page.click("nav >> text=Runs");
    page.click("text=" + EVALUATED);
    page.click("text=Open its report");
    page.waitForFunction("document.getElementById('p').textContent !== 'no'");
    assertThat(page.textContent("#p")).isEqualTo("apart");
    page.goBack();
    page.click("nav >> text=Tables");
    page.click("text=mer.tweets");
    assertThat(page.textContent("main")).contains("<img src=x onerror=alert(1)>");
    page.click("text=What the columns mean");
    assertThat(page.locator("text=Identity: fingerprint").isVisible()).isTrue();
    page.click("nav >> text=Tables");
    page.click("text=mer.confusion");
    page.click("text=Next");
    assertThat(page.textContent(".pages")).contains("Rows 51 to 60");
    page.click("nav >> text=Reports");
    assertThat(page.locator("a[href$='.html']").count()).isEqualTo(1);
  }

  @Test
  void tryingATextAndAFaceShowsThreePosteriors() throws IOException {
    page.navigate(site.url() + "try");
    page.fill("#text", "what a wonderful day");
    page.setInputFiles(
        "input[name=picture]", new FilePayload("me.png", "image/png", ServeJobFixture.face()));
    page.waitForSelector(".crop:not([hidden])");
    page.fill("#zoom", "2");
    page.click("text=Score it");
    page.waitForSelector(".result");

    for (String posterior : List.of("text", "face", "fused")) {
      assertThat(shares("section#" + posterior))
          .as(posterior)
          .hasSize(posterior.equals("text") ? 3 : 7)
          .satisfies(
              shares ->
                  assertThat(shares.stream().mapToDouble(one -> one).sum()).isBetween(99.0, 101.0));
    }

    assertThat(shares("section#influence")).hasSize(2);
    assertThat(page.inputValue("#text")).isEqualTo("what a wonderful day");
    assertThat(page.locator(".seen img").isVisible()).isTrue();
  }

  @Test
  void fitsAPhone() {
    page.setViewportSize(360, 640);
    for (String path : List.of("", "runs", "tables/metrics", "try")) {
      page.navigate(site.url() + path);
      assertThat(page.evaluate("document.documentElement.scrollWidth <= 360"))
          .as(path)
          .isEqualTo(true);
    }
  }

  private List<Double> shares(String within) {
    return page.locator(within + " dd span").allTextContents().stream()
        .map(text -> Double.valueOf(text.replace("%", "").replace("\u00a0", "").strip()))
        .toList();
  }
}
