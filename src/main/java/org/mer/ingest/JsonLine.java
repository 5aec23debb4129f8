package org.mer.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads lines of JSON, an object a line, whose values are found by their names; other names are
 * passed over, whatever they hold. For one thread.
 *
 * @param <F> what is read of an object
 */
final class JsonLine<F> {
  /** The deepest nesting that is passed over. */
  static final int MAX_DEPTH = 64;

  private static final int MAX_NUMBER_LENGTH = 100;

  private final Function<String, Optional<F>> fields;
  private final JsonFactory factory;

  /**
   * Reads lines.
   *
   * @param fields the field that a name stands for
   * @param longest the longest value, in characters
   */
  JsonLine(Function<String, Optional<F>> fields, int longest) {
    this.fields = fields;
    // Names come from whoever wrote the file, so they are not kept beyond a line.
    this.factory =
        JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxStringLength(longest)
                    .build())
            .build();
  }

  /** The scalar values of a line's object, or why there are none. */
  Parsed<Map<F, String>> values(String line) {
    try (JsonParser json = factory.createParser(line)) {
      return values(json);
    } catch (StreamConstraintsException e) {
      return Parsed.rejected("JSON is nested too deeply, or a value in it is too long");
    } catch (IOException e) {
      return Parsed.rejected("cannot be read as JSON");
    }
  }

  private Parsed<Map<F, String>> values(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return Parsed.rejected("is no JSON object");
    }

    Map<F, String> values = new HashMap<>();
    Set<String> names = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (!names.add(name)) {
        return Parsed.rejected("has the name %s twice".formatted(Parsed.quoted(name)));
      }

      Optional<F> field = fields.apply(name);
      JsonToken token = json.nextToken();
      if (field.isEmpty() || !token.isScalarValue()) {
        json.skipChildren();
      } else if (token != JsonToken.VALUE_NULL && values.put(field.get(), json.getText()) != null) {
        return Parsed.rejected("has more than one %s".formatted(field.get()));
      }
    }

    return json.nextToken() == null
        ? Parsed.usable(values)
        : Parsed.rejected("has more than one JSON object on a line");
  }
}
