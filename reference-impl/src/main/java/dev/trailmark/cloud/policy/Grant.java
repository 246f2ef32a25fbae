package dev.trailmark.cloud.policy;

import java.util.Map;
import java.util.Set;

/**
 * A KMS grant, as far as it decides: the third source of an Allow beside key policy and identity
 * policies. A grant never denies. Immutable; made once, when the grant is stored, and asked often.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/grants.html">Grants in
 *     KMS</a>
 */
public final class Grant {

  private static final String PREFIX = "kms:";
  private static final String RETIRE = "RetireGrant";

  private final String id;
  private final String token;
  private final boolean active;
  private final Set<String> operations;
  private final GrantConstraint constraint;
  private final PrincipalElement.Entry grantee;
  private final PrincipalElement.Entry retiring;

  /**
   * Makes a grant.
   *
   * @param id the grant's id
   * @param token its grant token
   * @param active whether it works without its token already
   * @param grantee the grantee: the ARN of an account's root user, user, role, role session or
   *     federated user, the unique id of a user or role, or a service's DNS name
   * @param retiring the retiring principal in the same forms; {@code null} when there is none
   * @param operations what it permits, as CreateGrant names them, such as {@code Decrypt}
   * @param constraint what it demands of requests
   * @throws IllegalArgumentException when a principal has another form
   */
  public Grant(
      String id,
      String token,
      boolean active,
      String grantee,
      String retiring,
      Set<String> operations,
      GrantConstraint constraint) {
    this.id = id;
    this.token = token;
    this.active = active;
    this.grantee = PrincipalParser.named(grantee);
    this.retiring = retiring == null ? null : PrincipalParser.named(retiring);
    this.operations = Set.copyOf(operations);
    this.constraint = constraint;
  }

  /** The grant's id. */
  public String id() {
    return id;
  }

  /**
   * How the grant allows a request: as a key policy would that names its grantee. Retiring the
   * grant is also the retiring principal's right, whatever the operations and the constraint.
   *
   * @param tokens the grant tokens of the request
   * @param encryptionContext the request's encryption context
   */
  Reach reach(AccessRequest request, Set<String> tokens, Map<String, String> encryptionContext) {
    if (!active && !tokens.contains(token)) {
      return Reach.NONE;
    }
    String action = request.action();
    String operation = action.startsWith(PREFIX) ? action.substring(PREFIX.length()) : action;
    Reach best = Reach.NONE;
    if (operations.contains(operation)
        && constraint.admits(operation, request, encryptionContext)) {
      best = PrincipalElement.reach(grantee, request.principal(), request.context());
    }
    if (retiring != null && operation.equals(RETIRE)) {
      Reach reach = PrincipalElement.reach(retiring, request.principal(), request.context());
      best = reach.compareTo(best) > 0 ? reach : best;
    }
    return best;
  }
}
