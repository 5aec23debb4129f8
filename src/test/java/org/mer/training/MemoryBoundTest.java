package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** In processes of their own, for the bound is read once. */
class MemoryBoundTest {
  @Test
  void arraysBeyondItAreRefusedInASentence() throws Exception {
    assertThat(output("600m")).contains("Physical memory usage is too high").doesNotContain("fits");
  }

  @Test
  void arraysWithinItAreNot() throws Exception {
    assertThat(output("3g")).contains("fits").doesNotContain("too high");
  }

  @Test
  void whoeverStartedTheProcessMaySetAnother() throws Exception {
    assertThat(output("600m", "-Dorg.bytedeco.javacpp.maxphysicalbytes=4g")).contains("fits");
  }

  private static String output(String offHeap, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Allocation.class.getName(), offHeap));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  /** Takes a gigabyte of arrays, which is more than the heap. */
  static final class Allocation {
    private static final int ARRAYS = 16;
    private static final long FLOATS = 16 << 20;

    private Allocation() {}

    public static void main(String[] arguments) {
      MemoryBound.set(new SparkConf(false).set(MemoryBound.OFF_HEAP, arguments[0]));
      List<INDArray> held = new ArrayList<>();
      for (int i = 0; i < ARRAYS; i++) {
        held.add(Nd4j.create(DataType.FLOAT, FLOATS).addi(1));
      }

      System.out.println(held.size() + " arrays: fits");
    }
  }
}
