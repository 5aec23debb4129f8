package org.mer.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.mer.UsageException;
import org.mer.page.LinkedFile;
import org.mer.table.Lake;
import org.mer.table.Warehouse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A site on a warehouse. It reads and never writes; what is sent to its form stays in memory while
 * it is scored, and goes into no file and no log.
 */
public final class Site implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Site.class);
  private static final int MOST_THREADS = 12;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;

  private final Javalin server;
  private final Address address;

  private Site(Javalin server, Address address) {
    this.server = server;
    this.address = address;
  }

  /**
   * Opens a site.
   *
   * @param address where it listens
   * @param names by which it may be asked for, beside {@code localhost}, the address's host and
   *     addresses in figures
   * @param warehouse whose reports it shows
   * @param lake whose tables it shows
   * @param trial what its form does
   * @throws UsageException if nothing can listen there
   */
  public static Site open(
      Address address, Set<String> names, Warehouse warehouse, Lake lake, Trial trial) {
    Shell shell = new Shell(warehouse.root().toString());
    Javalin server = Javalin.create(config -> configure(config, trial));
    Set<String> all =
        Stream.concat(names.stream(), Stream.of(address.host()))
            .collect(Collectors.toUnmodifiableSet());
    server.before(new Doorkeeper(HostNames.of(all), trial.mostBytes()));
    server.before(request -> SparkSession.setActiveSession(lake.spark()));
    routes(server, shell, warehouse, lake, trial);
    server.exception(
        HttpResponseException.class,
        (thrown, request) -> sorry(shell, request, thrown.getStatus(), thrown.getMessage()));
    server.exception(Exception.class, (thrown, request) -> failed(shell, request, thrown));
    try {
      server.start(address.host(), address.port());
    } catch (JavalinBindException e) {
      throw new UsageException(
          "nothing can listen at %s, perhaps as something does already: name another --port, or 0 for any that is free"
              .formatted(address.url()),
          e);
    }

    return new Site(server, new Address(address.host(), server.port()));
  }

  /** The URL of its first page. */
  public String url() {
    return address.url();
  }

  /** Ends it. */
  @Override
  public void close() {
    server.stop();
  }

  private static void configure(JavalinConfig config, Trial trial) {
    config.showJavalinBanner = false;
    config.startupWatcherEnabled = false;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS);
    // Whatever a path looks like, it is answered here, and not by a page of the server's own.
    config.jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
    // What is no larger than this stays in memory, and nothing larger comes in.
    config.jetty.multipartConfig.maxInMemoryFileSize((int) trial.mostBytes() + 1, SizeUnit.BYTES);
    config.jetty.multipartConfig.maxFileSize(trial.mostBytes(), SizeUnit.BYTES);
    config.jetty.multipartConfig.maxTotalRequestSize(trial.mostBytes(), SizeUnit.BYTES);
  }

  private static void routes(
      Javalin server, Shell shell, Warehouse warehouse, Lake lake, Trial trial) {
    Map<String, LinkedFile> files =
        Shell.files().stream().collect(Collectors.toMap(LinkedFile::path, file -> file));
    files.values().forEach(file -> server.get(file.path(), request -> answer(request, file)));
    server.get("/favicon.ico", request -> request.status(NO_CONTENT));
    ReportFiles reports = new ReportFiles(warehouse, lake.spark());
    server.get("/", new ResultsPage(shell, lake)::answer);
    RunPages runs = new RunPages(shell, lake, reports);
    server.get("/runs", runs::list);
    server.get("/runs/{id}", runs::one);
    ReportPages reportPages = new ReportPages(shell, reports);
    server.get("/reports", reportPages::list);
    server.get("/reports/{name}", reportPages::one);
    TablePages tables = new TablePages(shell, lake);
    server.get("/tables", tables::list);
    server.get("/tables/{name}", tables::one);
    TrialPage form = new TrialPage(shell, trial);
    server.get(TrialPage.PATH, form::show);
    server.post(TrialPage.PATH, form::judge);
  }

  private static void answer(Context request, LinkedFile file) {
    request.header("Cache-Control", "public, max-age=31536000, immutable");
    request.contentType(file.kind().contentType()).result(file.text());
  }

  private static void failed(Shell shell, Context request, Exception thrown) {
    // A stack trace may quote what was sent.
    LOG.warn("{} {} failed: {}", request.method(), request.path(), thrown.getClass().getName());
    sorry(
        shell,
        request,
        FAILED,
        "This could not be shown (%s); jobs/sql.sh may tell more."
            .formatted(thrown.getClass().getSimpleName()));
  }

  private static void sorry(Shell shell, Context request, int status, String sentence) {
    request.status(status);
    String reason = status == NOT_FOUND ? "There is no such page here." : sentence;
    shell.answer(
        request,
        Shell.Room.ELSEWHERE,
        "sorry.html",
        Map.of("title", "Sorry", "status", status, "sentences", List.of(reason)));
  }
}
