package dev.trailmark.cloud.policy;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.PrincipalType;
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
   * spared only when its account and all its ARNs are listed, in an Allow one of them excludes it.
   */
  Reach reach(Principal caller, RequestContext context, boolean allow) {
    if (negated) {
      boolean listed = allow ? listsAny(caller, context) : listsAll(caller, context);
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
      case ACCOUNT -> accountReach(value, caller);
      case ARN -> entityReach(value.equals(caller.arn()), value.equals(caller.entityArn()), caller);
      case UNIQUE_ID -> entityReach(false, value.equals(caller.entityId()), caller);
      case SERVICE -> caller.isService() && value.equals(caller.name()) ? Reach.DIRECT : Reach.NONE;
      case CANONICAL_USER -> isCanonicalUser(value, context) ? rootOrDelegated(caller) : Reach.NONE;
      case FEDERATED -> Reach.NONE;
    };
  }

  private static Reach accountReach(String account, Principal caller) {
    return account.equals(caller.accountId()) ? rootOrDelegated(caller) : Reach.NONE;
  }

  private static Reach rootOrDelegated(Principal caller) {
    return caller.isRoot() ? Reach.DIRECT : Reach.DELEGATED;
  }

  private static Reach entityReach(boolean session, boolean entity, Principal caller) {
    if (session) {
      return Reach.DIRECT;
    }
    if (!entity) {
      return Reach.NONE;
    }
    return caller.type() == PrincipalType.ASSUMED_ROLE ? Reach.ISSUER : Reach.DIRECT;
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
      default -> listsAccount(caller, context) && listsEntity(caller) && listsSession(caller);
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

  private boolean listsEntity(Principal caller) {
    return caller.isRoot()
        || lists(Form.ARN, caller.entityArn())
        || lists(Form.UNIQUE_ID, caller.entityId());
  }

  private boolean listsSession(Principal caller) {
    return caller.isRoot()
        || caller.arn().equals(caller.entityArn())
        || lists(Form.ARN, caller.arn());
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
