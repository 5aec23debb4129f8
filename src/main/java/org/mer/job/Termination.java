package org.mer.job;

import java.util.concurrent.CountDownLatch;
import org.apache.spark.util.SignalUtils;
import scala.Function0;

/**
 * Whether somebody wants a job to end that runs until then. The first SIGTERM or SIGINT asks; a
 * second ends the process as any other.
 */
final class Termination {
  private final CountDownLatch asked = new CountDownLatch(1);

  /** Listens to the signals of this process from now on. */
  Termination listening() {
    Function0<Object> ask = this::ask;
    SignalUtils.register("TERM", ask);
    SignalUtils.register("INT", ask);
    return this;
  }

  /** Asks for the end; false if that was done already. */
  boolean ask() {
    boolean isFirst = !isAsked();
    asked.countDown();
    return isFirst;
  }

  /** Waits until somebody asks. */
  void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAsked() {
    return asked.getCount() == 0;
  }
}
