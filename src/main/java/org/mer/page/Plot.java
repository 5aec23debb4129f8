package org.mer.page;

import java.util.Map;

/** What a chart draws. */
public sealed interface Plot permits Bars, Course, Curves, Estimates, Flow, HeatMap, Shares {
  /** The options that ECharts draws it by, without colours, which follow the reader's scheme. */
  Map<String, Object> option();

  /** Height in CSS pixels. */
  int height();
}
