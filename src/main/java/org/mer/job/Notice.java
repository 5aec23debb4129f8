package org.mer.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people how a night ended, by a command and by a webhook. Neither changes how the night
 * ends: where one fails, the log says so.
 */
final class Notice {
  private static final Logger LOG = LoggerFactory.getLogger(Notice.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FIRST_ERROR = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Config settings;

  /**
   * Notices of the settings.
   *
   * @param settings what is under {@code nightly}
   */
  Notice(Config settings) {
    this.settings = settings;
  }

  /** Tells that a night promoted its models. */
  void promoted(String night, String run, String reason) {
    tell("on-promotion", event(night, run, "promoted", reason));
  }

  /**
   * Tells that a night did not.
   *
   * @param status failed, refused or not-promoted
   */
  void failed(String night, String run, String status, String reason) {
    tell("on-failure", event(night, run, status, reason));
  }

  private static Map<String, String> event(String night, String run, String status, String reason) {
    return Map.of("MER_NIGHT", night, "MER_RUN", run, "MER_STATUS", status, "MER_REASON", reason);
  }

  private void tell(String key, Map<String, String> event) {
    String command = settings.getString(key);
    if (!command.isBlank()) {
      execute(key, command, event);
    }

    String webhook = settings.getString("webhook");
    if (!webhook.isBlank()) {
      post(webhook, event);
    }
  }

  private static void execute(String key, String command, Map<String, String> event) {
    ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
    builder.environment().putAll(event);
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        LOG.warn("the command nightly.{} did not end in {} s", key, PATIENCE.toSeconds());
      } else if (process.exitValue() != 0) {
        LOG.warn("the command nightly.{} ended with exit code {}", key, process.exitValue());
      }
    } catch (IOException e) {
      LOG.warn("the command nightly.{} cannot be run: {}", key, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The address may hold a secret, so only its host is named. */
  private static void post(String webhook, Map<String, String> event) {
    String host = "?";
    try {
      URI address = URI.create(webhook);
      host = address.getHost();
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(PATIENCE)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json(event)))
              .build();
      HttpResponse<Void> response =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request, HttpResponse.BodyHandlers.discarding());
      if (response.statusCode() >= FIRST_ERROR) {
        LOG.warn("the webhook at {} answered with status {}", host, response.statusCode());
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("the webhook at {} cannot be reached ({})", host, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String json(Map<String, String> event) throws JsonProcessingException {
    return JSON.writeValueAsString(
        Map.of(
            "night", event.get("MER_NIGHT"),
            "run", event.get("MER_RUN"),
            "status", event.get("MER_STATUS"),
            "reason", event.get("MER_REASON")));
  }
}
