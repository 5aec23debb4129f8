package org.mer.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Texts that are neither positive nor negative, made up for this project: facts, plans, questions
 * and headlines in the manner of tweets. The tweets that networks learn from have none.
 *
 * @param texts without repetition
 */
public record NeutralSample(List<String> texts) {
  private static final String RESOURCE = "neutral.txt";

  /** An unmodifiable copy without repetition. */
  public NeutralSample {
    texts = texts.stream().distinct().toList();
  }

  /** The sample that comes along, as it was written. */
  public static NeutralSample shipped() {
    try (InputStream in = NeutralSample.class.getResourceAsStream(RESOURCE)) {
      return new NeutralSample(
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The sample as models read it. */
  public NeutralSample cleaned(UnaryOperator<String> cleaning) {
    return new NeutralSample(texts.stream().map(cleaning).toList());
  }

  /** Rows with a column {@code text}. */
  Dataset<Row> rows(SparkSession spark) {
    return spark.createDataset(texts, Encoders.STRING()).toDF("text");
  }
}
