package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a statement stands in the text of its policy, as IAM's simulator reports it: lines and
 * columns count from 1. The end is the column after the statement's closing brace. The start is the
 * column after what comes before the statement: the list's opening bracket or the preceding
 * statement's closing brace; a statement outside a list starts after its own opening brace.
 *
 * @param startLine the line of the start
 * @param startColumn the column of the start
 * @param endLine the line of the end
 * @param endColumn the column of the end
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_Statement.html">Statement,
 *     whose positions the examples of SimulateCustomPolicy show</a>
 */
public record Span(int startLine, int startColumn, int endLine, int endColumn) {

  private static final JsonFactory JSON = new JsonFactory();

  /** The spans of a policy's statements, in the order of the text, which must be JSON. */
  static List<Span> ofStatements(String policy) {
    List<Span> spans = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(policy)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals("Statement");
        boolean list = parser.nextToken() == JsonToken.START_ARRAY;
        JsonLocation start = parser.currentLocation();
        while (found && list && parser.nextToken() != JsonToken.END_ARRAY) {
          parser.skipChildren();
          spans.add(between(start, parser.currentLocation()));
          start = parser.currentLocation();
        }
        parser.skipChildren();
        if (found && !list) {
          spans.add(between(start, parser.currentLocation()));
        }
      }
    } catch (Exception e) { // An IOException by its signature, which a text in memory cannot cause.
      throw new IllegalArgumentException("not JSON", e);
    }
    return spans;
  }

  private static Span between(JsonLocation start, JsonLocation end) {
    return new Span(start.getLineNr(), start.getColumnNr(), end.getLineNr(), end.getColumnNr());
  }
}
