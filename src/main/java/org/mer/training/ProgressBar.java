package org.mer.training;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * Progress as one line of a terminal that is drawn over itself.
 *
 * <p>The cursor waits at the line's start, so that whoever writes next only has to erase the line;
 * {@code conf/log4j2.properties} has the log do so.
 */
final class ProgressBar implements ProgressDisplay {
  private static final int WIDTH = 24;

  /** A line that is too long for the terminal is cut there, for a wrapped one cannot be redrawn. */
  private static final String CUT = "\u001b[?7l%s\u001b[?7h\r";

  private final PrintWriter terminal;
  private final String erasing;

  /**
   * A bar.
   *
   * @param erasing what erases the terminal's line from the cursor on
   */
  ProgressBar(Writer terminal, String erasing) {
    this.terminal = new PrintWriter(terminal);
    this.erasing = erasing;
  }

  @Override
  public void show(Progress progress) {
    write(erasing + CUT.formatted(line(progress)));
  }

  @Override
  public void close() {
    write(erasing);
  }

  private static String line(Progress progress) {
    int full = WIDTH * progress.percent() / 100;
    return "%s [%s%s] %s"
        .formatted(
            progress.heading(), "#".repeat(full), "-".repeat(WIDTH - full), progress.figures());
  }

  /** In one piece, so that a line of the log comes before or after it and not into it. */
  private void write(String text) {
    terminal.print(text);
    terminal.flush();
  }
}
