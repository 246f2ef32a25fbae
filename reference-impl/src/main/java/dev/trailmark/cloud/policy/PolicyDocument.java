package dev.trailmark.cloud.policy;

import java.util.List;
import java.util.function.Predicate;

/** A policy, immutable: parsed once and asked often, by any number of threads. */
public final class PolicyDocument {

  private final String text;
  private final PolicyKind kind;
  private final PolicyOrigin origin;
  private final List<Statement> statements;
  private final Ruling[] denies;
  private final Ruling[] allows;

  /** A statement and, made beforehand, what a decision says of it. */
  private record Ruling(Statement statement, List<Match> match) {}

  private PolicyDocument(
      String text, PolicyKind kind, PolicyOrigin origin, List<Statement> statements) {
    this.text = text;
    this.kind = kind;
    this.origin = origin;
    this.statements = List.copyOf(statements);
    this.denies = rulings(false);
    this.allows = rulings(true);
  }

  private Ruling[] rulings(boolean allow) {
    return statements.stream()
        .filter(statement -> statement.isAllow() == allow)
        .map(statement -> new Ruling(statement, List.of(new Match(this, statement))))
        .toArray(Ruling[]::new);
  }

  /**
   * Parses and checks a policy of no particular origin.
   *
   * @param json the text
   * @param kind the grammar that applies
   * @throws MalformedPolicyException when the text is not a policy of that kind
   */
  public static PolicyDocument parse(String json, PolicyKind kind) throws MalformedPolicyException {
    return parse(json, kind, PolicyOrigin.INPUT);
  }

  /**
   * Parses and checks a policy.
   *
   * @param json the text
   * @param kind the grammar that applies
   * @param origin where it comes from
   * @throws MalformedPolicyException when the text is not a policy of that kind
   */
  public static PolicyDocument parse(String json, PolicyKind kind, PolicyOrigin origin)
      throws MalformedPolicyException {
    return new PolicyDocument(json, kind, origin, new PolicyParser(kind).parse(json));
  }

  /**
   * A policy that was checked when it was stored. One that today's grammar refuses, because an
   * earlier version of the simulator was less strict, denies everything but what it takes to look
   * at it and to replace it: nobody knows what it was meant to forbid.
   *
   * @param json the text
   * @param kind the grammar that applies
   * @param origin where it comes from
   * @param owner the account that may replace a key's policy; of no meaning for other kinds
   */
  public static PolicyDocument stored(
      String json, PolicyKind kind, PolicyOrigin origin, String owner) {
    try {
      return parse(json, kind, origin);
    } catch (MalformedPolicyException e) {
      return UnreadablePolicy.document(kind, origin, owner);
    }
  }

  /** The same policy as of another origin; nothing is parsed again. */
  public PolicyDocument from(PolicyOrigin newOrigin) {
    return new PolicyDocument(text, kind, newOrigin, statements);
  }

  /** Where the policy comes from. */
  public PolicyOrigin origin() {
    return origin;
  }

  /** The same policy without its Allow statements, for resources that it can only protect. */
  public PolicyDocument withoutAllows() {
    return new PolicyDocument(
        text, kind, origin, statements.stream().filter(s -> !s.isAllow()).toList());
  }

  /** The text as it was given. */
  public String text() {
    return text;
  }

  /**
   * The version of the policy language: 2012-10-17, or 2008-10-17, which a policy that names none
   * has. Reads the text anew.
   */
  public String version() {
    return new PolicyParser(kind).version(text);
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

  /**
   * The first Deny statement that applies to a request, as a list; {@code null} for none.
   *
   * @param bounded whether the caller has a permissions boundary
   */
  List<Match> firstDeny(AccessRequest request, boolean bounded) {
    for (Ruling deny : denies) {
      if (says(deny.statement, request, bounded)) {
        return deny.match;
      }
    }
    return null;
  }

  /** The first Allow statement of an identity's policy that applies; {@code null} for none. */
  List<Match> firstAllow(AccessRequest request) {
    for (Ruling allow : allows) {
      if (allow.statement.applies(request)) {
        return allow.match;
      }
    }
    return null;
  }

  /** The Allow statement of a resource's policy that carries furthest; {@code null} for none. */
  List<Match> strongestAllow(AccessRequest request) {
    List<Match> strongest = null;
    Reach best = Reach.NONE;
    for (Ruling allow : allows) {
      Reach reach = allow.statement.reach(request, false);
      if (reach.compareTo(best) > 0) {
        strongest = allow.match;
        best = reach;
        if (best == Reach.DIRECT) {
          break;
        }
      }
    }
    return strongest;
  }

  /** Adds every statement that applies to a request, in the order of the text. */
  void addMatches(AccessRequest request, boolean bounded, List<Match> into) {
    for (Statement statement : statements) {
      if (says(statement, request, bounded)) {
        into.add(new Match(this, statement));
      }
    }
  }

  private static boolean says(Statement statement, AccessRequest request, boolean bounded) {
    return statement.namesPrincipals()
        ? statement.reach(request, bounded) != Reach.NONE
        : statement.applies(request);
  }
}
