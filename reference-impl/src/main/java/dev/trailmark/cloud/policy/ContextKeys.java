package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The condition keys that a policy refers to: as keys of its conditions and as policy variables in
 * its resources and condition values. In the order of the text and spelled as the text spells them;
 * of spellings that differ in case only, the first.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetContextKeysForCustomPolicy.html">GetContextKeysForCustomPolicy</a>
 */
public final class ContextKeys {
  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, String> byLowerCase = new LinkedHashMap<>();

  private ContextKeys() {}

  /** The keys of all these policies. */
  public static List<String> of(List<PolicyDocument> policies) {
    ContextKeys keys = new ContextKeys();
    policies.forEach(policy -> keys.addAll(policy.text()));
    return List.copyOf(keys.byLowerCase.values());
  }

  /**
   * The keys of all these policies but some.
   *
   * @param given names in lower case
   */
  public static List<String> missing(List<PolicyDocument> policies, Set<String> given) {
    return of(policies).stream()
        .filter(key -> !given.contains(key.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private void addAll(String text) {
    JsonNode root = read(text);
    boolean variables = PolicyParser.WITH_VARIABLES.equals(root.path("Version").textValue());
    JsonNode statements = root.path("Statement");
    for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
      for (Map.Entry<String, JsonNode> element : statement.properties()) {
        switch (element.getKey()) {
          case "Resource", "NotResource" -> addVariables(element.getValue(), variables);
          case "Condition" -> addConditions(element.getValue(), variables);
          default -> {}
        }
      }
    }
  }

  private void addConditions(JsonNode operators, boolean variables) {
    for (JsonNode keys : operators) {
      for (Map.Entry<String, JsonNode> key : keys.properties()) {
        add(key.getKey());
        addVariables(key.getValue(), variables);
      }
    }
  }

  private void addVariables(JsonNode values, boolean variables) {
    for (JsonNode value : values.isArray() ? values : List.of(values)) {
      if (variables && value.isTextual()) {
        Template.variables(value.textValue()).forEach(this::add);
      }
    }
  }

  private void add(String key) {
    byLowerCase.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a parsed policy cannot be read", e);
    }
  }
}
