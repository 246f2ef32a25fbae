package dev.trailmark.cloud.control;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The JSON object that a request sends, read with errors that name the field. */
final class ControlInput {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode root;
  private final String place;

  private ControlInput(JsonNode root, String place) {
    this.root = root;
    this.place = place;
  }

  /**
   * Reads a body.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException ValidationError when it is no JSON
   *     object
   */
  static ControlInput read(byte[] body) throws IOException {
    try {
      JsonNode root = JSON.readTree(body);
      if (root.isObject()) {
        return new ControlInput(root, "");
      }
    } catch (JsonProcessingException e) {
      throw ControlError.VALIDATION.because("The body is not JSON: %s.", problem(e));
    }
    throw ControlError.VALIDATION.because("The body is not a JSON object.");
  }

  /** What is wrong and where; of limits that are passed the reader does not tell the place. */
  private static String problem(JsonProcessingException e) {
    String problem = e.getOriginalMessage().replaceFirst(" \\(start marker at .*", "");
    JsonLocation place = e.getLocation();
    return place == null
        ? problem
        : "%s (line %d, column %d)".formatted(problem, place.getLineNr(), place.getColumnNr());
  }

  /** Refuses fields that are none of these. */
  ControlInput only(Set<String> fields) {
    root.fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.contains(name)) {
                throw ControlError.VALIDATION.because(
                    "There is no field '%s'; there is %s.",
                    place + name,
                    fields.isEmpty()
                        ? "none"
                        : String.join(", ", fields.stream().sorted().toList()));
              }
            });
    return this;
  }

  /** A text that has to be there. */
  String text(String field) {
    return optional(field)
        .orElseThrow(
            () -> ControlError.VALIDATION.because("The field '%s' is missing.", place + field));
  }

  /** A text; absent, null and empty are the same. */
  Optional<String> optional(String field) {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw ControlError.VALIDATION.because("The field '%s' is not a text.", place + field);
    }
    return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
  }

  /** Whether a field is true; false when it is absent. */
  boolean flag(String field) {
    JsonNode value = root.path(field);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw ControlError.VALIDATION.because(
          "The field '%s' is neither true nor false.", place + field);
    }
    return value.booleanValue();
  }

  /** An object; absent and null are the same. */
  Optional<ControlInput> object(String field) {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      throw ControlError.VALIDATION.because("The field '%s' is not an object.", place + field);
    }
    return Optional.of(new ControlInput(value, place + field + "."));
  }

  /** A field whose value is an object of lists of texts; a single value is a list of one. */
  Map<String, List<String>> lists(String field) {
    JsonNode object = root.path(field);
    if (object instanceof MissingNode) {
      return Map.of();
    }
    if (!object.isObject()) {
      throw ControlError.VALIDATION.because(
          "The field '%s' is not an object of lists.", place + field);
    }
    Map<String, List<String>> lists = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            entry -> lists.put(entry.getKey(), texts(field, entry.getKey(), entry.getValue())));
    return lists;
  }

  private List<String> texts(String field, String key, JsonNode value) {
    List<String> texts = new ArrayList<>();
    for (JsonNode each : value.isArray() ? value : List.of(value)) {
      if (!each.isValueNode() || each.isNull()) {
        throw ControlError.VALIDATION.because(
            "The values of '%s' in '%s' are not texts.", key, place + field);
      }
      texts.add(each.asText());
    }
    return texts;
  }
}
