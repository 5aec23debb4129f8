package org.mer.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Set;

/**
 * Looks at every request before anything else does: by which name the site is asked for, whether
 * the method is one that only reads, and how much would come in. Every answer gets the headers that
 * tell a browser what the page may do, which is little.
 *
 * @param names by which the site may be asked for
 * @param mostBytes that a form may have
 */
record Doorkeeper(HostNames names, long mostBytes) implements Handler {
  /** What a page of the site may do: use its own styles and scripts, and send its form. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
  private static final int LENGTH_REQUIRED = 411;
  private static final int TOO_LARGE = 413;
  private static final int MISDIRECTED = 421;
  private static final double MEGABYTE = 1e6;
  private static final int BUFFER = 1 << 16;

  /** So much of a form that is too large is read and thrown away, so that its sender hears why. */
  private static final long MOST_DISCARDED = 1L << 28;

  @Override
  public void handle(Context request) throws IOException {
    request.header("Content-Security-Policy", POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Cache-Control", "no-store");
    checkName(request);
    checkMethod(request);
    if (request.method() == HandlerType.POST) {
      checkForm(request);
    }
  }

  private void checkName(Context request) {
    if (!names.has(request.header("Host"))) {
      throw new HttpResponseException(
          MISDIRECTED,
          "This site does not go by the name it was asked for; whoever runs it can give it that name with --name.");
    }
  }

  private static void checkMethod(Context request) {
    boolean isForm = request.method() == HandlerType.POST && request.path().equals(TrialPage.PATH);
    if (!isForm && !READING.contains(request.method())) {
      request.header(
          "Allow", request.path().equals(TrialPage.PATH) ? "GET, HEAD, POST" : "GET, HEAD");
      throw new HttpResponseException(405, "Nothing can be changed here: this site only reads.");
    }
  }

  private void checkForm(Context request) throws IOException {
    if ("cross-site".equals(request.header("Sec-Fetch-Site"))) {
      throw new HttpResponseException(403, "This form can be sent from this site only.");
    }

    long length = request.req().getContentLengthLong();
    if (length < 0) {
      throw new HttpResponseException(LENGTH_REQUIRED, "A form must say how long it is.");
    }

    if (length > mostBytes) {
      discard(request.req().getInputStream());
      throw new HttpResponseException(
          TOO_LARGE,
          String.format(
              Locale.ROOT,
              "Text and picture together may have %.1f MB and have %.1f MB: choose less.",
              mostBytes / MEGABYTE,
              length / MEGABYTE));
    }
  }

  private static void discard(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = MOST_DISCARDED;
    int read = in.read(buffer);
    while (read > 0 && left > 0) {
      left -= read;
      read = in.read(buffer);
    }
  }
}
