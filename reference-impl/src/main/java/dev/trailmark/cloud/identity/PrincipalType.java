package dev.trailmark.cloud.identity;

/**
 * The kinds of principal, named as the {@code aws:PrincipalType} condition key and CloudTrail's
 * {@code userIdentity.type} name them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">IAM
 *     policy variables</a>
 */
public enum PrincipalType {
  /** The account's root user. */
  ROOT("Account", "Root"),
  /** An IAM user, by a long-term key or a GetSessionToken session. */
  USER("User", "IAMUser"),
  /** A session of a role. */
  ASSUMED_ROLE("AssumedRole", "AssumedRole"),
  /** A GetFederationToken session. */
  FEDERATED_USER("FederatedUser", "FederatedUser"),
  /** An AWS service acting by itself, such as CloudTrail delivering logs. */
  SERVICE("Service", "AWSService"),
  /** Nobody: the request carried no signature. */
  ANONYMOUS("Anonymous", "AWSAccount");

  private final String conditionValue;
  private final String trailType;

  PrincipalType(String conditionValue, String trailType) {
    this.conditionValue = conditionValue;
    this.trailType = trailType;
  }

  /** The value of {@code aws:PrincipalType}. */
  public String conditionValue() {
    return conditionValue;
  }

  /** The value of {@code userIdentity.type} in a CloudTrail record. */
  public String trailType() {
    return trailType;
  }
}
