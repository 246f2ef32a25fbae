package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.identity.PrincipalType;
import dev.trailmark.cloud.policy.Condition.Quantifier;
import dev.trailmark.cloud.policy.Decision.Effect;
import dev.trailmark.cloud.policy.Decision.Source;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts what random decisions hung on, so that a generator that no longer meets a rule is found
 * out: each effect from each side, for each kind of caller and across accounts, and each element of
 * the language in a statement that decided.
 */
final class DecisionMix {

  /** Sides that can only allow. */
  private static final Set<Source> ALLOW_ONLY = EnumSet.of(Source.ROOT, Source.ACL, Source.GRANT);

  /** Sides whose policies can only withhold or deny. */
  private static final Set<Source> NEVER_ALLOWING =
      EnumSet.of(Source.BOUNDARY, Source.SESSION, Source.SERVICE_CONTROL, Source.RESOURCE_CONTROL);

  private static final List<String> LIMITS =
      List.of(
          "within a boundary",
          "within a session policy",
          "under service control policies",
          "under resource control policies");

  private static final List<String> ELEMENTS =
      List.of(
          "NotPrincipal",
          "CanonicalUser",
          "NotAction",
          "NotResource",
          "several conditions",
          "variable in a resource",
          "variable in a condition",
          "text in the form of a variable",
          "FOR_ALL_VALUES",
          "FOR_ANY_VALUE",
          "IfExists");

  private final Map<String, Integer> seen = new TreeMap<>();

  /** Counts one decision. */
  void count(Decision decision, AccessRequest request, PolicySet policies) {
    String effect = decision.effect().name();
    add(effect + " " + decision.source());
    add(effect + " for " + request.principal().type());
    if (request.crossAccount()) {
      add(effect + " across accounts");
    }
    if (decision.allowed()) {
      countPassed(request, policies);
    }
    for (Match match : decision.deciding()) {
      boolean variables = match.policy().text().contains("2012-10-17");
      elements(match.statement(), variables).forEach(element -> add(effect + " by " + element));
    }
  }

  /** What allowed beside the side that is named. */
  private void countPassed(AccessRequest request, PolicySet policies) {
    if (PolicyEngine.isBounded(request, policies)) {
      add("ALLOW within a boundary");
    }
    if (!policies.session().isEmpty()) {
      add("ALLOW within a session policy");
    }
    if (!policies.serviceControl().isEmpty()) {
      add("ALLOW under service control policies");
    }
    if (!policies.resourceControl().isEmpty()) {
      add("ALLOW under resource control policies");
    }
  }

  private static List<String> elements(Statement statement, boolean variables) {
    List<String> elements = new ArrayList<>();
    if (statement.conditions().size() > 1) {
      elements.add("several conditions");
    }
    if (statement.principals().stream().anyMatch(text -> text.startsWith("0a0a"))) {
      elements.add("CanonicalUser");
    }
    if (statement.isNotPrincipal()) {
      elements.add("NotPrincipal");
    }
    if (statement.isNotAction()) {
      elements.add("NotAction");
    }
    if (statement.isNotResource()) {
      elements.add("NotResource");
    }
    if (statement.resources().stream().anyMatch(text -> text.contains("${"))) {
      elements.add(variables ? "variable in a resource" : "text in the form of a variable");
    }
    for (Condition condition : statement.conditions()) {
      elements.add(condition.operator().text());
      if (condition.quantifier() != Quantifier.NONE) {
        elements.add(condition.quantifier().name());
      }
      if (condition.ifExists()) {
        elements.add("IfExists");
      }
      if (condition.values().stream().anyMatch(text -> text.contains("${"))) {
        elements.add(variables ? "variable in a condition" : "text in the form of a variable");
      }
    }
    return elements;
  }

  private void add(String what) {
    seen.merge(what, 1, Integer::sum);
  }

  /** The rules that have not decided often enough to be compared. */
  List<String> lacking() {
    List<String> lacking = new ArrayList<>();
    for (Source source : Source.values()) {
      if (!NEVER_ALLOWING.contains(source)) {
        lacks(lacking, 100, "ALLOW " + source);
      }
      if (!ALLOW_ONLY.contains(source)) {
        lacks(lacking, 100, "EXPLICIT_DENY " + source, "IMPLICIT_DENY " + source);
      }
    }
    for (Effect effect : Effect.values()) {
      lacks(lacking, 200, effect + " across accounts");
      for (PrincipalType type : PrincipalType.values()) {
        lacks(lacking, 200, effect + " for " + type);
      }
    }
    for (String limit : LIMITS) {
      lacks(lacking, 200, "ALLOW " + limit);
    }
    for (Effect effect : EnumSet.of(Effect.ALLOW, Effect.EXPLICIT_DENY)) {
      for (String element : ELEMENTS) {
        lacks(lacking, 25, effect + " by " + element);
      }
      for (Operator operator : Operator.values()) {
        lacks(lacking, 5, effect + " by " + operator.text());
      }
    }
    return lacking;
  }

  private void lacks(List<String> lacking, int least, String... what) {
    for (String each : what) {
      if (seen.getOrDefault(each, 0) < least) {
        lacking.add(each);
      }
    }
  }

  @Override
  public String toString() {
    return seen.toString();
  }
}
