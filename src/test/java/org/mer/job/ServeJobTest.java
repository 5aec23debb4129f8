package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mer.LocalSpark;
import org.mer.UsageException;
import org.mer.table.Lake;
import org.mer.table.Warehouse;
import org.mer.web.Site;

/**
 * A site on a small warehouse with the models that come along, asked as a browser would, and worse.
 */
@Tag("spark")
@ExtendWith(LocalSpark.class)
class ServeJobTest {
  private static final String HOSTILE = "<script>alert('tweet')</script>";
  private static final String BOUNDARY = "a-boundary";
  private static final String EVALUATED = "evaluate-20260102T030405-abcdef";

  private static Site site;
  private static URI root;
  private static Path reports;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void open(Lake lake, Warehouse warehouse) throws IOException {
    ServeJobFixture.fill(lake, EVALUATED, HOSTILE);
    reports = Path.of(warehouse.reports().toUri().getPath());
    Files.createDirectories(reports);
    Files.writeString(reports.resolve(EVALUATED + ".html"), "<p style='color:red'>the report</p>");
    Files.writeString(reports.resolveSibling("secret.html"), "secret");
    site = ServeJobFixture.open(lake, warehouse);
    root = URI.create(site.url());
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Test
  void listensAtThisMachineAlone() {
    assertThat(root.getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void showsTheLeaderboardOfTheNewestEvaluation() throws Exception {
    assertThat(page("/")).contains(EVALUATED, "PrivateTest, all", "0.6932 [0.6779, 0.7081]");
  }

  @Test
  void showsRunsAndTheirReports() throws Exception {
    assertThat(page("/runs")).contains("href=\"/reports/" + EVALUATED + ".html\"");
    assertThat(page("/runs/" + EVALUATED)).contains("Open its report", "0.1.0");
    assertThat(page("/reports")).contains(EVALUATED + ".html").doesNotContain("secret");
    HttpResponse<String> report = get("/reports/" + EVALUATED + ".html");
    assertThat(report.body()).isEqualTo("<p style='color:red'>the report</p>");
    assertThat(report.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("sandbox allow-scripts; default-src 'none'")
        .doesNotContain("allow-same-origin");
    assertThat(report.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
  }

  @Test
  void aScriptInATweetIsShownAsText() throws Exception {
    String page = page("/tables/tweets");

    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;tweet&#39;)&lt;/script&gt;", "Identity: fingerprint")
        .doesNotContain(HOSTILE);
  }

  @Test
  void listsTheTablesAndPagesTheirRows() throws Exception {
    assertThat(page("/tables"))
        .contains("mer.tweets", "One row a kept tweet")
        .contains("mer.leaderboard", "One row a subject of the last evaluation");
    assertThat(page("/tables/faces")).contains("src=\"data:image/png;base64,");
    assertThat(page("/tables/confusion"))
        .contains("Rows 1 to 50", "?page=2")
        .doesNotContain("rel=\"prev\"");
    assertThat(page("/tables/confusion?page=2"))
        .contains("Rows 51 to 60")
        .doesNotContain("rel=\"next\"");
  }

  @Test
  void everyAnswerTellsTheBrowserWhatItMayDo() throws Exception {
    for (String path : List.of("/", "/nowhere", "/try")) {
      Map<String, List<String>> headers = get(path).headers().map();
      assertThat(headers.get("content-security-policy"))
          .singleElement()
          .asString()
          .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
          .doesNotContain("unsafe");
      assertThat(headers)
          .containsEntry("x-content-type-options", List.of("nosniff"))
          .containsEntry("referrer-policy", List.of("no-referrer"))
          .containsEntry("cache-control", List.of("no-store"))
          .doesNotContainKeys("set-cookie", "server");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/reports/../secret.html",
        "/reports/%2e%2e/secret.html",
        "/reports/..%2fsecret.html",
        "/reports/%2e%2e%2fsecret.html",
        "/reports/..%5csecret.html",
        "/reports/%252e%252e%252fsecret.html",
        "/reports/.hidden.html",
        "/reports//etc/passwd",
        "/tables/runs%60",
        "/tables/faces?page=0",
        "/tables/faces?page=99999999999",
        "/runs/none"
      })
  void whatIsNotThereIsNotFound(String path) throws Exception {
    HttpResponse<String> answer = get(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("There is no such page here.").doesNotContain("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/",
    "PUT,/try",
    "DELETE,/reports/x.html",
    "POST,/tables/tweets",
    "PATCH,/runs",
    "OPTIONS,/"
  })
  void nothingButTheFormTakesAnything(String method, String path) throws Exception {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(root.resolve(path))
                .method(method, BodyPublishers.ofString("x")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).isPresent();
  }

  @Test
  void isNotToBeReadByAnotherNamesPages() throws Exception {
    try (Socket socket = new Socket(root.getHost(), root.getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 421")
          .doesNotContain(EVALUATED);
    }
  }

  @Test
  void scoresATextAndAFace() throws Exception {
    HttpResponse<String> answer = post("i love this <b>day</b>", ServeJobFixture.face());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains(
            "The text alone", "The face alone", "Both together: emotion", "How much each counted")
        .contains("i love this &lt;b&gt;day&lt;/b&gt;</textarea>", "text model", "face model")
        .doesNotContain("no text", "no face");
  }

  @Test
  void aTextAloneIsEnoughAndWhatIsMissingIsSaid() throws Exception {
    assertThat(post("i love this", new byte[0]).body())
        .contains("no face")
        .doesNotContain("no text");
  }

  @Test
  void aPictureOfAHundredMegapixelsIsRefusedBeforeItIsDecoded() throws Exception {
    HttpResponse<String> answer = post("good day", ServeJobFixture.bomb(10_000, 10_000));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("has more than 16,777,216 pixels: 10,000 by 10,000");
  }

  @Test
  void aFormOfFiftyMegabytesIsRefused() throws Exception {
    HttpResponse<String> answer = post("x".repeat(50_000_000), new byte[0]);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body())
        .contains("Text and picture together may have 21.0 MB and have 50.0 MB");
  }

  @Test
  void aTextThatIsTooLongIsNotScored() throws Exception {
    HttpResponse<String> answer = post("good ".repeat(3_000), new byte[0]);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("may have 10,000 characters and has 15,000");
  }

  @Test
  void aFormOfAnotherSiteIsRefused() throws Exception {
    HttpResponse<String> answer =
        send(form("good", new byte[0]).header("Sec-Fetch-Site", "cross-site"));

    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void whatIsSentIsInNoFile(Warehouse warehouse) throws Exception {
    long before = files(warehouse);
    post("a text that nobody keeps", ServeJobFixture.face());

    assertThat(files(warehouse)).isEqualTo(before);
  }

  @Test
  void aPortInUseIsASentence(Lake lake, Warehouse warehouse) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());
      assertThatThrownBy(() -> ServeJobFixture.open(lake, warehouse, "--port", port))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("nothing can listen at http://127.0.0.1:" + port)
          .hasMessageContaining("--port");
    }
  }

  @Test
  void aPortThatIsNoneIsASentence(Lake lake, Warehouse warehouse) {
    assertThatThrownBy(() -> new JobRunner(lake, warehouse).run(new ServeJob(), "--port", "99999"))
        .isInstanceOf(UsageException.class)
        .hasMessage("a port must be 0 to 65535, cannot be: 99999");
  }

  private static long files(Warehouse warehouse) throws IOException {
    try (var all = Files.walk(Path.of(warehouse.root().toUri().getPath()))) {
      return all.count();
    }
  }

  private static String page(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(site.url() + path.substring(1))));
  }

  private static HttpResponse<String> post(String text, byte[] picture) throws Exception {
    return send(form(text, picture));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder form(String text, byte[] picture) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String part = "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
    body.write(part.formatted(BOUNDARY, "text", "").getBytes(StandardCharsets.UTF_8));
    body.write(text.getBytes(StandardCharsets.UTF_8));
    body.write("\r\n".getBytes(StandardCharsets.UTF_8));
    body.write(
        part.formatted(BOUNDARY, "picture", "; filename=\"a.png\"")
            .getBytes(StandardCharsets.UTF_8));
    body.write(picture);
    body.write("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
    return HttpRequest.newBuilder(root.resolve("/try"))
        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(body.toByteArray()));
  }
}
