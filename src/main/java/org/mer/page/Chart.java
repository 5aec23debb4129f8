package org.mer.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A chart, with the same figures as a table under it.
 *
 * @param title stands over it
 * @param alt what it shows, in a sentence, for whoever does not see it
 * @param unit stands behind each figure; may be empty
 * @param plot what is drawn
 * @param figures the table
 */
public record Chart(String title, String alt, String unit, Plot plot, Grid figures) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  /** Height in CSS pixels. */
  public int height() {
    return plot.height();
  }

  /**
   * The options for ECharts as JSON that may stand within a script element: it has no {@code <}.
   */
  public String json() {
    Map<String, Object> option = new LinkedHashMap<>(plot.option());
    option.put("aria", Map.of("enabled", true, "label", Map.of("description", alt)));
    try {
      return JSON.writeValueAsString(option).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
