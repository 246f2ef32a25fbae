package dev.trailmark.cloud.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Whom the statements of a resource policy name, for {@link NaiveEvaluator}. */
final class NaivePrincipals {

  /** The forms in which a caller can be named. */
  enum Named {
    EVERYONE,
    EXACTLY,
    ISSUER,
    ACCOUNT
  }

  private final Principal caller;
  private final List<String> canonicalIds;
  private final boolean bounded;

  NaivePrincipals(Principal caller, List<String> canonicalIds, boolean bounded) {
    this.caller = caller;
    this.canonicalIds = canonicalIds == null ? List.of() : canonicalIds;
    this.bounded = bounded;
  }

  /** How a statement means the caller; empty when it does not. */
  Set<Named> named(JsonNode statement) {
    if (statement.has("Principal")) {
      return listed(statement.get("Principal"));
    }
    Set<Named> listed = listed(statement.get("NotPrincipal"));
    boolean excluded =
        statement.get("Effect").asText().equals("Allow")
            ? !listed.isEmpty()
            : !bounded && (listed.contains(Named.EVERYONE) || isListedWhole(listed));
    return excluded ? Set.of() : Set.of(Named.EVERYONE);
  }

  /** NotPrincipal with Deny must list the account, the issuer of a session and the caller. */
  private boolean isListedWhole(Set<Named> listed) {
    if (caller.accountId() == null || caller.isRoot()) {
      return listed.contains(Named.EXACTLY);
    }
    boolean issued =
        caller.type() == PrincipalType.ASSUMED_ROLE
            || (caller.creator() != null && !caller.creator().isRoot());
    return listed.contains(Named.ACCOUNT)
        && listed.contains(Named.EXACTLY)
        && (!issued || listed.contains(Named.ISSUER));
  }

  private Set<Named> listed(JsonNode element) {
    Set<Named> named = EnumSet.noneOf(Named.class);
    if (element.isTextual()) {
      named.add(Named.EVERYONE);
    }
    NaiveStatements.texts(element.path("AWS")).forEach(text -> named.addAll(namedAs(text)));
    NaiveStatements.texts(element.path("Service")).forEach(text -> named.addAll(namedAs(text)));
    if (NaiveStatements.texts(element.path("CanonicalUser")).stream()
        .anyMatch(canonicalIds::contains)) {
      named.add(caller.isRoot() ? Named.EXACTLY : Named.ACCOUNT);
    }
    return named;
  }

  /** How one principal means the caller. */
  Set<Named> namedAs(String text) {
    String account = text.replaceAll("arn:aws:iam::(\\d+):root", "$1");
    if (text.equals("*")) {
      return Set.of(Named.EVERYONE);
    }
    if (account.equals(caller.accountId())) {
      return Set.of(caller.isRoot() ? Named.EXACTLY : Named.ACCOUNT);
    }
    if (caller.isService()) {
      return text.equals(caller.name()) ? Set.of(Named.EXACTLY) : Set.of();
    }
    if (text.equals(caller.arn())) {
      return Set.of(Named.EXACTLY);
    }
    Principal user = caller.creator() == null ? caller : caller.creator();
    boolean same = text.equals(user.entityArn()) || text.equals(user.entityId());
    boolean session = caller.creator() != null || caller.type() == PrincipalType.ASSUMED_ROLE;
    return same ? Set.of(session ? Named.ISSUER : Named.EXACTLY) : Set.of();
  }
}
