package org.mer.training;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads a native operation uses. ND4J 1.0.0-M2 gives the first thread that calls it
 * four, whatever the environment says; where every core has a worker, they take turns and nobody
 * wins.
 */
final class NativeThreads {
  private static final String VARIABLE = "OMP_NUM_THREADS";

  private NativeThreads() {}

  /** Gives operations of the calling thread as many threads as the environment says, else one. */
  static void limit() {
    Nd4j.getExecutioner();
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(wanted());
  }

  private static int wanted() {
    String value = System.getenv(VARIABLE);
    return value != null && value.matches("[1-9][0-9]?") ? Integer.parseInt(value) : 1;
  }
}
