package dev.trailmark.cloud;

/**
 * An account to begin with. What is {@code null} is made.
 *
 * @param id 12 digits
 * @param name a label
 * @param accessKeyId the root user's access key
 * @param secretAccessKey its secret; given together with the key or not at all
 * @param userAccessKeyId the access key of the IAM user {@code student}
 * @param userSecretAccessKey its secret; given together with the key or not at all
 */
public record AccountSpec(
    String id,
    String name,
    String accessKeyId,
    String secretAccessKey,
    String userAccessKeyId,
    String userSecretAccessKey) {

  /** Checks what is given. */
  public AccountSpec {
    if (id != null && !id.matches("\\d{12}")) {
      throw new IllegalArgumentException("account id '" + id + "' is not 12 digits");
    }
    refuseHalf("accessKeyId", accessKeyId, "secretAccessKey", secretAccessKey);
    refuseHalf("userAccessKeyId", userAccessKeyId, "userSecretAccessKey", userSecretAccessKey);
  }

  /** An account about which nothing is given. */
  public static AccountSpec made() {
    return new AccountSpec(null, null, null, null, null, null);
  }

  private static void refuseHalf(String keyName, String key, String secretName, String secret) {
    if ((key == null) != (secret == null)) {
      throw new IllegalArgumentException(
          keyName + " and " + secretName + " are given together or not at all");
    }
  }

  /** Without the secrets. */
  @Override
  public String toString() {
    return "AccountSpec[id=" + id + ", name=" + name + "]";
  }
}
