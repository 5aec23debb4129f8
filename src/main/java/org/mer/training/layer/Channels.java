package org.mer.training.layer;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rectified batch normalisation of arrays whose last axis is the channel, in passes over blocks
 * that fit the second cache. A block is taken in stripes of several hundred numbers, a multiple of
 * the channels, so that the loops are long, have no branches, and the JVM makes vector instructions
 * of them.
 */
final class Channels {
  private static final int LEAST_STRIPE = 512;
  private static final int STRIPES = 32;

  /** Makes one of any positive number, by a product and a bound. */
  private static final float HUGE = 1e30f;

  private final int channels;
  private final int stripe;
  private final float[] values;
  private final float[] errors;
  private final float[] sums;
  private final float[] products;

  Channels(int channels) {
    this.channels = channels;
    this.stripe = channels * ((LEAST_STRIPE + channels - 1) / channels);
    this.values = new float[stripe * STRIPES];
    this.errors = new float[stripe * STRIPES];
    this.sums = new float[stripe];
    this.products = new float[stripe];
  }

  /** Mean and variance of each channel, the latter divided by the number of values. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Moments(float[] mean, float[] variance) {}

  /** What the gamma and the beta of each channel err by. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Errors(float[] gamma, float[] beta) {}

  /**
   * The normalisation of each channel: value times scale plus shift.
   *
   * @param mean that is subtracted
   * @param inverseDeviation that the difference is multiplied with
   * @param scale inverse deviation times gamma
   * @param shift beta less mean times scale
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Normalization(float[] mean, float[] inverseDeviation, float[] scale, float[] shift) {
    static Normalization of(Moments moments, float[] gamma, float[] beta, double epsilon) {
      float[] mean = moments.mean();
      float[] inverse = new float[mean.length];
      float[] scale = new float[mean.length];
      float[] shift = new float[mean.length];
      for (int c = 0; c < mean.length; c++) {
        inverse[c] = (float) (1 / Math.sqrt(moments.variance()[c] + epsilon));
        scale[c] = gamma[c] * inverse[c];
        shift[c] = beta[c] - mean[c] * scale[c];
      }

      return new Normalization(mean, inverse, scale, shift);
    }
  }

  /**
   * The moments of a batch, by sums of differences from the means of the first block: squares of
   * the values themselves would lose a variance that is small beside the mean.
   */
  Moments moments(INDArray array) {
    double[] sum = new double[channels];
    double[] square = new double[channels];
    Numbers from = Numbers.of(array);
    float[] near = firstMeans(from, array.length());
    float[] origin = striped(near);
    for (long start = 0; start < array.length(); start += values.length) {
      int length = read(from, start, array.length(), values);
      Arrays.fill(sums, 0);
      Arrays.fill(products, 0);
      for (int at = 0; at < length; at += stripe) {
        addDifferences(at, Math.min(stripe, length - at), origin);
      }

      fold(sums, sum);
      fold(products, square);
    }

    double count = (double) array.length() / channels;
    float[] mean = new float[channels];
    float[] variance = new float[channels];
    for (int c = 0; c < channels; c++) {
      double difference = sum[c] / count;
      mean[c] = (float) (near[c] + difference);
      variance[c] = (float) Math.max(0, square[c] / count - difference * difference);
    }

    return new Moments(mean, variance);
  }

  private float[] firstMeans(Numbers from, long end) {
    int length = read(from, 0, end, values);
    Arrays.fill(sums, 0);
    for (int at = 0; at < length; at += stripe) {
      add(at, Math.min(stripe, length - at));
    }

    double[] sum = new double[channels];
    fold(sums, sum);
    float[] means = new float[channels];
    for (int c = 0; c < channels; c++) {
      means[c] = (float) (sum[c] * channels / length);
    }

    return means;
  }

  /** Normalises and rectifies. */
  void forward(INDArray in, Normalization normalization, INDArray out) {
    float[] scale = striped(normalization.scale());
    float[] shift = striped(normalization.shift());
    Numbers from = Numbers.of(in);
    Numbers to = Numbers.of(out);
    for (long start = 0; start < in.length(); start += values.length) {
      int length = read(from, start, in.length(), values);
      for (int at = 0; at < length; at += stripe) {
        rectify(at, Math.min(stripe, length - at), scale, shift);
      }

      to.write(values, 0, start, length);
    }
  }

  /** Sums up what the outputs err by. */
  Errors errors(INDArray in, INDArray epsilon, Normalization normalization) {
    float[] mean = striped(normalization.mean());
    float[] scale = striped(normalization.scale());
    float[] shift = striped(normalization.shift());
    double[] beta = new double[channels];
    double[] gamma = new double[channels];
    Numbers from = Numbers.of(in);
    Numbers wrong = Numbers.of(epsilon);
    for (long start = 0; start < in.length(); start += values.length) {
      int length = read(from, start, in.length(), values);
      read(wrong, start, in.length(), errors);
      Arrays.fill(sums, 0);
      Arrays.fill(products, 0);
      for (int at = 0; at < length; at += stripe) {
        int count = Math.min(stripe, length - at);
        pass(at, count, scale, shift);
        addErrors(at, count, mean);
      }

      fold(sums, beta);
      fold(products, gamma);
    }

    float[] gammas = new float[channels];
    float[] betas = new float[channels];
    for (int c = 0; c < channels; c++) {
      gammas[c] = (float) (gamma[c] * normalization.inverseDeviation()[c]);
      betas[c] = (float) beta[c];
    }

    return new Errors(gammas, betas);
  }

  /**
   * What the inputs err by: scale (error - mean error - standardised value times mean product of
   * both), which is linear in error and value.
   */
  void backward(
      INDArray in, INDArray epsilon, Normalization normalization, Errors sum, INDArray out) {
    float count = (float) in.length() / channels;
    float[] slope = new float[channels];
    float[] constant = new float[channels];
    for (int c = 0; c < channels; c++) {
      float scale = normalization.scale()[c];
      slope[c] = -scale * normalization.inverseDeviation()[c] * sum.gamma()[c] / count;
      constant[c] = -scale * sum.beta()[c] / count - slope[c] * normalization.mean()[c];
    }

    float[] scale = striped(normalization.scale());
    float[] shift = striped(normalization.shift());
    float[] slopes = striped(slope);
    float[] constants = striped(constant);
    Numbers from = Numbers.of(in);
    Numbers wrong = Numbers.of(epsilon);
    Numbers to = Numbers.of(out);
    for (long start = 0; start < in.length(); start += values.length) {
      int length = read(from, start, in.length(), values);
      read(wrong, start, in.length(), errors);
      for (int at = 0; at < length; at += stripe) {
        int size = Math.min(stripe, length - at);
        pass(at, size, scale, shift);
        combine(at, size, scale, slopes, constants);
      }

      to.write(errors, 0, start, length);
    }
  }

  private void add(int at, int count) {
    float[] v = values;
    float[] s = sums;
    for (int i = 0; i < count; i++) {
      s[i] += v[at + i];
    }
  }

  private void addDifferences(int at, int count, float[] origin) {
    float[] v = values;
    float[] s = sums;
    float[] p = products;
    for (int i = 0; i < count; i++) {
      float difference = v[at + i] - origin[i];
      s[i] += difference;
      p[i] += difference * difference;
    }
  }

  private void rectify(int at, int count, float[] scale, float[] shift) {
    float[] v = values;
    for (int i = 0; i < count; i++) {
      v[at + i] = Math.max(v[at + i] * scale[i] + shift[i], 0);
    }
  }

  /** Errors become 0 where the rectifier let nothing pass. */
  private void pass(int at, int count, float[] scale, float[] shift) {
    float[] v = values;
    float[] e = errors;
    for (int i = 0; i < count; i++) {
      e[at + i] *= Math.min(Math.max((v[at + i] * scale[i] + shift[i]) * HUGE, 0), 1);
    }
  }

  private void addErrors(int at, int count, float[] mean) {
    float[] v = values;
    float[] e = errors;
    float[] s = sums;
    float[] p = products;
    for (int i = 0; i < count; i++) {
      s[i] += e[at + i];
      p[i] += e[at + i] * (v[at + i] - mean[i]);
    }
  }

  private void combine(int at, int count, float[] scale, float[] slope, float[] constant) {
    float[] v = values;
    float[] e = errors;
    for (int i = 0; i < count; i++) {
      e[at + i] = e[at + i] * scale[i] + v[at + i] * slope[i] + constant[i];
    }
  }

  private static int read(Numbers from, long start, long end, float[] to) {
    int length = (int) Math.min(to.length, end - start);
    from.read(start, to, 0, length);
    return length;
  }

  private float[] striped(float[] perChannel) {
    float[] striped = new float[stripe];
    for (int i = 0; i < stripe; i++) {
      striped[i] = perChannel[i % channels];
    }

    return striped;
  }

  private void fold(float[] striped, double[] perChannel) {
    for (int i = 0; i < stripe; i++) {
      perChannel[i % channels] += striped[i];
    }
  }
}
