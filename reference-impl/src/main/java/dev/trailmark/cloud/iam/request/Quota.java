package dev.trailmark.cloud.iam.request;

/**
 * IAM's default quotas; none can be raised here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Quotas</a>
 */
public enum Quota {
  USERS("UsersPerAccount", 5_000),
  GROUPS("GroupsPerAccount", 300),
  ROLES("RolesPerAccount", 1_000),
  POLICIES("PoliciesPerAccount", 1_500),
  POLICIES_PER_USER("PoliciesPerUser", 10),
  POLICIES_PER_GROUP("PoliciesPerGroup", 10),
  POLICIES_PER_ROLE("PoliciesPerRole", 10),
  GROUPS_PER_USER("GroupsPerUser", 10),
  ACCESS_KEYS_PER_USER("AccessKeysPerUser", 2);

  private final String title;
  private final int most;

  Quota(String title, int most) {
    this.title = title;
    this.most = most;
  }

  /** The most that there may be. */
  public int most() {
    return most;
  }

  /**
   * Refuses one more.
   *
   * @param present how many there are
   * @throws dev.trailmark.cloud.operation.ServiceException LimitExceeded
   */
  public void check(int present) {
    if (present >= most) {
      throw IamError.LIMIT_EXCEEDED.because("Cannot exceed quota for %s: %d", title, most);
    }
  }
}
