package org.mer.evaluation;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;
import org.mer.page.Picture;
import org.mer.table.Lake;
import org.mer.table.Table;

/**
 * Where a main subject was wrong and surest of it. Only the ids come to the driver, and the texts
 * or pixels of those rows if they are to be shown.
 *
 * @param title whose errors they are, and on what
 * @param rows the surest first
 */
public record ConfidentErrors(String title, List<Example> rows) {
  private static final int SHOWN = 12;
  private static final int FACE_WIDTH = 48;

  /** Copies the list. */
  public ConfidentErrors {
    rows = List.copyOf(rows);
  }

  /**
   * An error.
   *
   * @param id of the tweet, face or pair
   * @param truth the label
   * @param predicted what was said
   * @param confidence the probability of that
   * @param text what stands in the tweet, if it is to be shown
   * @param picture the face, if it is to be shown
   */
  public record Example(
      String id,
      String truth,
      String predicted,
      double confidence,
      Optional<String> text,
      Optional<Picture> picture) {
    /** Under a picture. */
    String caption() {
      return "%s, not %s (%s)".formatted(truth, predicted, Numeral.fraction(confidence));
    }
  }

  /** Those of a run: of tweets, faces, and the first draw of synthetic pairs. */
  static List<ConfidentErrors> of(Lake lake, Datasets datasets, String fuseRunId, Examples shown) {
    Dataset<Row> tweets =
        predictions(lake, Table.TEXT_PREDICTIONS, fuseRunId, "text")
            .where(col("truth").notEqual("neutral"));
    Dataset<Row> faces = predictions(lake, Table.FACE_PREDICTIONS, fuseRunId, "face");
    Dataset<Row> pairs =
        lake.read(Table.SCORES)
            .where(col("run_id").equalTo(fuseRunId).and(col("part").equalTo("pairs-test")))
            .where(col("control").equalTo("none").and(col("pairing_seed").equalTo(1)))
            .withColumn("truth", col("truth_emotion"))
            .withColumn("predicted", col("emotion"));
    boolean areShown = shown == Examples.SHOWN;
    Map<String, String> none = Map.of();
    List<Row> ofTest = surest(tweets.where(col("part").equalTo("test")));
    List<Row> ofManual = surest(tweets.where(col("part").equalTo("manual")));
    List<Row> ofFaces = surest(faces.where(col("part").equalTo("PrivateTest")));
    Map<String, String> texts =
        areShown ? texts(lake, Stream.of(ofTest, ofManual).flatMap(List::stream).toList()) : none;
    Map<String, Picture> pictures = areShown ? pictures(lake, ofFaces) : Map.of();
    return Stream.of(
            errors("text on %s, test".formatted(datasets.tweets()), ofTest, texts, Map.of()),
            errors("text on %s, manual".formatted(datasets.tweets()), ofManual, texts, Map.of()),
            errors("face on %s, PrivateTest".formatted(datasets.faces()), ofFaces, none, pictures),
            errors("fusion on synthetic pairs, first draw", surest(pairs), none, Map.of()))
        .filter(one -> !one.rows().isEmpty())
        .toList();
  }

  private static Dataset<Row> predictions(Lake lake, Table table, String run, String subject) {
    return lake.read(table).where(col("run_id").equalTo(run).and(col("subject").equalTo(subject)));
  }

  private static List<Row> surest(Dataset<Row> predictions) {
    return predictions
        .where(col("truth").notEqual(col("predicted")))
        .orderBy(col("confidence").desc(), col("id"))
        .select("id", "truth", "predicted", "confidence")
        .takeAsList(SHOWN);
  }

  private static Map<String, String> texts(Lake lake, List<Row> errors) {
    Map<String, String> texts = new HashMap<>();
    rows(lake.read(Table.TWEETS), errors, col("text"))
        .forEach(row -> texts.put(row.getString(0), row.getString(1)));
    return texts;
  }

  private static Map<String, Picture> pictures(Lake lake, List<Row> errors) {
    Map<String, Picture> pictures = new HashMap<>();
    rows(lake.read(Table.FACES), errors, col("pixels"))
        .forEach(
            row ->
                pictures.put(row.getString(0), Picture.grey(row.getAs(1), FACE_WIDTH, "A face")));
    return pictures;
  }

  private static List<Row> rows(Dataset<Row> table, List<Row> errors, Column shown) {
    Object[] ids = errors.stream().map(row -> row.getString(0)).toArray();
    return table
        .where(ids.length == 0 ? lit(false) : col("id").isin(ids))
        .select(col("id"), shown)
        .collectAsList();
  }

  private static ConfidentErrors errors(
      String title, List<Row> rows, Map<String, String> texts, Map<String, Picture> pictures) {
    return new ConfidentErrors(
        title,
        rows.stream()
            .map(
                row ->
                    new Example(
                        row.getString(0),
                        row.getString(1),
                        row.getString(2),
                        row.getDouble(3),
                        Optional.ofNullable(texts.get(row.getString(0))),
                        Optional.ofNullable(pictures.get(row.getString(0)))))
            .toList());
  }

  /** As a table; with the texts where they are shown. */
  Grid grid() {
    boolean hasTexts = rows.stream().anyMatch(row -> row.text().isPresent());
    List<String> columns = new ArrayList<>(List.of("confidence", "predicted", "label"));
    columns.add(hasTexts ? "text" : "id");
    return new Grid(
        title,
        columns,
        rows.stream()
            .map(
                row ->
                    Line.of(
                        Numeral.fraction(row.confidence()),
                        row.predicted(),
                        row.truth(),
                        row.text().orElse(row.id())))
            .toList());
  }

  /** A picture and what stands under it. */
  record Shown(Picture picture, String caption) {}

  /** The faces, where they are shown. */
  List<Shown> pictures() {
    return rows.stream()
        .flatMap(row -> row.picture().map(one -> new Shown(one, row.caption())).stream())
        .toList();
  }
}
