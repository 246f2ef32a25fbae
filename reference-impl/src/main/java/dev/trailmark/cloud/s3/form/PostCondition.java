package dev.trailmark.cloud.s3.form;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One condition of a form's policy: {@code {"acl": "private"}}, which is short for {@code ["eq",
 * "$acl", "private"]}, or a list of three. A list that says nothing S3 understands is a condition
 * that fails, as recorded.
 *
 * @param words the list's members as text
 */
record PostCondition(List<String> words) {
  private static final String RANGE = "content-length-range";

  /**
   * Reads a condition.
   *
   * @throws ServiceException InvalidPolicyDocument
   */
  static PostCondition of(JsonNode condition) {
    if (condition.isObject()) {
      return simple(condition);
    }
    if (!condition.isArray()) {
      throw PostPolicy.invalid("Invalid Condition: Conditions must be Objects or Lists.");
    }
    if (condition.isEmpty()) {
      throw PostPolicy.invalid("Invalid Condition: missing operation identifier.");
    }
    List<String> words = new ArrayList<>();
    condition.forEach(word -> words.add(word.isValueNode() ? word.asText() : word.toString()));
    return new PostCondition(List.copyOf(words));
  }

  private static PostCondition simple(JsonNode condition) {
    if (condition.size() != 1) {
      throw PostPolicy.invalid(
          "Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
    }
    Map.Entry<String, JsonNode> only = condition.properties().iterator().next();
    if (!only.getValue().isTextual()) {
      throw PostPolicy.invalid("Invalid Simple-Condition: value must be a string.");
    }
    return new PostCondition(List.of("eq", "$" + only.getKey(), only.getValue().asText()));
  }

  /**
   * Whether a form fulfils it, but for the file's size.
   *
   * @param fields by name in lower case
   */
  boolean holds(Map<String, String> fields) {
    if (words.size() != 3) {
      return false;
    }
    if (operator().equals(RANGE)) {
      return size() != null;
    }
    String value = fields.get(field());
    return value != null
        && words.get(1).startsWith("$")
        && switch (operator()) {
          case "eq" -> words.get(2).equals(value);
          case "starts-with" -> startsWith(value, words.get(2));
          default -> false;
        };
  }

  /** Commas in a Content-Type separate values, each of which has to begin so. */
  private boolean startsWith(String value, String prefix) {
    if (!field().equals("content-type") || !value.contains(",")) {
      return value.startsWith(prefix);
    }
    for (String each : value.split(",")) {
      if (!each.strip().startsWith(prefix)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is about a field, given in lower case. */
  boolean speaksOf(String name) {
    return words.size() > 1 && !operator().equals(RANGE) && field().equals(name);
  }

  /** The sizes that it allows; {@code null} when it does not speak of sizes, or not readably. */
  SizeRange size() {
    if (words.size() != 3 || !operator().equals(RANGE)) {
      return null;
    }
    try {
      long least = Long.parseLong(words.get(1));
      long most = Long.parseLong(words.get(2));
      return least < 0 || most < 0 ? null : new SizeRange(least, most);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private String operator() {
    return words.isEmpty() ? "" : words.get(0).toLowerCase(Locale.ROOT);
  }

  private String field() {
    String named = words.get(1).toLowerCase(Locale.ROOT);
    return named.startsWith("$") ? named.substring(1) : named;
  }

  /** As refusals quote it: a list of texts, numbers too, in which quotes are escaped. */
  @Override
  public String toString() {
    return words.stream()
        .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
