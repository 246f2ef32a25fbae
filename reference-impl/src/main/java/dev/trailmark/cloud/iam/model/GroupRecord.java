package dev.trailmark.cloud.iam.model;

import java.time.Instant;

/**
 * A group of users. Who is in it is kept with the users.
 *
 * @param id the unique id, {@code AGPA…}
 * @param path begins and ends with {@code /}
 * @param permissions its policies, which are those of its members too; never a boundary
 */
public record GroupRecord(
    String accountId, String name, String path, String id, Instant created, Permissions permissions)
    implements Holder<GroupRecord> {

  @Override
  public String arn() {
    return "arn:aws:iam::" + accountId + ":group" + path + name;
  }

  @Override
  public GroupRecord with(Permissions newPermissions) {
    return new GroupRecord(accountId, name, path, id, created, newPermissions);
  }

  /** The group under another name or path; everything else stays, its unique id too. */
  public GroupRecord moved(String newName, String newPath) {
    return new GroupRecord(accountId, newName, newPath, id, created, permissions);
  }
}
