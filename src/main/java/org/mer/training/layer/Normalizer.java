package org.mer.training.layer;

import java.util.Arrays;

/**
 * Layer normalisation (Ba et al. 2016): the numbers of each vector, less their mean and divided by
 * their standard deviation, times a gain and plus a shift of each number.
 */
final class Normalizer {
  private static final float EPSILON = 1e-5f;

  private float[] mean = {};
  private float[] inverseDeviation = {};
  private float[] meanProduct = {};
  private float[] meanError = {};
  private float[][] values = {};
  private float[][] errors = {};

  /** What gains and shifts err by. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Errors(float[] gain, float[] shift) {}

  void forward(Planes in, float[] gain, float[] shift, Planes out) {
    int lanes = in.length();
    read(in);
    mean = zeros(mean, lanes);
    inverseDeviation = zeros(inverseDeviation, lanes);
    for (int number = 0; number < in.size(); number++) {
      Lanes.add(values[number], mean, lanes);
    }

    Lanes.scale(mean, 1.0f / in.size(), 0, lanes);
    for (int number = 0; number < in.size(); number++) {
      addSquare(values[number], mean, inverseDeviation, lanes);
    }

    for (int i = 0; i < lanes; i++) {
      inverseDeviation[i] = (float) (1 / Math.sqrt(inverseDeviation[i] / in.size() + EPSILON));
    }

    for (int number = 0; number < in.size(); number++) {
      standardize(values[number], mean, inverseDeviation, lanes);
      Lanes.scale(values[number], gain[number], shift[number], lanes);
      out.write(values[number], number);
    }
  }

  /**
   * What the inputs err by.
   *
   * @param in as in {@link #forward}, which came before
   * @param outErrors what the outputs err by
   * @param aside what the inputs err by besides, or null
   */
  Errors backward(Planes in, Planes outErrors, float[] gain, Planes aside, Planes inErrors) {
    int lanes = in.length();
    float[] gains = new float[in.size()];
    float[] shifts = new float[in.size()];
    read(in);
    errors = Lanes.room(errors, in.size(), lanes);
    meanError = zeros(meanError, lanes);
    meanProduct = zeros(meanProduct, lanes);
    for (int number = 0; number < in.size(); number++) {
      float[] value = values[number];
      float[] error = errors[number];
      standardize(value, mean, inverseDeviation, lanes);
      outErrors.read(number, error);
      shifts[number] = Lanes.sum(error, lanes);
      gains[number] = Lanes.sumOfProduct(value, error, lanes);
      Lanes.scale(error, gain[number], 0, lanes);
      Lanes.add(error, meanError, lanes);
      Lanes.addProduct(error, value, meanProduct, lanes);
    }

    Lanes.scale(meanError, 1.0f / in.size(), 0, lanes);
    Lanes.scale(meanProduct, 1.0f / in.size(), 0, lanes);
    for (int number = 0; number < in.size(); number++) {
      combine(errors[number], values[number], meanError, meanProduct, lanes);
      Lanes.multiply(inverseDeviation, errors[number], lanes);
      if (aside != null) {
        aside.read(number, values[number]);
        Lanes.add(values[number], errors[number], lanes);
      }

      inErrors.write(errors[number], number);
    }

    return new Errors(gains, shifts);
  }

  private void read(Planes in) {
    values = Lanes.room(values, in.size(), in.length());
    for (int number = 0; number < in.size(); number++) {
      in.read(number, values[number]);
    }
  }

  private static void addSquare(float[] value, float[] mean, float[] to, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] += (value[i] - mean[i]) * (value[i] - mean[i]);
    }
  }

  private static void standardize(float[] value, float[] mean, float[] inverse, int lanes) {
    for (int i = 0; i < lanes; i++) {
      value[i] = (value[i] - mean[i]) * inverse[i];
    }
  }

  private static void combine(
      float[] error, float[] value, float[] mean, float[] product, int lanes) {
    for (int i = 0; i < lanes; i++) {
      error[i] = error[i] - mean[i] - value[i] * product[i];
    }
  }

  private static float[] zeros(float[] array, int length) {
    if (array.length < length) {
      return new float[length];
    }

    Arrays.fill(array, 0, length, 0);
    return array;
  }
}
