package dev.trailmark.cloud.iam.model;

import java.time.Instant;

/**
 * A long-term access key.
 *
 * @param userName whose it is; {@code null} for the root user
 * @param userId the user's unique id; {@code null} for the root user
 * @param founding whether it was made with its account, and is therefore seen at once
 */
public record KeyRecord(
    String id,
    String secret,
    String accountId,
    String userName,
    String userId,
    boolean active,
    Instant created,
    boolean founding) {

  /** The same, active or not. */
  public KeyRecord withActive(boolean nowActive) {
    return new KeyRecord(id, secret, accountId, userName, userId, nowActive, created, founding);
  }

  /** The key of a user that has another name now. */
  public KeyRecord ownedBy(String newUserName) {
    return new KeyRecord(id, secret, accountId, newUserName, userId, active, created, founding);
  }

  /** The status as IAM names it. */
  public String status() {
    return active ? "Active" : "Inactive";
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "KeyRecord[" + id + "]";
  }
}
