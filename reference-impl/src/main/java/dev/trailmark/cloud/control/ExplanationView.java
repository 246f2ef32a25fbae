package dev.trailmark.cloud.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import dev.trailmark.cloud.policy.Explanation;
import dev.trailmark.cloud.policy.Match;
import java.util.List;
import java.util.Set;

/**
 * An explanation as JSON.
 *
 * @param principal whom it is about
 * @param check what was asked for
 * @param explanation what was decided, and why
 * @param denial the service's refusal; {@code null} when allowed, or when the service is not here
 * @param foreign whether the resource is another account's, whose policies are not shown
 * @param served whether the simulator has the service
 */
record ExplanationView(
    Principal principal,
    AccessCheck check,
    Explanation explanation,
    ServiceException denial,
    boolean foreign,
    boolean served) {

  private static final Set<Source> OF_RESOURCE =
      Set.of(Source.RESOURCE, Source.TRUST, Source.GRANT, Source.ACL, Source.RESOURCE_CONTROL);

  /** An action that takes no permission. */
  static JsonNode allowedToEveryone(Question question, Principal principal) {
    ObjectNode view = head(principal, question.action(), question.resource());
    view.put("decision", "allowed");
    view.put("note", "Everybody may do this; no policy is asked.");
    view.putArray("policies");
    view.putArray("deciding");
    return view;
  }

  /** An action that the service refuses whatever the policies say. */
  static JsonNode refusedOutright(
      Question question, Principal principal, ServiceException refusal) {
    ObjectNode view = head(principal, question.action(), question.resource());
    view.put("decision", "implicitDeny");
    putDenial(view, refusal);
    view.putArray("policies");
    view.putArray("deciding");
    return view;
  }

  /** The answer to who asked. */
  JsonNode view(Call asker) {
    Decision decision = explanation.decision();
    ObjectNode view = head(principal, check.action(), check.resource());
    view.put("resourceAccount", check.resourceAccount());
    view.put("crossAccount", decision.crossAccount());
    view.put("decision", decisionOf(decision.effect()));
    view.put("decidedBy", name(decision.source()));
    if (!served) {
      view.put(
          "note", "The simulator does not have this service; identity policies alone were asked.");
    }
    if (denial != null) {
      putDenial(view, denial);
    }
    StatementView statements = new StatementView(asker.directory(), check);
    ArrayNode deciding = view.putArray("deciding");
    if (!foreign || !OF_RESOURCE.contains(decision.source())) {
      decision.deciding().forEach(m -> deciding.add(statements.of(decision.source(), m)));
    }
    ArrayNode policies = view.putArray("policies");
    explanation.sides().forEach(side -> policies.add(side(side, statements)));
    return view;
  }

  private ObjectNode side(Explanation.Side side, StatementView statements) {
    boolean hidden = foreign && OF_RESOURCE.contains(side.source());
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("kind", name(side.source()));
    view.put("called", side.source().words());
    view.put("verdict", hidden ? hiddenVerdict() : verdict(side));
    if (hidden) {
      return view;
    }
    view.put("count", side.policies());
    ArrayNode matching = view.putArray("statements");
    for (Match match : side.matches()) {
      matching.add(statements.of(side.source(), match));
    }
    ArrayNode nearly = view.putArray("nearlyAllow");
    side.nearMisses().forEach(miss -> nearly.add(statements.of(side.source(), miss)));
    return view;
  }

  /**
   * Of another account's resource only that it allows is known, from what the caller's side lacks.
   */
  private String hiddenVerdict() {
    Decision decision = explanation.decision();
    boolean known = decision.allowed() || !OF_RESOURCE.contains(decision.source());
    return known && decision.effect() != Effect.EXPLICIT_DENY ? "allows" : "notShown";
  }

  private static String verdict(Explanation.Side side) {
    return switch (side.effect()) {
      case ALLOW -> side.delegated() ? "delegates" : "allows";
      case EXPLICIT_DENY -> "denies";
      case IMPLICIT_DENY -> "silent";
    };
  }

  private static ObjectNode head(Principal principal, String action, String resource) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("principal", principal.isAnonymous() ? Subjects.ANONYMOUS : principal.arn());
    view.put("entity", principal.isAnonymous() ? Subjects.ANONYMOUS : principal.entityArn());
    view.put("action", action);
    view.put("resource", resource);
    return view;
  }

  private static void putDenial(ObjectNode view, ServiceException refusal) {
    ObjectNode shown = view.putObject("denial");
    shown.put("code", refusal.code());
    shown.put("status", refusal.status());
    shown.put("message", refusal.getMessage());
  }

  private static String decisionOf(Effect effect) {
    return switch (effect) {
      case ALLOW -> "allowed";
      case EXPLICIT_DENY -> "explicitDeny";
      case IMPLICIT_DENY -> "implicitDeny";
    };
  }

  private static String name(Source source) {
    List<String> words = List.of(source.name().toLowerCase(java.util.Locale.ROOT).split("_"));
    return words.size() == 1 ? words.get(0) : words.get(0) + "Control";
  }
}
