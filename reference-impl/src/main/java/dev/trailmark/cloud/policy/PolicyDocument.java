package dev.trailmark.cloud.policy;

import java.util.List;
import java.util.function.Predicate;

/** A policy, immutable: parsed once and asked often, by any number of threads. */
public final class PolicyDocument {

  private final String text;
  private final PolicyKind kind;
  private final List<Statement> statements;
  private final Statement[] denies;
  private final Statement[] allows;

  private PolicyDocument(String text, PolicyKind kind, List<Statement> statements) {
    this.text = text;
    this.kind = kind;
    this.statements = List.copyOf(statements);
    this.denies = statements.stream().filter(s -> !s.isAllow()).toArray(Statement[]::new);
    this.allows = statements.stream().filter(Statement::isAllow).toArray(Statement[]::new);
  }

  /**
   * Parses and checks a policy.
   *
   * @param json the text
   * @param kind the grammar that applies
   * @throws MalformedPolicyException when the text is not a policy of that kind
   */
  public static PolicyDocument parse(String json, PolicyKind kind) throws MalformedPolicyException {
    return new PolicyDocument(json, kind, new PolicyParser(kind).parse(json));
  }

  /** The text as it was given. */
  public String text() {
    return text;
  }

  /** The kind whose grammar it satisfies. */
  public PolicyKind kind() {
    return kind;
  }

  /** The statements, in the order of the text. */
  public List<Statement> statements() {
    return statements;
  }

  /**
   * Every AWS principal that a statement names, as written and without repetition, {@code *} left
   * out: account ids, ARNs and unique ids, for the service to check that they exist.
   */
  public List<String> principals() {
    return principals(PolicyDocument::isAwsPrincipal);
  }

  /** Every canonical user id that a statement names, without repetition. */
  public List<String> canonicalUsers() {
    return principals(form -> form == PrincipalElement.Form.CANONICAL_USER);
  }

  private List<String> principals(Predicate<PrincipalElement.Form> wanted) {
    return statements.stream()
        .filter(statement -> statement.principalElement() != null)
        .flatMap(statement -> statement.principalElement().entries().stream())
        .filter(entry -> wanted.test(entry.form()))
        .map(PrincipalElement.Entry::text)
        .distinct()
        .toList();
  }

  private static boolean isAwsPrincipal(PrincipalElement.Form form) {
    return switch (form) {
      case ACCOUNT, ARN, UNIQUE_ID -> true;
      case EVERYONE, SERVICE, CANONICAL_USER, FEDERATED -> false;
    };
  }

  /** The first Deny statement that applies to a request; {@code null} when none does. */
  Statement firstDeny(AccessRequest request) {
    for (Statement deny : denies) {
      if (says(deny, request)) {
        return deny;
      }
    }
    return null;
  }

  /** The first Allow statement that applies, of an identity's policy; {@code null} for none. */
  Statement firstAllow(AccessRequest request) {
    for (Statement allow : allows) {
      if (allow.applies(request)) {
        return allow;
      }
    }
    return null;
  }

  /** The Allow statement that carries furthest, of a resource's policy; {@code null} for none. */
  Statement strongestAllow(AccessRequest request) {
    Statement strongest = null;
    Reach best = Reach.NONE;
    for (Statement allow : allows) {
      Reach reach = allow.reach(request);
      if (reach.compareTo(best) > 0) {
        strongest = allow;
        best = reach;
        if (best == Reach.DIRECT) {
          break;
        }
      }
    }
    return strongest;
  }

  private boolean says(Statement statement, AccessRequest request) {
    return kind.namesPrincipals()
        ? statement.reach(request) != Reach.NONE
        : statement.applies(request);
  }
}
