package org.mer.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeTest {
  @TempDir Path folder;

  @Test
  void theCommandFindsWhatHappenedInItsEnvironment() {
    Path told = folder.resolve("told");
    String command = "echo \"$MER_STATUS|$MER_NIGHT|$MER_RUN|$MER_REASON\" >> " + told;

    new Notice(settings(command, "", "")).failed("night-1", "run-2", "refused", "it's bad");
    new Notice(settings("", command, "")).promoted("night-1", "run-2", "$(good)");
    new Notice(settings("", command, "")).failed("night-1", "run-2", "failed", "not told");

    assertThat(told).hasContent("refused|night-1|run-2|it's bad\npromoted|night-1|run-2|$(good)");
  }

  @Test
  void theWebhookGetsTheSameAsJson() throws IOException {
    List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
      new Notice(settings("", "", address)).failed("night-1", "run-2", "failed", "a \"b\"");
    } finally {
      server.stop(0);
    }

    assertThat(bodies)
        .singleElement()
        .asString()
        .contains("\"status\":\"failed\"", "\"night\":\"night-1\"", "\"reason\":\"a \\\"b\\\"\"");
  }

  @Test
  void whatCannotBeToldHindersNothing() {
    assertThatCode(
            () ->
                new Notice(settings("exit 7", "", "http://127.0.0.1:1/secret"))
                    .failed("night-1", "run-2", "failed", "why"))
        .doesNotThrowAnyException();
  }

  @Test
  void theWebhookIsASecret() {
    assertThat(Settings.isSecret("nightly.webhook")).isTrue();
  }

  private static Config settings(String onFailure, String onPromotion, String webhook) {
    return ConfigFactory.parseMap(
        Map.of("on-failure", onFailure, "on-promotion", onPromotion, "webhook", webhook));
  }
}
