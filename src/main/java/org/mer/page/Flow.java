package org.mer.page;

import java.util.List;
import java.util.Map;

/**
 * A Sankey diagram: how rows go from the left to the right.
 *
 * @param nodes where they come by
 * @param links how many go from one to another; those without rows are not drawn
 */
public record Flow(List<Node> nodes, List<Link> links) implements Plot {
  private static final int HEAD = 60;
  private static final int ROW = 52;

  /** Copies the lists. */
  public Flow {
    nodes = List.copyOf(nodes);
    links = links.stream().filter(link -> link.rows() > 0).toList();
  }

  /** The side of a node on which its label stands. */
  public enum Side {
    LEFT,
    RIGHT
  }

  /**
   * A node.
   *
   * @param id unique, seen by nobody
   * @param label what the reader sees
   * @param side where the label stands
   */
  public record Node(String id, String label, Side side) {
    private Map<String, Object> option() {
      String position = side == Side.LEFT ? "left" : "right";
      return Map.of("name", id, "text", label, "label", Map.of("position", position));
    }
  }

  /** How many rows go from one node to another, by their ids. */
  public record Link(String source, String target, long rows) {
    private Map<String, Object> option() {
      return Map.of("source", source, "target", target, "value", rows);
    }
  }

  @Override
  public Map<String, Object> option() {
    Map<String, Object> sankey =
        Map.of(
            "type", "sankey",
            "data", nodes.stream().filter(this::isLinked).map(Node::option).toList(),
            "links", links.stream().map(Link::option).toList());
    return Map.of("series", List.of(sankey));
  }

  @Override
  public int height() {
    long sources = nodes.stream().filter(node -> isSource(node) && isLinked(node)).count();
    long sinks = nodes.stream().filter(node -> !isSource(node) && isLinked(node)).count();
    return HEAD + ROW * (int) Math.max(3, Math.max(sources, sinks));
  }

  private boolean isSource(Node node) {
    return links.stream().anyMatch(link -> link.source().equals(node.id()));
  }

  private boolean isLinked(Node node) {
    return isSource(node) || links.stream().anyMatch(link -> link.target().equals(node.id()));
  }
}
