package org.mer.training.layer;

import java.util.Arrays;

/**
 * The gates of a long short-term memory, in passes over plain arrays: forwards step by step, then
 * backwards from the last. Of the four numbers of a unit DL4J's order is kept: candidate (tanh),
 * forget, output and input gate (sigmoid).
 *
 * <p>Each of the four has rows of its own, one a step with the units of all examples, so that every
 * loop has one index into all of its arrays: see {@link Lanes}.
 */
final class LstmGates {
  private static final int GATES = 4;

  private int units;
  private int batch;
  private boolean remembers;
  private float[] bias = {};
  private float[] biasGradient = {};
  private float[][] candidates = {};
  private float[][] forgets = {};
  private float[][] outs = {};
  private float[][] ins = {};

  /** Cells of each step, behind those of a first step that are zero. */
  private float[][] cells = {};

  /** Hyperbolic tangents of the cells. */
  private float[][] squashed = {};

  /** The four numbers of all units of a step, as they lie in a matrix. */
  private float[] sums = {};

  /** The same of one example. */
  private float[] row = {};

  private float[] outputs = {};
  private float[] cellErrors = {};
  private float[] errors = {};

  /**
   * Begins with sequences of other lengths.
   *
   * @param isLearning whether {@link #backward} will follow; else each step overwrites the one
   *     before, which keeps them in the processor's caches
   */
  void start(int ofUnits, int ofBatch, int ofSteps, float[] withBias, boolean isLearning) {
    units = ofUnits;
    batch = ofBatch;
    remembers = isLearning;
    int steps = isLearning ? ofSteps : 1;
    bias = withBias;
    biasGradient = new float[withBias.length];
    int slab = units * batch;
    candidates = Lanes.room(candidates, steps, slab);
    forgets = Lanes.room(forgets, steps, slab);
    outs = Lanes.room(outs, steps, slab);
    ins = Lanes.room(ins, steps, slab);
    cells = Lanes.room(cells, steps + 1, slab);
    squashed = Lanes.room(squashed, steps, slab);
    sums = atLeast(GATES * slab, sums);
    row = atLeast(GATES * units, row);
    outputs = atLeast(slab, outputs);
    cellErrors = atLeast(slab, cellErrors);
    errors = atLeast(slab, errors);
    Arrays.fill(cells[0], 0, slab, 0);
    Arrays.fill(cellErrors, 0, slab, 0);
  }

  /** From the weighted sums of a step to its output. */
  void forward(int step, Steps weighted, Steps output) {
    weighted.read(step, sums, 0);
    forward(remembers ? step : 0);
    output.write(outputs, 0, step);
    if (!remembers) {
      float[] before = cells[0];
      cells[0] = cells[1];
      cells[1] = before;
    }
  }

  private void forward(int step) {
    int slab = units * batch;
    for (int example = 0; example < batch; example++) {
      System.arraycopy(sums, GATES * units * example, row, 0, GATES * units);
      Lanes.add(bias, row, GATES * units);
      Squash.tanh(row, 0, units);
      Squash.sigmoid(row, units, GATES * units);
      int at = units * example;
      System.arraycopy(row, 0, candidates[step], at, units);
      System.arraycopy(row, units, forgets[step], at, units);
      System.arraycopy(row, 2 * units, outs[step], at, units);
      System.arraycopy(row, 3 * units, ins[step], at, units);
    }

    float[] cell = cells[step + 1];
    product(forgets[step], cells[step], cell, slab);
    Lanes.addProduct(ins[step], candidates[step], cell, slab);
    System.arraycopy(cell, 0, squashed[step], 0, slab);
    Squash.tanh(squashed[step], 0, slab);
    product(outs[step], squashed[step], outputs, slab);
  }

  /**
   * From what the output of a step errs by to what the sums of the step do. The gates are
   * overwritten by their errors.
   */
  void backward(int step, Steps outputErrors, Steps deltas) {
    int slab = units * batch;
    outputErrors.read(step, outputs, 0);
    reach(outputs, outs[step], squashed[step], cellErrors, slab);
    outGate(outputs, squashed[step], outs[step], slab);
    product(cellErrors, ins[step], errors, slab);
    inGate(errors, candidates[step], ins[step], slab);
    candidate(errors, candidates[step], slab);
    Lanes.multiply(forgets[step], cellErrors, slab);
    forgetGate(cellErrors, cells[step], forgets[step], slab);
    for (int example = 0; example < batch; example++) {
      int at = units * example;
      System.arraycopy(candidates[step], at, row, 0, units);
      System.arraycopy(forgets[step], at, row, units, units);
      System.arraycopy(outs[step], at, row, 2 * units, units);
      System.arraycopy(ins[step], at, row, 3 * units, units);
      Lanes.add(row, biasGradient, GATES * units);
      System.arraycopy(row, 0, sums, GATES * units * example, GATES * units);
    }

    deltas.write(sums, 0, step);
  }

  float[] biasGradient() {
    return biasGradient;
  }

  private static void product(float[] one, float[] other, float[] to, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] = one[i] * other[i];
    }
  }

  /** What reaches the cells by way of the output: onto what reaches them from the next step. */
  private static void reach(float[] error, float[] out, float[] tanh, float[] to, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] += error[i] * out[i] * (1 - tanh[i] * tanh[i]);
    }
  }

  private static void outGate(float[] error, float[] tanh, float[] out, int lanes) {
    for (int i = 0; i < lanes; i++) {
      out[i] = error[i] * tanh[i] * out[i] * (1 - out[i]);
    }
  }

  /**
   * Of the errors of the cells times the gate, which is what reaches the candidate: so the gate
   * itself is in there already.
   */
  private static void inGate(float[] error, float[] candidate, float[] in, int lanes) {
    for (int i = 0; i < lanes; i++) {
      in[i] = error[i] * candidate[i] * (1 - in[i]);
    }
  }

  private static void candidate(float[] error, float[] candidate, int lanes) {
    for (int i = 0; i < lanes; i++) {
      candidate[i] = error[i] * (1 - candidate[i] * candidate[i]);
    }
  }

  /** Of the errors of the cells times the gate, which is what reaches the cells before. */
  private static void forgetGate(float[] error, float[] before, float[] forget, int lanes) {
    for (int i = 0; i < lanes; i++) {
      forget[i] = error[i] * before[i] * (1 - forget[i]);
    }
  }

  private static float[] atLeast(int length, float[] array) {
    return array.length >= length ? array : new float[length];
  }
}
