package org.mer.training;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Bounds the memory of the driver and of every executor: the process as a whole may hold its heap
 * and so much beside it. Beyond that a native operation makes garbage be collected, and then throws
 * an {@link OutOfMemoryError} that says so, before the machine or the cluster kills the process
 * without a word.
 *
 * <p>ND4J 1.0.0-M2 allocates arrays and workspaces within its native library, where JavaCPP's
 * {@code org.bytedeco.javacpp.maxbytes} does not count them; only the bound of the whole process,
 * {@code maxphysicalbytes}, sees them. It is set here because it depends on the heap, and because
 * it then holds however a job is submitted.
 */
public final class MemoryBound implements SparkPlugin {
  /** Spark setting: memory beside the heap, such as {@code 3g}. */
  static final String OFF_HEAP = "spark.mer.offHeap";

  private static final String DEFAULT = "3g";
  private static final String BOUND = "org.bytedeco.javacpp.maxphysicalbytes";

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {
      @Override
      public Map<String, String> init(SparkContext spark, PluginContext context) {
        set(context.conf());
        return Map.of();
      }
    };
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorPlugin() {
      @Override
      public void init(PluginContext context, Map<String, String> extra) {
        set(context.conf());
      }
    };
  }

  /** Bounds this process, unless whoever started it has. It must not have used ND4J yet. */
  static void set(SparkConf conf) {
    if (System.getProperty(BOUND) == null) {
      long bytes = Runtime.getRuntime().maxMemory() + conf.getSizeAsBytes(OFF_HEAP, DEFAULT);
      System.setProperty(BOUND, Long.toString(bytes));
    }
  }
}
