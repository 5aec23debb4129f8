package org.mer.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.mer.UsageException;

/**
 * Parses JSON lines, an object a line. The fields are found by their names, as in the header of a
 * CSV file; other names are passed over, whatever they hold.
 */
final class TweetJsonParser implements LineParser {
  /** The deepest nesting that is passed over. */
  static final int MAX_DEPTH = 64;

  private static final int MAX_NUMBER_LENGTH = 100;

  // Names come from whoever wrote the file, so they are not kept beyond a line.
  private final JsonFactory factory =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(Records.MAX_LINE_BYTES)
                  .build())
          .build();

  private final TweetMapping mapping;
  private final ColumnChoice choice;
  private final Encoding encoding;
  private final MaskedJson masked;

  /**
   * A parser of one file.
   *
   * @throws UsageException if a column was chosen by its number
   */
  TweetJsonParser(TweetMapping mapping, ColumnChoice choice, Encoding encoding) {
    if (choice.hasNumbers()) {
      throw new UsageException(
          "values in JSON have names, not numbers, so --columns cannot be: '%s'".formatted(choice));
    }

    this.mapping = mapping;
    this.choice = choice;
    this.encoding = encoding;
    this.masked = new MaskedJson(choice::field);
  }

  @Override
  public Parsed<Row> parse(byte[] line) {
    return encoding.decode(line).map(this::parse).orElseGet(encoding::unreadable);
  }

  @Override
  public String quarantined(byte[] line) {
    return masked.of(encoding.decodeAnyway(line));
  }

  private Parsed<Row> parse(String line) {
    try (JsonParser json = factory.createParser(line)) {
      return parse(json);
    } catch (StreamConstraintsException e) {
      return Parsed.rejected("JSON is nested too deeply, or a value in it is too long");
    } catch (IOException e) {
      return Parsed.rejected("cannot be read as JSON");
    }
  }

  private Parsed<Row> parse(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      return Parsed.rejected("is no JSON object");
    }

    Map<TweetField, String> values = new EnumMap<>(TweetField.class);
    Set<String> names = new HashSet<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (!names.add(name)) {
        return Parsed.rejected("has the name %s twice".formatted(Parsed.quoted(name)));
      }

      Optional<TweetField> field = choice.field(name);
      JsonToken token = json.nextToken();
      if (field.isEmpty() || !token.isScalarValue()) {
        json.skipChildren();
      } else if (token != JsonToken.VALUE_NULL && values.put(field.get(), json.getText()) != null) {
        return Parsed.rejected("has more than one %s".formatted(field.get()));
      }
    }

    return json.nextToken() == null
        ? mapping.row(tweet(values))
        : Parsed.rejected("has more than one JSON object on a line");
  }

  private static TweetFields tweet(Map<TweetField, String> values) {
    return new TweetFields(
        Optional.ofNullable(values.get(TweetField.LABEL)),
        Optional.ofNullable(values.get(TweetField.TEXT)),
        Optional.ofNullable(values.get(TweetField.DATE)).flatMap(PostingTime::parse),
        Optional.ofNullable(values.get(TweetField.USER)));
  }
}
