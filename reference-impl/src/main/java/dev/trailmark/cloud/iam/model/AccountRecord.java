package dev.trailmark.cloud.iam.model;

import java.time.Instant;
import java.util.List;

/**
 * An account.
 *
 * @param id twelve digits
 * @param name what the operator calls it; never empty
 * @param number its place in the order of creation
 * @param created when it was made
 * @param rootKeys ids of the root user's access keys
 * @param userName the IAM user that was made with it
 * @param roleName the role that was made with it
 * @param holder whom the operator made it for, such as a student's id; {@code null} for nobody in
 *     particular
 */
public record AccountRecord(
    String id,
    String name,
    int number,
    Instant created,
    List<String> rootKeys,
    String userName,
    String roleName,
    String holder) {

  public AccountRecord {
    rootKeys = List.copyOf(rootKeys);
  }

  /** The account whose first user has another name now. */
  public AccountRecord withUserName(String name) {
    return new AccountRecord(id, this.name, number, created, rootKeys, name, roleName, holder);
  }

  /** The same with other access keys of the root user, by their ids. */
  public AccountRecord withRootKeys(List<String> keys) {
    return new AccountRecord(id, name, number, created, keys, userName, roleName, holder);
  }
}
