package org.mer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class MinibatchesTest {
  /** The one value of a row is its length. */
  private record ByValue() implements MinibatchEncoder {
    @Override
    public int length(Row row) {
      return row.getInt(0);
    }

    @Override
    public int label(Row row) {
      throw new UnsupportedOperationException();
    }

    @Override
    public DataSet training(List<Row> rows, RandomGenerator random) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Stream<DataSet> inference(List<Row> rows) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void everyRowIsInOneBatchAndOnlyTheLastIsShort() {
    List<List<Row>> batches = batches(5003, 10);

    assertThat(batches.stream().flatMap(List::stream).map(row -> row.getInt(0)))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 5003).boxed().toList());
    assertThat(batches.subList(0, batches.size() - 1)).allMatch(batch -> batch.size() == 10);
    assertThat(batches.get(batches.size() - 1)).hasSize(3);
  }

  @Test
  void rowsOfABatchAreOfSimilarLength() {
    List<List<Row>> batches = batches(320, 10);

    assertThat(batches).allMatch(batch -> batch.get(9).getInt(0) - batch.get(0).getInt(0) == 9);
  }

  @Test
  void nothingComesOfNothing() {
    Minibatches none = new Minibatches(List.<Row>of().iterator(), 4, new ByValue());

    assertThat(none).isExhausted();
    assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
  }

  private static List<List<Row>> batches(int rows, int batchSize) {
    List<Row> shuffled =
        new ArrayList<>(IntStream.range(0, rows).mapToObj(RowFactory::create).toList());
    Collections.shuffle(shuffled, new java.util.Random(1));
    List<List<Row>> batches = new ArrayList<>();
    new Minibatches(shuffled.iterator(), batchSize, new ByValue()).forEachRemaining(batches::add);
    return batches;
  }
}
