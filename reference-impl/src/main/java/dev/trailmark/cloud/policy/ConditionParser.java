package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.policy.Condition.Quantifier;
import dev.trailmark.cloud.policy.MalformedPolicyException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** Reads a Condition element. */
final class ConditionParser {

  private static final String FOR_ALL = "ForAllValues:";
  private static final String FOR_ANY = "ForAnyValue:";
  private static final String IF_EXISTS = "IfExists";

  private final boolean variables;

  /**
   * Makes a parser.
   *
   * @param variables whether the policy's version knows variables
   */
  ConditionParser(boolean variables) {
    this.variables = variables;
  }

  /** The conditions, all of which must hold; empty for a missing element. */
  List<Condition> parse(JsonNode element) throws MalformedPolicyException {
    List<Condition> conditions = new ArrayList<>();
    if (element == null) {
      return conditions;
    }
    if (!element.isObject()) {
      throw invalid("Condition", "Condition must be an object.");
    }
    for (Map.Entry<String, JsonNode> operator : element.properties()) {
      if (!operator.getValue().isObject()) {
        throw invalid(operator.getKey(), operator.getKey() + " must be an object of keys.");
      }
      addAll(operator.getKey(), operator.getValue(), conditions);
    }
    return conditions;
  }

  private void addAll(String name, JsonNode keys, List<Condition> into)
      throws MalformedPolicyException {
    Quantifier quantifier = quantifier(name);
    String rest = quantifier == Quantifier.NONE ? name : name.substring(name.indexOf(':') + 1);
    boolean ifExists = rest.endsWith(IF_EXISTS);
    Operator operator =
        Operator.named(ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest);
    boolean decorated = ifExists || quantifier != Quantifier.NONE;
    if (operator == null || (operator == Operator.NULL && decorated)) {
      throw new MalformedPolicyException(
          Reason.UNKNOWN_OPERATOR, name, "There is no condition operator " + name + ".");
    }
    for (Map.Entry<String, JsonNode> entry : keys.properties()) {
      String key = entry.getKey();
      int colon = key.indexOf(':');
      if (colon <= 0 || colon == key.length() - 1) {
        throw new MalformedPolicyException(
            Reason.INVALID_CONDITION_KEY,
            key,
            "A condition key needs a prefix such as aws: " + key);
      }
      List<String> values = values(key, entry.getValue());
      into.add(
          new Condition(
              quantifier,
              operator,
              ifExists,
              key.toLowerCase(Locale.ROOT),
              values,
              compile(operator, values)));
    }
  }

  private static Quantifier quantifier(String name) {
    if (name.startsWith(FOR_ALL)) {
      return Quantifier.FOR_ALL_VALUES;
    }
    return name.startsWith(FOR_ANY) ? Quantifier.FOR_ANY_VALUE : Quantifier.NONE;
  }

  private static List<String> values(String key, JsonNode node) throws MalformedPolicyException {
    List<String> values = new ArrayList<>();
    for (JsonNode value : node.isArray() ? node : List.of(node)) {
      if (!value.isValueNode() || value.isNull()) {
        throw invalid(key, "A value of " + key + " must be a string, number or boolean.");
      }
      values.add(value.asText());
    }
    return List.copyOf(values);
  }

  private List<Expression<Predicate<String>>> compile(Operator operator, List<String> values)
      throws MalformedPolicyException {
    List<Expression<Predicate<String>>> tests = new ArrayList<>();
    for (String value : values) {
      try {
        tests.add(operator.compile(value, variables));
      } catch (IllegalArgumentException e) {
        throw new MalformedPolicyException(
            operator.isOfAddresses() ? Reason.INVALID_ADDRESS : Reason.INVALID_CONDITION,
            value,
            "A value does not suit its condition operator: " + value);
      }
    }
    return List.copyOf(tests);
  }

  private static MalformedPolicyException invalid(String value, String message) {
    return new MalformedPolicyException(Reason.INVALID_CONDITION, value, message);
  }
}
