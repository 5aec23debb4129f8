package org.mer.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;
import org.mer.table.Table;

/** FER2013's CSV as published: a header, one face a line. */
final class FaceFormat implements LineFormat {
  private static final long serialVersionUID = 1L;

  private static final StructType FIELDS =
      new StructType()
          .add("pixels", DataTypes.BinaryType)
          .add("emotion", DataTypes.StringType)
          .add("usage", DataTypes.StringType)
          .add("brightness", DataTypes.DoubleType)
          .add("contrast", DataTypes.DoubleType)
          .add("is_blank", DataTypes.BooleanType);

  private final HashMap<String, FaceColumns> columnsBySource;

  private FaceFormat(Map<String, FaceColumns> columnsBySource) {
    this.columnsBySource = new HashMap<>(columnsBySource);
  }

  /**
   * The format of files, whose headers and first records are read here.
   *
   * @throws UsageException if one cannot be read or holds no faces
   */
  static FaceFormat of(SourceFiles files) {
    Map<String, FaceColumns> columns = new HashMap<>();
    for (SourceFile file : files.all()) {
      List<byte[]> head = files.head(file);
      columns.put(file.uri(), columns(file, head.get(0)));
      FirstRecords.check(
          file,
          head,
          new FaceFormat(columns),
          "has FER2013's header but no faces of 48x48 pixels",
          "give the file as published");
    }

    return new FaceFormat(columns);
  }

  /** What pictures in folders are. */
  static FaceFormat ofPictures() {
    return new FaceFormat(Map.of());
  }

  @Override
  public Table table() {
    return Table.FACES;
  }

  @Override
  public StructType fields() {
    return FIELDS;
  }

  @Override
  public int headerRows(String source) {
    return 1;
  }

  @Override
  public LineParser parser(String source) {
    return new FaceParser(columnsBySource.get(source));
  }

  @Override
  public String content() {
    return "pixels";
  }

  @Override
  public String label() {
    return "emotion";
  }

  @Override
  public Column part() {
    return col("usage");
  }

  @Override
  public List<String> rules() {
    return List.of();
  }

  @Override
  public boolean mayRepeat() {
    return true;
  }

  /** Every part of FER2013 is an official one. */
  @Override
  public Column keepsRepeats() {
    return lit(true);
  }

  private static FaceColumns columns(SourceFile file, byte[] header) {
    return FaceColumns.of(new String(header, StandardCharsets.ISO_8859_1))
        .orElseThrow(
            () ->
                new UsageException(
                    "the file '%s' does not look like FER2013's CSV, whose first row is emotion,pixels,Usage; for tweets use jobs/ingest-tweets.sh"
                        .formatted(file.uri())));
  }
}
