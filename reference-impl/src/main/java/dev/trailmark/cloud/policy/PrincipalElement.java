package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.identity.Principal;
import java.util.List;

/**
 * Principal or NotPrincipal.
 *
 * @param negated whether it is NotPrincipal
 * @param entries whom it names
 */
record PrincipalElement(boolean negated, List<Entry> entries) {

  /** The forms of a named principal. */
  enum Form {
    /** {@code *}. */
    EVERYONE,
    /** An account: 12 digits, or its root's ARN; the value is the account id. */
    ACCOUNT,
    /** The ARN of a user, role, role session or federated user. */
    ARN,
    /** The unique id that AWS shows in place of the ARN of a deleted user or role. */
    UNIQUE_ID,
    /** A service's DNS name. */
    SERVICE,
    /** A canonical user id, S3's older name for an account. */
    CANONICAL_USER,
    /** An identity provider; no caller of the simulator has one. */
    FEDERATED
  }

  /**
   * One named principal.
   *
   * @param form its form
   * @param value what it names; empty for everyone
   * @param text as the policy writes it
   */
  record Entry(Form form, String value, String text) {}

  /**
   * How a caller is meant. NotPrincipal means everyone it does not list: in a Deny a caller is
   * spared only when its account and all its ARNs are listed, and never when it has a permissions
   * boundary; in an Allow one of them excludes it.
   *
   * @param bounded whether the caller has a permissions boundary
   */
  Reach reach(Principal caller, RequestContext context, boolean allow, boolean bounded) {
    if (negated) {
      boolean listed = allow ? listsAny(caller, context) : !bounded && listsAll(caller, context);
      return listed ? Reach.NONE : Reach.DIRECT;
    }
    Reach best = Reach.NONE;
    for (int i = 0; i < entries.size(); i++) {
      Reach reach = reach(entries.get(i), caller, context);
      if (reach.compareTo(best) > 0) {
        best = reach;
      }
    }
    return best;
  }

  /** How one named principal means the caller. */
  static Reach reach(Entry entry, Principal caller, RequestContext context) {
    String value = entry.value;
    return switch (entry.form) {
      case EVERYONE -> Reach.DIRECT;
      case ACCOUNT -> value.equals(caller.accountId()) ? rootOrDelegated(caller) : Reach.NONE;
      case ARN -> entityReach(value, issuerArn(caller), caller.arn());
      case UNIQUE_ID -> entityReach(value, issuerId(caller), caller.entityId());
      case SERVICE -> caller.isService() && value.equals(caller.name()) ? Reach.DIRECT : Reach.NONE;
      case CANONICAL_USER -> isCanonicalUser(value, context) ? rootOrDelegated(caller) : Reach.NONE;
      case FEDERATED -> Reach.NONE;
    };
  }

  private static Reach rootOrDelegated(Principal caller) {
    return caller.isRoot() ? Reach.DIRECT : Reach.DELEGATED;
  }

  private static Reach entityReach(String value, String issuer, String self) {
    if (value.equals(issuer)) {
      return Reach.ISSUER;
    }
    return value.equals(self) ? Reach.DIRECT : Reach.NONE;
  }

  /**
   * The ARN of what issued the session, the role or the federated user's IAM user; {@code null} for
   * other callers and where the root user issued it.
   */
  private static String issuerArn(Principal caller) {
    return switch (caller.type()) {
      case ASSUMED_ROLE -> caller.entityArn();
      case FEDERATED_USER -> caller.creator().isRoot() ? null : caller.creator().arn();
      default -> null;
    };
  }

  private static String issuerId(Principal caller) {
    return switch (caller.type()) {
      case ASSUMED_ROLE -> caller.entityId();
      case FEDERATED_USER -> caller.creator().isRoot() ? null : caller.creator().entityId();
      default -> null;
    };
  }

  private static boolean isCanonicalUser(String id, RequestContext context) {
    List<String> own = context.values(ContextValues.CANONICAL_USER_ID);
    return own != null && own.contains(id);
  }

  private boolean listsAny(Principal caller, RequestContext context) {
    for (Entry entry : entries) {
      if (reach(entry, caller, context) != Reach.NONE) {
        return true;
      }
    }
    return false;
  }

  private boolean listsAll(Principal caller, RequestContext context) {
    if (lists(Form.EVERYONE, "")) {
      return true;
    }
    return switch (caller.type()) {
      case ANONYMOUS -> false;
      case SERVICE -> lists(Form.SERVICE, caller.name());
      case ROOT -> listsAccount(caller, context);
      case USER ->
          listsAccount(caller, context)
              && (lists(Form.ARN, caller.arn()) || lists(Form.UNIQUE_ID, caller.entityId()));
      case ASSUMED_ROLE, FEDERATED_USER ->
          listsAccount(caller, context) && listsIssuer(caller) && lists(Form.ARN, caller.arn());
    };
  }

  private boolean listsAccount(Principal caller, RequestContext context) {
    for (Entry entry : entries) {
      if (entry.form == Form.CANONICAL_USER && isCanonicalUser(entry.value, context)) {
        return true;
      }
    }
    return lists(Form.ACCOUNT, caller.accountId());
  }

  private boolean listsIssuer(Principal caller) {
    String arn = issuerArn(caller);
    return arn == null || lists(Form.ARN, arn) || lists(Form.UNIQUE_ID, issuerId(caller));
  }

  private boolean lists(Form form, String value) {
    for (Entry entry : entries) {
      if (entry.form == form && entry.value.equals(value)) {
        return true;
      }
    }
    return false;
  }
}
