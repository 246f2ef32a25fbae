package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.policy.Decision.Effect;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The documented algorithm written a second time, slowly and straight from the JSON: regular
 * expressions for wildcards, nothing compiled, every statement looked at. It knows as much of the
 * language as {@link RandomPolicies} writes.
 */
final class NaiveEvaluator {

  /** The forms in which Allow statements of the resource policy name the caller. */
  private enum Named {
    EVERYONE,
    EXACTLY,
    ROLE,
    ACCOUNT
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AccessRequest request;
  private final PolicySet policies;
  private final Principal caller;

  private final Map<PolicyDocument, JsonNode> parsed;

  /**
   * Takes one request.
   *
   * @param parsed documents read before, kept by the caller to save time
   */
  NaiveEvaluator(AccessRequest request, PolicySet policies, Map<PolicyDocument, JsonNode> parsed) {
    this.parsed = parsed;
    this.request = request;
    this.policies = policies;
    this.caller = request.principal();
  }

  Effect evaluate() {
    if (anyDeny()) {
      return Effect.EXPLICIT_DENY;
    }
    return isAllowed() ? Effect.ALLOW : Effect.IMPLICIT_DENY;
  }

  private boolean anyDeny() {
    List<PolicyDocument> own = new ArrayList<>(policies.session());
    if (!caller.isRoot()) {
      own.addAll(policies.identity());
      if (policies.boundary() != null) {
        own.add(policies.boundary());
      }
    }
    boolean denied = own.stream().anyMatch(document -> says("Deny", document));
    for (JsonNode statement : resourceStatements("Deny")) {
      denied |= !named(statement).isEmpty();
    }
    return denied;
  }

  private boolean isAllowed() {
    Set<Named> named = EnumSet.noneOf(Named.class);
    resourceStatements("Allow").forEach(statement -> named.addAll(named(statement)));
    boolean granted = policies.acl();
    if (caller.accountId() == null) {
      return granted || !named.isEmpty();
    }
    if (policies.authority() == Authority.IDENTITY_ONLY) {
      return identityAllows() && boundaryAllows() && sessionAllows();
    }
    if (policies.authority() == Authority.TRUST && caller.isRoot()) {
      return false;
    }
    boolean whole = identityAllows() && boundaryAllows() && sessionAllows();
    if (!caller.accountId().equals(request.resourceAccount())) {
      return whole && (granted || !named.isEmpty());
    }
    if (named.contains(Named.EVERYONE) || named.contains(Named.EXACTLY) || granted) {
      return true;
    }
    if (named.contains(Named.ROLE)) {
      return boundaryAllows() && sessionAllows();
    }
    boolean resourceDecides = policies.authority() != Authority.RESOURCE_OR_IDENTITY;
    return whole && (!resourceDecides || named.contains(Named.ACCOUNT));
  }

  private boolean identityAllows() {
    return caller.isRoot() || policies.identity().stream().anyMatch(d -> says("Allow", d));
  }

  private boolean boundaryAllows() {
    return caller.isRoot() || policies.boundary() == null || says("Allow", policies.boundary());
  }

  private boolean sessionAllows() {
    return policies.session().isEmpty()
        || policies.session().stream().anyMatch(d -> says("Allow", d));
  }

  private boolean says(String effect, PolicyDocument document) {
    return !statements(effect, document).isEmpty();
  }

  private List<JsonNode> resourceStatements(String effect) {
    boolean none = policies.resource() == null || policies.authority() == Authority.IDENTITY_ONLY;
    return none ? List.of() : statements(effect, policies.resource());
  }

  /** The statements of an effect whose action, resource and condition fit the request. */
  private List<JsonNode> statements(String effect, PolicyDocument document) {
    List<JsonNode> fitting = new ArrayList<>();
    JsonNode root = parsed.computeIfAbsent(document, NaiveEvaluator::read);
    for (JsonNode statement : root.get("Statement")) {
      if (statement.get("Effect").asText().equals(effect)
          && covers(statement, "Action", request.action(), Pattern.CASE_INSENSITIVE)
          && covers(statement, "Resource", request.resource(), 0)
          && conditionsHold(statement.path("Condition"))) {
        fitting.add(statement);
      }
    }
    return fitting;
  }

  private static JsonNode read(PolicyDocument document) {
    try {
      return JSON.readTree(document.text());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean covers(JsonNode statement, String name, String value, int flags) {
    JsonNode wanted = statement.has(name) ? statement.get(name) : statement.get("Not" + name);
    if (wanted == null) {
      return true;
    }
    boolean found = false;
    for (String text : texts(wanted)) {
      List<String> user = request.context().values("aws:username");
      if (text.contains("${aws:username}") && user == null) {
        if (!statement.has(name)) {
          return false;
        }
        continue;
      }
      String plain = user == null ? text : text.replace("${aws:username}", user.get(0));
      found |= glob(plain, flags).matcher(value).matches();
    }
    return found == statement.has(name);
  }

  private static Pattern glob(String text, int flags) {
    String expression = "\\Q" + text.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
    return Pattern.compile(expression, flags | Pattern.DOTALL);
  }

  private Set<Named> named(JsonNode statement) {
    if (statement.has("Principal")) {
      return named(statement.get("Principal"), true);
    }
    Set<Named> listed = named(statement.get("NotPrincipal"), false);
    boolean excluded;
    if (listed.contains(Named.EVERYONE) || statement.get("Effect").asText().equals("Allow")) {
      excluded = !listed.isEmpty();
    } else if (caller.accountId() == null) {
      excluded = listed.contains(Named.EXACTLY);
    } else if (caller.isRoot()) {
      excluded = listed.contains(Named.ACCOUNT);
    } else {
      excluded =
          listed.contains(Named.ACCOUNT)
              && listed.contains(Named.EXACTLY)
              && (caller.type() != PrincipalType.ASSUMED_ROLE || listed.contains(Named.ROLE));
    }
    return excluded ? Set.of() : Set.of(Named.EVERYONE);
  }

  private Set<Named> named(JsonNode element, boolean rootIsItsAccount) {
    Set<Named> named = EnumSet.noneOf(Named.class);
    if (element.isTextual()) {
      named.add(Named.EVERYONE);
    }
    for (String text : texts(element.path("AWS"))) {
      String account = text.replaceAll("arn:aws:iam::(\\d+):root", "$1");
      if (text.equals("*")) {
        named.add(Named.EVERYONE);
      } else if (account.equals(caller.accountId())) {
        named.add(caller.isRoot() && rootIsItsAccount ? Named.EXACTLY : Named.ACCOUNT);
      } else if (text.equals(caller.arn())) {
        named.add(Named.EXACTLY);
      } else if (text.equals(caller.entityArn())) {
        named.add(Named.ROLE);
      }
    }
    for (String text : texts(element.path("Service"))) {
      if (caller.isService() && text.equals(caller.name())) {
        named.add(Named.EXACTLY);
      }
    }
    return named;
  }

  private boolean conditionsHold(JsonNode condition) {
    boolean hold = true;
    for (var operator : condition.properties()) {
      for (var key : operator.getValue().properties()) {
        List<String> found = request.context().values(key.getKey().toLowerCase());
        hold &= holds(operator.getKey(), texts(key.getValue()), found);
      }
    }
    return hold;
  }

  private static boolean holds(String operator, List<String> wanted, List<String> found) {
    boolean ifExists = operator.endsWith("IfExists");
    String plain = operator.replace("IfExists", "");
    if (plain.equals("Null")) {
      return wanted.contains(found == null ? "true" : "false");
    }
    if (plain.startsWith("ForAllValues:")) {
      String each = plain.substring("ForAllValues:".length());
      return found == null || found.stream().allMatch(value -> holdsForOne(each, wanted, value));
    }
    if (plain.startsWith("ForAnyValue:")) {
      String each = plain.substring("ForAnyValue:".length());
      return found == null
          ? ifExists
          : found.stream().anyMatch(value -> holdsForOne(each, wanted, value));
    }
    if (found == null) {
      return ifExists || plain.contains("Not");
    }
    return plain.contains("Not")
        ? found.stream().allMatch(value -> holdsForOne(plain, wanted, value))
        : found.stream().anyMatch(value -> holdsForOne(plain, wanted, value));
  }

  private static boolean holdsForOne(String operator, List<String> wanted, String value) {
    return switch (operator) {
      case "StringEquals" -> wanted.contains(value);
      case "StringNotEquals" -> !wanted.contains(value);
      case "StringLike" -> wanted.stream().anyMatch(w -> glob(w, 0).matcher(value).matches());
      case "StringNotLike" -> wanted.stream().noneMatch(w -> glob(w, 0).matcher(value).matches());
      default -> throw new IllegalArgumentException(operator);
    };
  }

  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isValueNode()) {
      texts.add(node.asText());
    }
    node.elements().forEachRemaining(element -> texts.add(element.asText()));
    return texts;
  }
}
