package org.mer.text;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.size;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.model.Bundle;

/**
 * How many of a text's words a model has never learned.
 *
 * @param vocabulary the words that it has learned
 */
public record UnknownWords(Vocabulary vocabulary) {
  /** The column that {@link #shares} adds: a share, 0 to 1. */
  public static final String SHARE = "unknown_words";

  private static final int LONGEST = 1_000;

  /**
   * Those of a text bundle, or of the first network within it that has a vocabulary; empty if it
   * has none.
   */
  public static Optional<UnknownWords> of(Bundle bundle) {
    return Stream.concat(Stream.of(bundle), bundle.parts().stream().map(bundle::part))
        .filter(one -> one.has(TextTask.VOCABULARY))
        .findFirst()
        .map(one -> new UnknownWords(new Vocabulary(one.lines(TextTask.VOCABULARY), 0)));
  }

  /** Texts with a column {@value #SHARE}; a text without a word has one that is unknown. */
  public Dataset<Row> shares(Dataset<Row> texts) {
    return vocabulary
        .encode(texts, LONGEST)
        .withColumn(
            SHARE,
            size(filter(col(Vocabulary.TOKEN_IDS), id -> id.equalTo(Vocabulary.UNKNOWN)))
                .divide(size(col(Vocabulary.TOKEN_IDS))))
        .drop(Vocabulary.TOKEN_IDS);
  }
}
