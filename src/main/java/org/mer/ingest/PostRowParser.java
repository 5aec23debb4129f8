package org.mer.ingest;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.mer.UsageException;

/**
 * Parses rows of posts in a file that has names and types in itself, such as Parquet. An id is a
 * string or a whole number, a text a string, a picture binary or a string.
 */
final class PostRowParser {
  private final PostMapping mapping;
  private final PostColumns columns;

  /**
   * A parser of one file.
   *
   * @throws UsageException if it lacks columns, or has one of another type
   */
  PostRowParser(String source, StructType schema, PostMapping mapping) {
    this.mapping = mapping;
    this.columns = columns(source, schema);
  }

  /**
   * Checks the columns of a file.
   *
   * @throws UsageException if it lacks columns, or has one of another type
   */
  static PostColumns columns(String source, StructType schema) {
    PostColumns columns = PostColumns.named(source, Arrays.asList(schema.fieldNames()));
    requireType(
        source,
        schema,
        columns.id(),
        DataTypes.StringType,
        DataTypes.LongType,
        DataTypes.IntegerType,
        DataTypes.ShortType);
    requireType(source, schema, columns.text(), DataTypes.StringType);
    requireType(source, schema, columns.picture(), DataTypes.BinaryType, DataTypes.StringType);
    return columns;
  }

  /** The values of {@link PostMapping#FIELDS}, or why there are none. */
  Parsed<Row> parse(Row row) {
    return mapping.row(post(row));
  }

  /** Id, text and picture as they stand in quarantine; other columns are left out. */
  String quarantined(Row row) {
    return Quarantine.post(post(row));
  }

  private PostFields post(Row row) {
    return new PostFields(
        value(row, columns.id()).map(Object::toString),
        value(row, columns.text()).map(Object::toString).filter(text -> !text.isBlank()),
        value(row, columns.picture()).flatMap(PostRowParser::picture));
  }

  private static Optional<PostPicture> picture(Object value) {
    if (value instanceof byte[] content) {
      return Optional.of(PostPicture.of(content));
    }

    return Optional.of(value.toString()).filter(one -> !one.isBlank()).map(PostPicture::written);
  }

  private static Optional<Object> value(Row row, int column) {
    return column == PostColumns.ABSENT || row.isNullAt(column)
        ? Optional.empty()
        : Optional.of(row.get(column));
  }

  private static void requireType(String source, StructType schema, int column, DataType... types) {
    if (column == PostColumns.ABSENT) {
      return;
    }

    DataType type = schema.fields()[column].dataType();
    if (!Arrays.asList(types).contains(type)) {
      throw new UsageException(
          "the column '%s' of the file '%s' is of the type %s: it must be %s"
              .formatted(
                  schema.fieldNames()[column],
                  source,
                  type.simpleString(),
                  String.join(" or ", Arrays.stream(types).map(DataType::simpleString).toList())));
    }
  }
}
