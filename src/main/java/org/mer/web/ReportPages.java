package org.mer.web;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mer.web.ReportFiles.ReportFile;

/** The list of reports, and each as the job wrote it. */
final class ReportPages {
  /**
   * A report brings its styles and scripts along. It gets an origin of its own, so that nothing in
   * it can read other pages, and it can fetch nothing; its own policy, which stands in it, holds
   * besides.
   */
  static final String POLICY =
      "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final double KILOBYTE = 1e3;

  private final Shell shell;
  private final ReportFiles files;

  ReportPages(Shell shell, ReportFiles files) {
    this.shell = shell;
    this.files = files;
  }

  private record Line(String name, String written, String size) {
    static Line of(ReportFile file) {
      return new Line(
          file.name(),
          Moment.written(file.written()),
          String.format(Locale.ROOT, "%,.0f kB", Math.ceil(file.bytes() / KILOBYTE)));
    }
  }

  void list(Context request) {
    List<Line> lines = files.all().stream().map(Line::of).toList();
    shell.answer(
        request,
        Shell.Room.REPORTS,
        "reports.html",
        Map.of("title", "Reports", "lines", lines, "isEmpty", lines.isEmpty()));
  }

  void one(Context request) {
    request.contentType("text/html; charset=utf-8");
    request.result(files.open(request.pathParam("name")).orElseThrow(NotFoundResponse::new));
    request.header("Content-Security-Policy", POLICY);
  }
}
