package org.mer.training.layer;

import java.util.Arrays;

/**
 * Arithmetic on rows of which each lane is an example of its own. Every loop has the same index
 * into all of its arrays and few of them: only such ones does the compiler of Java 17 turn into
 * vector instructions.
 */
final class Lanes {
  /** Makes one of any positive number, by a product and a bound; and less than any score. */
  static final float HUGE = 1e30f;

  private static final int UNROLLED = 3;
  private static final int CHAINS = 4;

  private Lanes() {}

  /**
   * Some of the rows of an array.
   *
   * @param rows the array
   * @param from the first one
   * @param stride from one to the next
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Rows(float[][] rows, int from, int stride) {
    float[] at(int index) {
      return rows[from + index * stride];
    }
  }

  /** The same array if it has that many rows of that length at least, else a larger one. */
  static float[][] room(float[][] rows, int count, int length) {
    int known = rows.length == 0 ? 0 : rows[0].length;
    return rows.length >= count && known >= length
        ? rows
        : new float[Math.max(count, rows.length)][Math.max(length, known)];
  }

  /** The products of as many rows each, summed up lane by lane. */
  static void sumOfProducts(Rows one, Rows other, int count, float[] to, int lanes) {
    Arrays.fill(to, 0, lanes, 0);
    int row = 0;
    for (; row + UNROLLED <= count; row += UNROLLED) {
      addProducts(
          one.at(row),
          other.at(row),
          one.at(row + 1),
          other.at(row + 1),
          one.at(row + 2),
          other.at(row + 2),
          to,
          lanes);
    }

    for (; row < count; row++) {
      addProduct(one.at(row), other.at(row), to, lanes);
    }
  }

  static void addProduct(float[] one, float[] other, float[] to, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] += one[i] * other[i];
    }
  }

  /** Three at a time: each lane of the sum is fetched and stored a third as often. */
  private static void addProducts(
      float[] a, float[] b, float[] c, float[] d, float[] e, float[] f, float[] to, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] += a[i] * b[i] + c[i] * d[i] + e[i] * f[i];
    }
  }

  static void add(float[] row, float[] to, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] += row[i];
    }
  }

  static void multiply(float[] row, float[] to, int lanes) {
    for (int i = 0; i < lanes; i++) {
      to[i] *= row[i];
    }
  }

  /** Multiplies, then adds. */
  static void scale(float[] row, float factor, float summand, int lanes) {
    for (int i = 0; i < lanes; i++) {
      row[i] = row[i] * factor + summand;
    }
  }

  /** Adds, and lets nothing below zero pass. */
  static void rectify(float[] row, float summand, int lanes) {
    for (int i = 0; i < lanes; i++) {
      row[i] = Math.max(row[i] + summand, 0);
    }
  }

  /** Errors become 0 where the rectifier let nothing pass. */
  static void pass(float[] rectified, float[] errors, int lanes) {
    for (int i = 0; i < lanes; i++) {
      errors[i] *= Math.min(rectified[i] * HUGE, 1);
    }
  }

  /** The sum over all lanes, in several chains that do not wait for each other. */
  static float sum(float[] row, int lanes) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + CHAINS <= lanes; i += CHAINS) {
      a += row[i];
      b += row[i + 1];
      c += row[i + 2];
      d += row[i + 3];
    }

    for (; i < lanes; i++) {
      a += row[i];
    }

    return (a + b) + (c + d);
  }

  /** The sum of the products over all lanes. */
  static float sumOfProduct(float[] one, float[] other, int lanes) {
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    int i = 0;
    for (; i + CHAINS <= lanes; i += CHAINS) {
      a += one[i] * other[i];
      b += one[i + 1] * other[i + 1];
      c += one[i + 2] * other[i + 2];
      d += one[i + 3] * other[i + 3];
    }

    for (; i < lanes; i++) {
      a += one[i] * other[i];
    }

    return (a + b) + (c + d);
  }
}
