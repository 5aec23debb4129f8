package org.mer.training.layer;

/**
 * Scaled dot-product attention of several heads (Vaswani et al. 2017), each word of an example to
 * every word of it that is not masked. All loops are over the examples of a batch, which is why
 * they should be of similar length.
 */
final class Attention {
  /** The query, the key and the value of a word. */
  static final int PARTS = 3;

  private final int heads;
  private final Softmax softmax = new Softmax();
  private int width;
  private int steps;
  private int batch;

  /** Queries, times the scale, then keys and values: for each number a row a step. */
  private float[][] parts = {};

  /** For each head, query and key a row. */
  private float[][] shares = {};

  private float[][] errors = {};
  private float[][] scoreErrors = {};
  private float[] row = {};
  private Distances distances = Distances.unscored();

  Attention(int heads) {
    this.heads = heads;
  }

  /**
   * From queries, keys and values to what the words make of them.
   *
   * @param sums queries before keys before values, without their biases
   * @param bias of the same
   * @param between what is added to scores by distance
   * @param present for each step a row of 1 where there is a word, of 0 where it is masked
   */
  void forward(Planes sums, float[] bias, Distances between, float[][] present, Planes output) {
    start(output);
    distances = between;
    read(sums, bias);
    for (int head = 0; head < heads; head++) {
      for (int query = 0; query < steps; query++) {
        Lanes.Rows ofQuery = shares(head, query);
        for (int key = 0; key < steps; key++) {
          Lanes.sumOfProducts(
              vector(parts, 0, head, query),
              vector(parts, 1, head, key),
              width / heads,
              ofQuery.at(key),
              batch);
          distances.add(head, query, key, ofQuery.at(key), batch);
        }

        softmax.forward(ofQuery, present, steps, batch);
        for (int number = first(head); number < first(head + 1); number++) {
          Lanes.sumOfProducts(ofQuery, course(parts, 2, number), steps, row, batch);
          output.write(row, number, query);
        }
      }
    }
  }

  /**
   * From what the outputs err by to what the sums do, and the distances.
   *
   * @return what the biases err by
   */
  float[] backward(Planes outputErrors, Planes sumErrors) {
    errors = Lanes.room(errors, width * steps, batch);
    scoreErrors = Lanes.room(scoreErrors, steps * steps, batch);
    for (int number = 0; number < width; number++) {
      for (int step = 0; step < steps; step++) {
        outputErrors.read(number, step, errors[number * steps + step]);
      }
    }

    float[] bias = new float[PARTS * width];
    for (int head = 0; head < heads; head++) {
      for (int query = 0; query < steps; query++) {
        scoreErrors(head, query);
      }

      for (int number = first(head); number < first(head + 1); number++) {
        for (int step = 0; step < steps; step++) {
          Lanes.Rows ofStep = new Lanes.Rows(scoreErrors, step * steps, 1);
          Lanes.sumOfProducts(ofStep, course(parts, 1, number), steps, row, batch);
          Lanes.scale(row, scale(), 0, batch);
          write(sumErrors, number, step, bias);
          Lanes.Rows toStep = new Lanes.Rows(scoreErrors, step, steps);
          Lanes.sumOfProducts(toStep, course(parts, 0, number), steps, row, batch);
          write(sumErrors, width + number, step, bias);
          Lanes.Rows shared = new Lanes.Rows(shares, head * steps * steps + step, steps);
          Lanes.sumOfProducts(shared, course(errors, 0, number), steps, row, batch);
          write(sumErrors, 2 * width + number, step, bias);
        }
      }
    }

    return bias;
  }

  private void start(Planes like) {
    width = like.size();
    steps = like.count();
    batch = like.batch();
    parts = Lanes.room(parts, PARTS * width * steps, batch);
    shares = Lanes.room(shares, heads * steps * steps, batch);
    row = row.length >= batch ? row : new float[batch];
  }

  private void read(Planes sums, float[] bias) {
    for (int number = 0; number < PARTS * width; number++) {
      float factor = number < width ? scale() : 1;
      for (int step = 0; step < steps; step++) {
        float[] to = parts[number * steps + step];
        sums.read(number, step, to);
        Lanes.scale(to, factor, factor * bias[number], batch);
      }
    }
  }

  /** What the scores of a query's keys err by. */
  private void scoreErrors(int head, int query) {
    Lanes.Rows ofQuery = shares(head, query);
    Lanes.Rows wrong = new Lanes.Rows(scoreErrors, query * steps, 1);
    for (int key = 0; key < steps; key++) {
      Lanes.sumOfProducts(
          vector(errors, 0, head, query),
          vector(parts, 2, head, key),
          width / heads,
          wrong.at(key),
          batch);
    }

    Lanes.sumOfProducts(ofQuery, wrong, steps, row, batch);
    for (int key = 0; key < steps; key++) {
      Softmax.backward(ofQuery.at(key), row, wrong.at(key), batch);
      distances.accumulate(head, query, key, wrong.at(key), batch);
    }
  }

  private void write(Planes sumErrors, int number, int step, float[] bias) {
    bias[number] += Lanes.sum(row, batch);
    sumErrors.write(row, number, step);
  }

  private Lanes.Rows shares(int head, int query) {
    return new Lanes.Rows(shares, (head * steps + query) * steps, 1);
  }

  /** The numbers of a head's vector at a step. */
  private Lanes.Rows vector(float[][] rows, int part, int head, int step) {
    return new Lanes.Rows(rows, (part * width + first(head)) * steps + step, steps);
  }

  /** A number of a vector in the course of the steps. */
  private Lanes.Rows course(float[][] rows, int part, int number) {
    return new Lanes.Rows(rows, (part * width + number) * steps, 1);
  }

  /** The first number of a head's vectors. */
  private int first(int head) {
    return head * (width / heads);
  }

  private float scale() {
    return (float) (1 / Math.sqrt((double) width / heads));
  }
}
