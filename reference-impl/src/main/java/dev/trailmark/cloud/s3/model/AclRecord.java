package dev.trailmark.cloud.s3.model;

import java.util.List;

/**
 * An access control list.
 *
 * @param ownerId the owner's canonical user id
 * @param grants the grants in order
 */
public record AclRecord(String ownerId, List<Grant> grants) {

  /** Everyone, signed or not. */
  public static final String ALL_USERS = "http://acs.amazonaws.com/groups/global/AllUsers";

  /** Everyone who signs with any account's credentials. */
  public static final String AUTHENTICATED =
      "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

  /** S3's own log delivery. */
  public static final String LOG_DELIVERY = "http://acs.amazonaws.com/groups/s3/LogDelivery";

  /**
   * The canonical user of Amazon EC2, shown as {@code za-team} as long as S3 told display names,
   * which reads machine images under the canned ACL {@code aws-exec-read}.
   */
  public static final String EC2 =
      "6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c";

  /** Copies the list so that the record is immutable. */
  public AclRecord {
    grants = List.copyOf(grants);
  }

  /**
   * One grant.
   *
   * @param group whether the grantee is a group
   * @param grantee a group's URI or a canonical user id
   * @param permission {@code FULL_CONTROL}, {@code READ}, {@code WRITE}, {@code READ_ACP} or {@code
   *     WRITE_ACP}
   */
  public record Grant(boolean group, String grantee, String permission) {

    /** A grant to a canonical user. */
    public static Grant user(String canonicalId, String permission) {
      return new Grant(false, canonicalId, permission);
    }

    /** A grant to a group. */
    public static Grant group(String uri, String permission) {
      return new Grant(true, uri, permission);
    }

    /** Whether everyone, or everyone with an AWS account, is the grantee. */
    public boolean isPublic() {
      return group && (grantee.equals(ALL_USERS) || grantee.equals(AUTHENTICATED));
    }
  }

  /** The owner with full control and nobody else: the canned ACL {@code private}. */
  public static AclRecord ownedBy(String canonicalId) {
    return new AclRecord(canonicalId, List.of(Grant.user(canonicalId, "FULL_CONTROL")));
  }

  /** Whether any grant is public. */
  public boolean isPublic() {
    return grants.stream().anyMatch(Grant::isPublic);
  }

  /** Whether it grants the owner full control and nothing to anyone else. */
  public boolean isOwnerOnly() {
    return grants.stream().allMatch(g -> !g.group() && g.grantee().equals(ownerId))
        && grants.stream().anyMatch(g -> g.permission().equals("FULL_CONTROL"));
  }

  /** The ACL without its public grants, as IgnorePublicAcls has it. */
  public AclRecord withoutPublicGrants() {
    return new AclRecord(ownerId, grants.stream().filter(g -> !g.isPublic()).toList());
  }
}
