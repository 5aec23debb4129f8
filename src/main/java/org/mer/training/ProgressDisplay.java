package org.mer.training;

import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.time.InstantSource;
import org.slf4j.LoggerFactory;

/** Where somebody sees how far an epoch is. */
interface ProgressDisplay extends AutoCloseable {
  /**
   * The variable in which {@code jobs/submit.sh} says that standard error is a terminal: it holds
   * what erases the rest of a line there.
   */
  String TERMINAL = "MER_TERMINAL";

  /** Shows it; may pass over what comes soon after what was shown last. */
  void show(Progress progress);

  /** Leaves nothing that would be in the way of what is written next. */
  @Override
  void close();

  /**
   * A bar where standard error is a terminal, else lines of the log.
   *
   * @param erasing the value of {@link #TERMINAL}; null or empty where there is no terminal
   */
  static ProgressDisplay on(String erasing) {
    return erasing == null || erasing.isEmpty()
        ? new ProgressLog(LoggerFactory.getLogger(ProgressLog.class)::info, InstantSource.system())
        : new ProgressBar(new OutputStreamWriter(System.err, Charset.defaultCharset()), erasing);
  }
}
