package org.mer.training;

import java.util.List;
import org.mer.page.Grid;

/**
 * What a branch shows of a training beside the network's own figures, a section of the report.
 *
 * @param title its heading
 * @param note what the tables show and what must be known to read them
 * @param tables in order; those of one exhibit stand side by side where there is room
 */
public record Exhibit(String title, String note, List<Grid> tables) {
  /** Copies the list. */
  public Exhibit {
    tables = List.copyOf(tables);
  }
}
