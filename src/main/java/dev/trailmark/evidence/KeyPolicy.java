package dev.trailmark.evidence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A KMS key policy, read as the KMS console reads it: who administers the key, who uses it. A
 * statement counts by what it allows, not by its Sid, so that a policy written by hand is read the
 * same way as one that the console wrote (Developer Guide, "Default key policy").
 */
public final class KeyPolicy {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the console gives an administrator, as far as it tells one from a user. */
  private static final List<String> ADMINISTRATION =
      List.of("kms:PutKeyPolicy", "kms:DisableKey", "kms:ScheduleKeyDeletion");

  /** What the console gives a user. */
  private static final List<String> USE =
      List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom");

  private final String text;
  private final List<JsonNode> statements;

  private KeyPolicy(String text, List<JsonNode> statements) {
    this.text = text;
    this.statements = statements;
  }

  /**
   * Reads a policy.
   *
   * @throws MalformedEvidenceException if the text is no policy
   */
  public static KeyPolicy parse(String text, String where) {
    try {
      JsonNode root = JSON.readTree(text);
      if (root == null || !root.isObject() || !root.has("Statement")) {
        throw new MalformedEvidenceException(where + ": not a policy: it has no Statement");
      }
      return new KeyPolicy(text, list(root.get("Statement")));
    } catch (JsonProcessingException e) {
      throw new MalformedEvidenceException(
          "%s: the policy is not JSON: %s".formatted(where, e.getOriginalMessage()), e);
    }
  }

  /** The principals that may manage the key by name. */
  public Set<String> administrators() {
    return principalsAllowed(ADMINISTRATION);
  }

  /** The principals that may encrypt and decrypt with the key by name. */
  public Set<String> users() {
    return principalsAllowed(USE);
  }

  /** Whether IAM policies of the account count, as the console's first statement says. */
  public boolean delegatesToAccount(String account) {
    String root = "arn:aws:iam::" + account + ":root";
    return statements.stream()
        .filter(statement -> allows(statement, "kms:*"))
        .flatMap(statement -> principals(statement).stream())
        .anyMatch(principal -> principal.equals(root) || principal.equals(account));
  }

  /** The same policy with a principal taken out of the statements that let it use the key. */
  public String withoutUser(String principal) {
    return changed(
        statement -> {
          if (!isForUsers(statement)) {
            return statement;
          }
          List<String> left =
              principals(statement).stream().filter(each -> !each.equals(principal)).toList();
          return left.isEmpty() ? null : withPrincipals(statement, left);
        });
  }

  /** The policy as it was given. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return "administrators %s, users %s".formatted(administrators(), users());
  }

  private Set<String> principalsAllowed(List<String> actions) {
    return statements.stream()
        .filter(statement -> actions.stream().allMatch(action -> allows(statement, action)))
        .filter(statement -> !allows(statement, "kms:*"))
        .flatMap(statement -> principals(statement).stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The console's third and fourth statements: use of the key, and grants for AWS services. */
  private static boolean isForUsers(JsonNode statement) {
    boolean use = USE.stream().allMatch(action -> allows(statement, action));
    boolean grants = statement.has("Condition") && allows(statement, "kms:CreateGrant");
    return (use || grants) && !allows(statement, "kms:*");
  }

  private static boolean allows(JsonNode statement, String action) {
    return statement.path("Effect").asText().equals("Allow")
        && texts(statement.path("Action")).stream().anyMatch(pattern -> matches(pattern, action));
  }

  private static boolean matches(String pattern, String action) {
    if (action.endsWith("*")) {
      return pattern.equals("*") || pattern.equalsIgnoreCase(action);
    }
    String regex =
        java.util.Arrays.stream(pattern.split("\\*", -1))
            .map(java.util.regex.Pattern::quote)
            .collect(Collectors.joining(".*"));
    return java.util.regex.Pattern.compile(regex, java.util.regex.Pattern.CASE_INSENSITIVE)
        .matcher(action)
        .matches();
  }

  private static List<String> principals(JsonNode statement) {
    JsonNode principal = statement.path("Principal");
    return principal.isTextual() ? List.of(principal.asText()) : texts(principal.path("AWS"));
  }

  private static JsonNode withPrincipals(JsonNode statement, List<String> principals) {
    ObjectNode copy = statement.deepCopy();
    ObjectNode principal = copy.putObject("Principal");
    if (principals.size() == 1) {
      principal.put("AWS", principals.get(0));
    } else {
      ArrayNode several = principal.putArray("AWS");
      principals.forEach(several::add);
    }
    return copy;
  }

  private String changed(java.util.function.UnaryOperator<JsonNode> change) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(text);
      ArrayNode kept = JSON.createArrayNode();
      statements.stream().map(change).filter(each -> each != null).forEach(kept::add);
      root.set("Statement", kept);
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a policy that was read can be written", e);
    }
  }

  private static List<JsonNode> list(JsonNode node) {
    List<JsonNode> items = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(items::add);
    } else {
      items.add(node);
    }
    return items;
  }

  private static List<String> texts(JsonNode node) {
    return node.isMissingNode() || node.isNull()
        ? List.of()
        : list(node).stream().map(JsonNode::asText).toList();
  }
}
