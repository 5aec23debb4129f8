package org.mer.web;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.when;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.mer.page.Numeral;
import org.mer.page.Picture;
import org.mer.table.Lake;
import org.mer.table.Relation;

/** The tables and views of the lake, and their rows a page at a time. */
final class TablePages {
  private static final int ROWS = 50;
  private static final int MOST_PAGES = 200;
  private static final int LONGEST = 300;
  private static final int DECIMALS = 6;
  private static final int SIDE = 48;

  private final Shell shell;
  private final Lake lake;

  TablePages(Shell shell, Lake lake) {
    this.shell = shell;
    this.lake = lake;
  }

  private record Entry(String name, String fullName, String meaning) {
    static Entry of(String name) {
      String fullName = "mer." + name;
      return new Entry(
          name,
          fullName,
          Relation.all().stream()
              .filter(known -> known.fullName().equals(fullName))
              .map(Relation::meaning)
              .findFirst()
              .orElse("Not made by this software."));
    }
  }

  private record Described(String name, String type, String meaning) {}

  private record Shown(String text, List<Picture> picture) {
    static Shown of(Object value) {
      return value instanceof byte[] pixels && pixels.length == SIDE * SIDE
          ? new Shown("", List.of(Picture.grey(pixels, SIDE, "a face")))
          : new Shown(value == null ? "" : value.toString(), List.of());
    }
  }

  private record Line(List<Shown> cells) {}

  void list(Context request) {
    List<Entry> entries = entries();
    shell.answer(
        request,
        Shell.Room.TABLES,
        "tables.html",
        Map.of("title", "Tables", "entries", entries, "isEmpty", entries.isEmpty()));
  }

  void one(Context request) {
    // The name is one of the catalogue's and nothing that somebody made up.
    Entry entry =
        entries().stream()
            .filter(one -> one.name().equals(request.pathParam("name")))
            .findFirst()
            .orElseThrow(NotFoundResponse::new);
    int page = page(request);
    Dataset<Row> table = lake.spark().table(entry.fullName());
    List<Row> rows =
        table
            .select(
                Arrays.stream(table.schema().fields())
                    .map(TablePages::shown)
                    .toArray(Column[]::new))
            .offset((page - 1) * ROWS)
            .limit(ROWS + 1)
            .collectAsList();
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("title", entry.fullName());
    content.put("meaning", entry.meaning());
    content.put("described", described(table.schema()));
    content.put("count", Numeral.count(table.count(), "row", "rows"));
    content.put("columns", List.of(table.schema().fieldNames()));
    content.put("lines", rows.stream().limit(ROWS).map(TablePages::line).toList());
    content.put("first", Numeral.count((page - 1L) * ROWS + 1));
    content.put("last", Numeral.count((page - 1L) * ROWS + Math.min(ROWS, rows.size())));
    content.put("hasRows", !rows.isEmpty());
    content.put("previous", page > 1 ? List.of(page - 1) : List.of());
    content.put("next", rows.size() > ROWS && page < MOST_PAGES ? List.of(page + 1) : List.of());
    content.put("isLast", page == MOST_PAGES);
    content.put("path", entry.name());
    shell.answer(request, Shell.Room.TABLES, "table.html", content);
  }

  private static int page(Context request) {
    try {
      int page = Integer.parseInt(Optional.ofNullable(request.queryParam("page")).orElse("1"));
      if (page >= 1 && page <= MOST_PAGES) {
        return page;
      }
    } catch (NumberFormatException e) {
      throw new NotFoundResponse();
    }

    throw new NotFoundResponse();
  }

  private List<Entry> entries() {
    if (!lake.exists() || !lake.spark().catalog().databaseExists("mer")) {
      return List.of();
    }

    return Stream.concat(
            names("SHOW TABLES IN mer", "tableName"), names("SHOW VIEWS IN mer", "viewName"))
        .distinct()
        .sorted()
        .map(Entry::of)
        .toList();
  }

  private Stream<String> names(String statement, String column) {
    return lake.spark().sql(statement).collectAsList().stream()
        .map(row -> row.<String>getAs(column));
  }

  private static List<Described> described(StructType schema) {
    List<Described> described = new ArrayList<>();
    for (StructField field : schema.fields()) {
      described.add(
          new Described(
              field.name(),
              field.dataType().simpleString(),
              field.getComment().isDefined() ? field.getComment().get() : ""));
    }

    return described;
  }

  /** A column as text, but for pictures; cut where it is, so that little comes here. */
  private static Column shown(StructField field) {
    Column column = col("`" + field.name().replace("`", "``") + "`");
    DataType type = field.dataType();
    if (type instanceof BinaryType) {
      return when(length(column).equalTo(SIDE * SIDE), column).as(field.name());
    }

    Column text =
        type instanceof StructType || type instanceof ArrayType || type instanceof MapType
            ? to_json(column)
            : (type.equals(DataTypes.DoubleType) ? round(column, DECIMALS) : column)
                .cast(DataTypes.StringType);
    return when(length(text).gt(LONGEST), concat(substring(text, 1, LONGEST), lit("…")))
        .otherwise(text)
        .as(field.name());
  }

  private static Line line(Row row) {
    return new Line(IntStream.range(0, row.size()).mapToObj(i -> Shown.of(row.get(i))).toList());
  }
}
