package dev.trailmark.cloud.identity;

import java.util.Map;

/**
 * Who makes a request.
 *
 * @param type the kind of principal
 * @param accountId the principal's account, 12 digits; {@code null} for services and anonymous
 *     callers
 * @param arn the ARN that GetCallerIdentity reports and denials name: for a role session the
 *     <em>session's</em> ARN; {@code null} for services and anonymous callers
 * @param entityArn the value of {@code aws:PrincipalArn}: for a role session the <em>role's</em>
 *     ARN, else as {@code arn}
 * @param entityId the entity's unique id: {@code AIDA…}, {@code AROA…}, or the account id for root
 * @param userId the value of {@code aws:userid}: {@code AIDA…}, {@code AROA…:session}, the account
 *     id, or {@code anonymous}
 * @param name user name, role name or the service's DNS name; {@code null} for root and anonymous
 * @param accessKeyId the key that signed the request; {@code null} when none did
 * @param session what STS fixed; {@code null} for long-term credentials
 * @param tags the tags of the user or role, overridden by those of the session ({@code
 *     aws:PrincipalTag/…})
 * @param creator for a federated user's session, the user or root user that called
 *     GetFederationToken; else {@code null}
 */
public record Principal(
    PrincipalType type,
    String accountId,
    String arn,
    String entityArn,
    String entityId,
    String userId,
    String name,
    String accessKeyId,
    Session session,
    Map<String, String> tags,
    Principal creator) {

  private static final Principal ANONYMOUS =
      new Principal(
          PrincipalType.ANONYMOUS,
          null,
          null,
          null,
          null,
          "anonymous",
          null,
          null,
          null,
          Map.of(),
          null);

  /** Copies the tags so that the principal is immutable. */
  public Principal {
    tags = Map.copyOf(tags);
  }

  /** The caller of an unsigned request. */
  public static Principal anonymous() {
    return ANONYMOUS;
  }

  /** The root user of an account. */
  public static Principal root(String accountId, String accessKeyId) {
    String arn = "arn:aws:iam::" + accountId + ":root";
    return new Principal(
        PrincipalType.ROOT,
        accountId,
        arn,
        arn,
        accountId,
        accountId,
        null,
        accessKeyId,
        null,
        Map.of(),
        null);
  }

  /** An IAM user with a long-term key, without tags. */
  public static Principal user(
      String accountId, String arn, String uniqueId, String userName, String accessKeyId) {
    return new Principal(
        PrincipalType.USER,
        accountId,
        arn,
        arn,
        uniqueId,
        uniqueId,
        userName,
        accessKeyId,
        null,
        Map.of(),
        null);
  }

  /**
   * A session of a role, with the tags of the session.
   *
   * @param roleArn the role's ARN, path included
   * @param roleId the role's unique id, {@code AROA…}
   * @param roleName the role's name without its path
   */
  public static Principal assumedRole(
      String accountId,
      String roleArn,
      String roleId,
      String roleName,
      String sessionName,
      String accessKeyId,
      Session session) {
    return new Principal(
        PrincipalType.ASSUMED_ROLE,
        accountId,
        "arn:aws:sts::" + accountId + ":assumed-role/" + roleName + "/" + sessionName,
        roleArn,
        roleId,
        roleId + ":" + sessionName,
        roleName,
        accessKeyId,
        session,
        session.tags(),
        null);
  }

  /**
   * A session that GetFederationToken issued.
   *
   * @param creator the user or root user that asked for it
   * @param name the federated user's name
   */
  public static Principal federatedUser(
      Principal creator, String name, String accessKeyId, Session session) {
    String arn = "arn:aws:sts::" + creator.accountId() + ":federated-user/" + name;
    String id = creator.accountId() + ":" + name;
    return new Principal(
        PrincipalType.FEDERATED_USER,
        creator.accountId(),
        arn,
        arn,
        id,
        id,
        name,
        accessKeyId,
        session,
        session.tags(),
        creator);
  }

  /** An AWS service acting by itself; {@code dnsName} such as {@code cloudtrail.amazonaws.com}. */
  public static Principal service(String dnsName) {
    return new Principal(
        PrincipalType.SERVICE,
        null,
        null,
        null,
        null,
        dnsName,
        dnsName,
        null,
        null,
        Map.of(),
        null);
  }

  /** This principal with the session that STS issued for it (GetSessionToken) and its key. */
  public Principal inSession(String temporaryAccessKeyId, Session newSession) {
    return new Principal(
        type,
        accountId,
        arn,
        entityArn,
        entityId,
        userId,
        name,
        temporaryAccessKeyId,
        newSession,
        tags,
        creator);
  }

  /** This principal with other tags. */
  public Principal tagged(Map<String, String> newTags) {
    return new Principal(
        type,
        accountId,
        arn,
        entityArn,
        entityId,
        userId,
        name,
        accessKeyId,
        session,
        newTags,
        creator);
  }

  /** Whether nobody signed the request. */
  public boolean isAnonymous() {
    return type == PrincipalType.ANONYMOUS;
  }

  /** Whether an AWS service acts by itself. */
  public boolean isService() {
    return type == PrincipalType.SERVICE;
  }

  /** Whether the caller is an account's root user. */
  public boolean isRoot() {
    return type == PrincipalType.ROOT;
  }
}
