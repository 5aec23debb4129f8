package org.mer.web;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mer.page.LinkedFile;
import org.mer.page.Page;

/**
 * What the pages of the site have in common: head, navigation, styles and scripts.
 *
 * @param warehouse what the site shows
 */
record Shell(String warehouse) {
  private static final LinkedFile STYLE = LinkedFile.style();
  private static final LinkedFile SITE_STYLE = LinkedFile.of(Shell.class, "site.css");
  private static final LinkedFile FORM = LinkedFile.of(Shell.class, "trial.js");
  private static final List<LinkedFile> CHARTS = LinkedFile.charts();

  /** The main pages, in the order of the navigation; last what belongs to none of them. */
  enum Room {
    RESULTS("/", "Results"),
    RUNS("/runs", "Runs"),
    REPORTS("/reports", "Reports"),
    TABLES("/tables", "Tables"),
    TRIAL(TrialPage.PATH, "Try it"),
    ELSEWHERE("", "");

    private final String path;
    private final String label;

    Room(String path, String label) {
      this.path = path;
      this.label = label;
    }
  }

  private record Link(String path, String label, boolean isHere) {}

  /** Every file that pages link to. */
  static List<LinkedFile> files() {
    return Stream.concat(Stream.of(STYLE, SITE_STYLE, FORM), CHARTS.stream()).toList();
  }

  /**
   * Answers with a page.
   *
   * @param template beside this class
   * @param content what it names; {@code title} is the page's
   */
  void answer(Context request, Room room, String template, Map<String, Object> content) {
    Map<String, Object> all = new LinkedHashMap<>(content);
    all.put("warehouse", warehouse);
    all.put(
        "navigation",
        Stream.of(Room.values()).map(one -> new Link(one.path, one.label, one == room)).toList());
    List<LinkedFile> files = new ArrayList<>(List.of(STYLE, SITE_STYLE));
    if (room == Room.TRIAL) {
      files.add(FORM);
    }

    if (all.containsKey("charts")) {
      files.addAll(CHARTS);
    }

    request.html(Page.of(Shell.class, template, all).linking(files).html());
  }
}
