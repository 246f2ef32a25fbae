package dev.trailmark.cloud.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.policy.Match;
import dev.trailmark.cloud.policy.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why a call was refused, in the JSON that DecodeAuthorizationMessage answers: statements that
 * denied, and the request's principal, action, resource and condition keys. Condition keys that an
 * operation adds are named in lower case.
 */
final class RefusalReport {
  private static final List<String> REQUEST_KEYS =
      List.of(
          "aws:CurrentTime",
          "aws:EpochTime",
          "aws:MultiFactorAuthPresent",
          "aws:PrincipalAccount",
          "aws:PrincipalArn",
          "aws:PrincipalType",
          "aws:RequestedRegion",
          "aws:SecureTransport",
          "aws:SourceAccount",
          "aws:SourceArn",
          "aws:SourceIdentity",
          "aws:SourceIp",
          "aws:TokenIssueTime",
          "aws:UserAgent",
          "aws:ViaAWSService",
          "aws:userid",
          "aws:username");

  private static final String[] ARN_KEYS = {
    null, null, "aws:Service", "aws:Region", "aws:Account", "aws:Resource"
  };

  private RefusalReport() {}

  static ObjectNode of(Call call, AccessCheck check, Decision decision) {
    Principal principal = call.caller().principal();
    ObjectNode report = object();
    report.put("allowed", false);
    report.put("explicitDeny", decision.effect() == Decision.Effect.EXPLICIT_DENY);
    ArrayNode matched = items(report.putObject("matchedStatements"));
    decision.deciding().forEach(match -> matched.add(statement(match, principal)));
    items(report.putObject("failures"));
    ObjectNode context = report.putObject("context");
    ObjectNode who = context.putObject("principal");
    who.put("id", principal.userId());
    if (principal.type() == PrincipalType.USER) {
      who.put("name", principal.name());
    }
    who.put("arn", principal.arn());
    context.put("action", check.action());
    context.put("resource", check.resource());
    conditions(context, conditionsOf(call, check, principal));
    return report;
  }

  /** Leaves the condition keys of the request out, of a report that would be too long. */
  static void dropContext(ObjectNode report) {
    conditions((ObjectNode) report.get("context"), Map.of());
  }

  private static ObjectNode statement(Match match, Principal principal) {
    Statement statement = match.statement();
    ObjectNode shown = object();
    shown.put("statementId", statement.sid().orElse(""));
    shown.put("effect", statement.isAllow() ? "ALLOW" : "DENY");
    List<String> named = statement.principals();
    values(shown.putObject("principals"), named.isEmpty() ? List.of(principal.userId()) : named);
    items(shown.putObject("principalGroups"));
    values(shown.putObject("actions"), statement.actions());
    values(shown.putObject("resources"), statement.resources());
    ArrayNode items = items(shown.putObject("conditions"));
    match
        .written()
        .path("Condition")
        .forEach(
            operator ->
                operator
                    .fields()
                    .forEachRemaining(
                        entry -> pair(items, entry.getKey(), texts(entry.getValue()))));
    return shown;
  }

  private static List<String> texts(JsonNode value) {
    if (!value.isArray()) {
      return List.of(value.asText());
    }
    return value.valueStream().map(JsonNode::asText).toList();
  }

  private static Map<String, List<String>> conditionsOf(
      Call call, AccessCheck check, Principal principal) {
    Map<String, List<String>> found = new TreeMap<>(check.context());
    for (String name : REQUEST_KEYS) {
      List<String> values = call.context().values(name.toLowerCase(Locale.ROOT));
      if (values != null) {
        found.put(name, values);
      }
    }
    principal.tags().forEach((key, value) -> found.put("aws:PrincipalTag/" + key, List.of(value)));
    String[] parts = check.resource().split(":", ARN_KEYS.length);
    if (parts.length == ARN_KEYS.length) {
      found.put("aws:ARN", List.of(check.resource()));
      for (int i = 2; i < parts.length; i++) {
        if (!parts[i].isEmpty()) {
          found.put(ARN_KEYS[i], List.of(parts[i]));
        }
      }
    }
    return found;
  }

  private static void conditions(ObjectNode holder, Map<String, List<String>> conditions) {
    ArrayNode items = items(holder.putObject("conditions"));
    conditions.forEach((key, values) -> pair(items, key, values));
  }

  private static void pair(ArrayNode items, String key, Collection<String> values) {
    ObjectNode item = items.addObject();
    item.put("key", key);
    values(item.putObject("values"), values);
  }

  private static void values(ObjectNode holder, Collection<String> values) {
    ArrayNode items = items(holder);
    values.forEach(value -> items.addObject().put("value", value));
  }

  private static ArrayNode items(ObjectNode holder) {
    return holder.putArray("items");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
