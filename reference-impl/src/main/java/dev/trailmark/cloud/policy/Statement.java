package dev.trailmark.cloud.policy;

import java.util.List;
import java.util.Optional;

/** One statement of a policy, immutable, with its elements compiled. */
public final class Statement {

  private final String sid;
  private final boolean allow;
  private final PrincipalElement principal;
  private final ActionElement action;
  private final ResourceElement resource;
  private final List<Condition> conditions;
  private final Span span;

  /**
   * Takes the parsed elements.
   *
   * @param sid may be null
   * @param principal null in policies of identities
   * @param resource null in trust policies
   */
  Statement(
      String sid,
      boolean allow,
      PrincipalElement principal,
      ActionElement action,
      ResourceElement resource,
      List<Condition> conditions,
      Span span) {
    this.sid = sid;
    this.allow = allow;
    this.principal = principal;
    this.action = action;
    this.resource = resource;
    this.conditions = List.copyOf(conditions);
    this.span = span;
  }

  /** The statement's {@code Sid}. */
  public Optional<String> sid() {
    return Optional.ofNullable(sid);
  }

  /** Where the statement stands in the policy's text. */
  public Span span() {
    return span;
  }

  /** Whether the effect is Allow; otherwise it is Deny. */
  public boolean isAllow() {
    return allow;
  }

  /** The values of Action or NotAction, as written. */
  public List<String> actions() {
    return action.texts();
  }

  /** Whether {@link #actions()} are those of NotAction. */
  public boolean isNotAction() {
    return action.negated();
  }

  /** The values of Resource or NotResource, as written; empty in trust policies. */
  public List<String> resources() {
    return resource == null ? List.of() : resource.texts();
  }

  /** Whether {@link #resources()} are those of NotResource. */
  public boolean isNotResource() {
    return resource != null && resource.negated();
  }

  /** Whom Principal or NotPrincipal names, as written; empty in policies of identities. */
  public List<String> principals() {
    return principal == null
        ? List.of()
        : principal.entries().stream().map(PrincipalElement.Entry::text).toList();
  }

  /** Whether {@link #principals()} are those of NotPrincipal. */
  public boolean isNotPrincipal() {
    return principal != null && principal.negated();
  }

  /** The keys of its conditions, in lower case; one for each operator that uses it. */
  public List<String> conditionKeys() {
    return conditions.stream().map(Condition::key).toList();
  }

  /** Whether the statement has anything to say about an action, whoever asks. */
  public boolean coversAction(String name) {
    return action.covers(name);
  }

  boolean namesPrincipals() {
    return principal != null;
  }

  PrincipalElement principalElement() {
    return principal;
  }

  List<Condition> conditions() {
    return conditions;
  }

  /** Whether the statement of an identity's policy applies. */
  boolean applies(AccessRequest request) {
    return action.covers(request.action()) && appliesApartFromAction(request);
  }

  private boolean appliesApartFromAction(AccessRequest request) {
    return !resourceMisses(request) && conditionsHold(request.context());
  }

  /**
   * How the statement of a resource's policy applies to the caller.
   *
   * @param bounded whether the caller has a permissions boundary
   */
  Reach reach(AccessRequest request, boolean bounded) {
    if (!action.covers(request.action())) {
      return Reach.NONE;
    }
    Reach reach = principal.reach(request.principal(), request.context(), allow, bounded);
    return reach != Reach.NONE && appliesApartFromAction(request) ? reach : Reach.NONE;
  }

  /** Whether the principal element of an Allow leaves the caller out. */
  boolean principalMisses(AccessRequest request) {
    return principal != null
        && principal.reach(request.principal(), request.context(), allow, false) == Reach.NONE;
  }

  /** Whether the resource element does not cover the resource. */
  boolean resourceMisses(AccessRequest request) {
    return resource != null && !resource.covers(request.resource(), request.context());
  }

  private boolean conditionsHold(RequestContext context) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(context)) {
        return false;
      }
    }
    return true;
  }
}
