package org.nd4j.nativeblas;

/**
 * Lets DL4J 1.0.0-M2 use oneDNN for convolution, batch normalisation, pooling and LSTM. Its layers
 * ask this class by reflection whether the native library has oneDNN, but the release has moved the
 * class to another package; without an answer they compute in Java, five times slower.
 */
public final class Nd4jCpu {
  private Nd4jCpu() {}

  /** What the layers ask. */
  public static final class Environment {
    private static final Environment INSTANCE = new Environment();

    private Environment() {}

    /** The one instance; the name is the one that DL4J calls. */
    public static Environment getInstance() {
      return INSTANCE;
    }

    /** Whether oneDNN is to be used: the native library that the build bundles has it. */
    public boolean isUseMKLDNN() {
      return true;
    }
  }
}
