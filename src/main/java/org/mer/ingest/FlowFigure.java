package org.mer.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mer.page.Chart;
import org.mer.page.Flow;
import org.mer.page.Grid;
import org.mer.page.Grid.Line;
import org.mer.page.Numeral;

/**
 * Where the records of files went, as the report shows it.
 *
 * @param chart from the files to the parts of the table
 * @param files what became of each
 * @param verdict whether the sums agree
 */
record FlowFigure(Chart chart, Grid files, String verdict) {
  /**
   * The figure of a table.
   *
   * @param what its rows are: tweets
   * @param ingested the files
   * @param order the table's parts
   * @param labels what the table holds
   */
  static FlowFigure of(
      String what, List<IngestedFile> ingested, List<String> order, List<LabelCount> labels) {
    Map<String, Long> rows =
        labels.stream()
            .collect(
                Collectors.groupingBy(LabelCount::part, Collectors.summingLong(LabelCount::rows)));
    Map<String, Long> parts = new LinkedHashMap<>();
    order.stream().filter(rows::containsKey).forEach(part -> parts.put(part, rows.get(part)));
    List<Flow.Node> nodes = nodes(ingested, parts);
    List<Flow.Link> links = links(ingested, parts);
    return new FlowFigure(
        new Chart(
            "From file to table: " + what,
            "Flow of %s from the files that were read to the parts of the table, to the duplicates and to the rejected records."
                .formatted(what),
            "",
            new Flow(nodes, links),
            figures(what, ingested, parts)),
        files(what, ingested),
        verdict(what, ingested, parts));
  }

  private static List<Flow.Node> nodes(List<IngestedFile> ingested, Map<String, Long> parts) {
    List<Flow.Node> nodes = new ArrayList<>();
    for (int i = 0; i < ingested.size(); i++) {
      IngestedFile file = ingested.get(i);
      nodes.add(node("file " + i, file.name(), file.read(), Flow.Side.RIGHT));
    }

    nodes.add(node("kept", "kept", sum(ingested, IngestedFile::kept), Flow.Side.RIGHT));
    parts.forEach((part, rows) -> nodes.add(node("part " + part, part, rows, Flow.Side.LEFT)));
    nodes.add(
        node("duplicate", "duplicate", sum(ingested, IngestedFile::duplicate), Flow.Side.LEFT));
    nodes.add(node("rejected", "rejected", sum(ingested, IngestedFile::rejected), Flow.Side.LEFT));
    return nodes;
  }

  private static List<Flow.Link> links(List<IngestedFile> ingested, Map<String, Long> parts) {
    List<Flow.Link> links = new ArrayList<>();
    for (int i = 0; i < ingested.size(); i++) {
      IngestedFile file = ingested.get(i);
      links.add(new Flow.Link("file " + i, "kept", file.kept()));
      links.add(new Flow.Link("file " + i, "duplicate", file.duplicate()));
      links.add(new Flow.Link("file " + i, "rejected", file.rejected()));
    }

    parts.forEach((part, rows) -> links.add(new Flow.Link("kept", "part " + part, rows)));
    return links;
  }

  private static Flow.Node node(String id, String name, long rows, Flow.Side side) {
    return new Flow.Node(id, name + "\n" + Numeral.count(rows), side);
  }

  private static Grid figures(String what, List<IngestedFile> ingested, Map<String, Long> parts) {
    List<Line> lines = new ArrayList<>();
    for (IngestedFile file : ingested) {
      lines.add(Line.of(file.name(), "kept", Numeral.count(file.kept())));
      lines.add(Line.of(file.name(), "duplicate", Numeral.count(file.duplicate())));
      lines.add(Line.of(file.name(), "rejected", Numeral.count(file.rejected())));
    }

    parts.forEach((part, rows) -> lines.add(Line.of("kept", part, Numeral.count(rows))));
    return new Grid("From file to table: " + what, List.of("from", "to", "rows"), lines);
  }

  private static Grid files(String what, List<IngestedFile> ingested) {
    return new Grid(
        "Files of " + what,
        List.of("file", "runs", "read", "kept", "rejected", "duplicate"),
        Stream.concat(
                ingested.stream()
                    .map(file -> line(file.source().orElse(file.name()), List.of(file))),
                Stream.of(line("all", ingested)))
            .toList());
  }

  private static Line line(String name, List<IngestedFile> files) {
    return Line.of(
        name,
        Numeral.count(sum(files, IngestedFile::runs)),
        Numeral.count(sum(files, IngestedFile::read)),
        Numeral.count(sum(files, IngestedFile::kept)),
        Numeral.count(sum(files, IngestedFile::rejected)),
        Numeral.count(sum(files, IngestedFile::duplicate)));
  }

  private static String verdict(String what, List<IngestedFile> ingested, Map<String, Long> parts) {
    long read = sum(ingested, IngestedFile::read);
    long kept = sum(ingested, IngestedFile::kept);
    long rejected = sum(ingested, IngestedFile::rejected);
    long duplicate = sum(ingested, IngestedFile::duplicate);
    long inTable = parts.values().stream().mapToLong(Long::longValue).sum();
    boolean agree = read == kept + rejected + duplicate && inTable == kept;
    return "Of %s read, %s kept, %s rejected and %s duplicate; the table has %s. The sums %s."
        .formatted(
            Numeral.count(read, "record", "records"),
            Numeral.count(kept),
            Numeral.count(rejected),
            Numeral.count(duplicate),
            Numeral.count(inTable, "row", "rows"),
            agree
                ? "agree"
                : "do not agree: somebody changed mer." + what + " otherwise than by an ingest");
  }

  private static long sum(List<IngestedFile> files, ToLongFunction<IngestedFile> rows) {
    return files.stream().mapToLong(rows).sum();
  }
}
