package org.mer.training.layer;

import java.util.Arrays;

/**
 * The gates of a long short-term memory, in passes over plain arrays: forwards step by step, then
 * backwards from the last. Of the four numbers of a unit DL4J's order is kept: candidate (tanh),
 * forget, output and input gate (sigmoid).
 */
final class LstmGates {
  private int units;
  private int batch;
  private float[] bias = new float[0];
  private float[] biasGradient = new float[0];

  /** Gates of all steps, then what they err by. */
  private float[] gates = new float[0];

  /** Cells of each step, behind those of a first step that are zero. */
  private float[][] cells = new float[0][];

  /** Hyperbolic tangents of the cells of all steps. */
  private float[] squashed = new float[0];

  private float[] outputs = new float[0];
  private float[] cellErrors = new float[0];

  /** Begins with sequences of other lengths. */
  void start(int ofUnits, int ofBatch, int steps, float[] withBias) {
    units = ofUnits;
    batch = ofBatch;
    bias = withBias;
    biasGradient = new float[withBias.length];
    int slab = units * batch;
    gates = atLeast(4 * slab * steps, gates);
    if (cells.length < steps + 1 || cells[0].length < slab) {
      cells = new float[Math.max(steps + 1, cells.length)][slab];
    }

    squashed = atLeast(slab * steps, squashed);
    outputs = atLeast(slab, outputs);
    cellErrors = atLeast(slab, cellErrors);
    Arrays.fill(cells[0], 0);
    Arrays.fill(cellErrors, 0, slab, 0);
  }

  /** From the weighted sums of a step to its output. */
  void forward(int step, Steps sums, Steps output) {
    int slab = units * batch;
    sums.read(step, gates, 4 * slab * step);
    for (int example = 0; example < batch; example++) {
      int gate = 4 * (slab * step + units * example);
      add(bias, gates, gate);
      Squash.tanh(gates, gate, gate + units);
      Squash.sigmoid(gates, gate + units, gate + 4 * units);
      cell(step, gate, units * example);
    }

    output.write(outputs, 0, step);
  }

  /** From what the output of a step errs by to what the sums of the step do. */
  void backward(int step, Steps errors, Steps deltas) {
    int slab = units * batch;
    errors.read(step, outputs, 0);
    for (int example = 0; example < batch; example++) {
      int gate = 4 * (slab * step + units * example);
      delta(step, gate, units * example);
      accumulate(gates, gate, biasGradient);
    }

    deltas.write(gates, 4 * slab * step, step);
  }

  float[] biasGradient() {
    return biasGradient;
  }

  private void cell(int step, int gate, int at) {
    int n = units;
    float[] g = gates;
    float[] before = cells[step];
    float[] after = cells[step + 1];
    float[] s = squashed;
    float[] h = outputs;
    int all = n * batch * step + at;
    for (int u = 0; u < n; u++) {
      after[at + u] = g[gate + n + u] * before[at + u] + g[gate + 3 * n + u] * g[gate + u];
    }

    System.arraycopy(after, at, s, all, n);
    Squash.tanh(s, all, all + n);
    for (int u = 0; u < n; u++) {
      h[at + u] = g[gate + 2 * n + u] * s[all + u];
    }
  }

  /** The gates are overwritten by their errors. */
  private void delta(int step, int gate, int at) {
    int n = units;
    float[] g = gates;
    float[] before = cells[step];
    float[] s = squashed;
    float[] error = outputs;
    float[] cellError = cellErrors;
    int all = n * batch * step + at;
    for (int u = 0; u < n; u++) {
      float candidate = g[gate + u];
      float forget = g[gate + n + u];
      float out = g[gate + 2 * n + u];
      float in = g[gate + 3 * n + u];
      float tanh = s[all + u];
      float e = cellError[at + u] + error[at + u] * out * (1 - tanh * tanh);
      g[gate + u] = e * in * (1 - candidate * candidate);
      g[gate + n + u] = e * before[at + u] * forget * (1 - forget);
      g[gate + 2 * n + u] = error[at + u] * tanh * out * (1 - out);
      g[gate + 3 * n + u] = e * candidate * in * (1 - in);
      cellError[at + u] = e * forget;
    }
  }

  private static void add(float[] values, float[] to, int at) {
    for (int i = 0; i < values.length; i++) {
      to[at + i] += values[i];
    }
  }

  private static void accumulate(float[] values, int from, float[] sums) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += values[from + i];
    }
  }

  private static float[] atLeast(int length, float[] array) {
    return array.length >= length ? array : new float[length];
  }
}
