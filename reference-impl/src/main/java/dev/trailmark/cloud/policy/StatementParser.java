package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.policy.MalformedPolicyException.Reason;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads one statement. */
final class StatementParser {

  private static final Set<String> FIELDS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");

  private final PolicyKind kind;
  private final boolean variables;

  /**
   * Makes a parser.
   *
   * @param variables whether the policy's version knows variables
   */
  StatementParser(PolicyKind kind, boolean variables) {
    this.kind = kind;
    this.variables = variables;
  }

  Statement parse(JsonNode node, Span span) throws MalformedPolicyException {
    if (!node.isObject()) {
      throw new MalformedPolicyException(
          Reason.INVALID_STATEMENT, node.asText(), "A statement must be an object.");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        throw new MalformedPolicyException(
            Reason.UNKNOWN_FIELD, name, "A statement has no field " + name + ".");
      }
    }
    boolean allow = isAllow(node.get("Effect"));
    if (kind == PolicyKind.RESOURCE_CONTROL) {
      checkResourceControl(node, allow);
    }
    return new Statement(
        sid(node.get("Sid")),
        allow,
        new PrincipalParser(kind).parse(node),
        action(node),
        resource(node),
        new ConditionParser(variables).parse(node.get("Condition")),
        span);
  }

  /** A resource control policy denies actions that it lists; only AWS's own one allows, all. */
  private static void checkResourceControl(JsonNode node, boolean allow)
      throws MalformedPolicyException {
    if (node.has("NotAction")) {
      throw new MalformedPolicyException(
          Reason.UNKNOWN_FIELD, "NotAction", "NotAction may not be in this kind of policy.");
    }
    boolean all =
        isEverything(node.get("Action"))
            && isEverything(node.get("Resource"))
            && !node.has("Condition");
    if (allow && !all) {
      throw new MalformedPolicyException(
          Reason.INVALID_EFFECT, "Allow", "The effect of this kind of policy must be Deny.");
    }
  }

  private static boolean isEverything(JsonNode node) {
    return node != null && List.of("*").equals(strings(node));
  }

  private String sid(JsonNode node) throws MalformedPolicyException {
    if (node == null) {
      return null;
    }
    boolean valid =
        node.isTextual() && (!kind.hasStrictSids() || isAlphanumeric(node.textValue(), ""));
    if (!valid) {
      throw new MalformedPolicyException(
          Reason.INVALID_SID, node.asText(), "Sid is invalid: " + node);
    }
    return node.textValue();
  }

  private static boolean isAllow(JsonNode node) throws MalformedPolicyException {
    if (node == null) {
      throw new MalformedPolicyException(
          Reason.MISSING_EFFECT, "Effect", "A statement has no Effect.");
    }
    String effect = node.isTextual() ? node.textValue() : "";
    if (!effect.equals("Allow") && !effect.equals("Deny")) {
      throw new MalformedPolicyException(
          Reason.INVALID_EFFECT, node.asText(), "Effect must be Allow or Deny, not " + node + ".");
    }
    return effect.equals("Allow");
  }

  private ActionElement action(JsonNode node) throws MalformedPolicyException {
    boolean negated = node.has("NotAction");
    List<String> texts = oneOf(node, "Action", "NotAction", Reason.MISSING_ACTION);
    for (String text : texts) {
      if (!isAction(text)) {
        throw new MalformedPolicyException(
            Reason.INVALID_ACTION, text, "The action is invalid here: " + text);
      }
    }
    return ActionElement.of(negated, texts);
  }

  private boolean isAction(String text) {
    if (text.equals("*")) {
      return kind != PolicyKind.TRUST;
    }
    int colon = text.indexOf(':');
    if (colon <= 0 || colon == text.length() - 1) {
      return false;
    }
    String service = text.substring(0, colon);
    String name = text.substring(colon + 1);
    return kind.isKeptByIam()
        ? isAlphanumeric(service, "-.") && name.indexOf(':') < 0
        : isAlphanumeric(service, "-") && isAlphanumeric(name, "*?-_") && isServiceInPlace(service);
  }

  /** A trust policy speaks of STS only and a bucket policy of S3. */
  private boolean isServiceInPlace(String service) {
    return switch (kind) {
      case TRUST -> service.equalsIgnoreCase("sts");
      case BUCKET -> service.equalsIgnoreCase("s3");
      default -> true;
    };
  }

  private static boolean isAlphanumeric(String text, String others) {
    return text.chars()
        .allMatch(
            c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || others.indexOf(c) >= 0);
  }

  private ResourceElement resource(JsonNode node) throws MalformedPolicyException {
    boolean negated = node.has("NotResource");
    if (kind == PolicyKind.TRUST) {
      if (negated || node.has("Resource")) {
        throw new MalformedPolicyException(
            Reason.RESOURCE_NOT_ALLOWED, "Resource", "A trust policy names no resources.");
      }
      return null;
    }
    List<String> texts = oneOf(node, "Resource", "NotResource", Reason.MISSING_RESOURCE);
    ResourceGrammar grammar = new ResourceGrammar(kind);
    for (String text : texts) {
      grammar.check(text);
    }
    return ResourceElement.of(negated, texts, variables);
  }

  /** The values of an element or its negation, of which there must be just one. */
  private static List<String> oneOf(JsonNode node, String name, String negation, Reason missing)
      throws MalformedPolicyException {
    if (node.has(name) == node.has(negation)) {
      throw new MalformedPolicyException(
          missing, name, "A statement must have one of " + name + " and " + negation + ".");
    }
    String present = node.has(name) ? name : negation;
    List<String> texts = strings(node.get(present));
    if (texts == null || texts.isEmpty()) {
      throw new MalformedPolicyException(
          missing, present, present + " must be a string or a list of strings.");
    }
    return texts;
  }

  /** A string or a list of strings as a list; {@code null} for anything else. */
  static List<String> strings(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.textValue());
    }
    if (!node.isArray()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : node) {
      if (!element.isTextual()) {
        return null;
      }
      texts.add(element.textValue());
    }
    return texts;
  }
}
