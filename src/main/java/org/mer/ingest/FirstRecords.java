package org.mer.ingest;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.mer.UsageException;

/** Whether a file is of the kind it was taken for, judged by its first records. */
final class FirstRecords {
  private FirstRecords() {}

  /**
   * Checks that at least one of the first lines is a record.
   *
   * @throws UsageException if none is
   */
  static void check(
      SourceFile file, List<byte[]> head, LineFormat format, String unlike, String remedy) {
    LineParser parser = format.parser(file.uri());
    List<String> reasons = new ArrayList<>();
    for (byte[] line : head.subList(format.headerRows(file.uri()), head.size())) {
      if (Records.isBlank(line)) {
        continue;
      }

      Parsed<Row> parsed = parser.parse(line);
      if (parsed instanceof Parsed.Rejected<Row> rejected) {
        reasons.add(rejected.reason());
      } else {
        return;
      }
    }

    if (reasons.isEmpty()) {
      throw new UsageException("the file '%s' holds no record".formatted(file.uri()));
    }

    throw new UsageException(
        "the file '%s' %s (none of its first %d rows does; the first: %s); %s"
            .formatted(file.uri(), unlike, reasons.size(), reasons.get(0), remedy));
  }
}
