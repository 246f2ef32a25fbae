package dev.trailmark.evidence.paper;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON object or array that somebody handed in, alone or in a text.
 *
 * @param json what it says
 * @param place where it begins
 */
public record JsonSnippet(JsonNode json, Place place) {

  private static final int DEPTH = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEPTH).build())
                  .build())
          .build();

  /**
   * The objects and arrays that a text consists of, one after the other; what comes after something
   * that is no JSON is left out.
   *
   * @param start where the text begins
   */
  public static List<JsonSnippet> all(String text, Place start) {
    List<JsonSnippet> found = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null && parser.currentToken().isStructStart()) {
        int line = parser.currentTokenLocation().getLineNr();
        found.add(new JsonSnippet(JSON.readTree(parser), start.plus(line - 1)));
      }
    } catch (IOException e) {
      return found;
    }
    return found;
  }

  /**
   * The object that a text begins with.
   *
   * @return the object and how many lines it takes; empty when the text begins with none
   */
  static java.util.Optional<Located<JsonNode>> first(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      JsonNode json = JSON.readTree(parser);
      int last = parser.currentLocation().getLineNr();
      return json != null && json.isObject() && !json.isEmpty()
          ? java.util.Optional.of(new Located<>(json, new Place("", last)))
          : java.util.Optional.empty();
    } catch (IOException e) {
      return java.util.Optional.empty();
    }
  }
}
