package dev.trailmark.cloud.iam.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An IAM user.
 *
 * @param id the unique id, {@code AIDA…}
 * @param path begins and ends with {@code /}
 * @param keys ids of its access keys
 * @param permissions its policies
 * @param groups names of the groups that it is in, in the order in which it was added
 * @param tags in the order in which they were added
 * @param founding whether it was made with its account, and is therefore seen at once
 */
public record UserRecord(
    String accountId,
    String name,
    String path,
    String id,
    Instant created,
    List<String> keys,
    Permissions permissions,
    List<String> groups,
    Map<String, String> tags,
    boolean founding)
    implements Holder<UserRecord>, Tagged<UserRecord> {

  public UserRecord {
    keys = List.copyOf(keys);
    groups = List.copyOf(groups);
    tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
  }

  /** A user without keys, policies, groups and tags. */
  public static UserRecord made(
      String accountId, String name, String path, String id, Instant created) {
    return new UserRecord(
        accountId,
        name,
        path,
        id,
        created,
        List.of(),
        Permissions.NONE,
        List.of(),
        Map.of(),
        false);
  }

  @Override
  public String arn() {
    return "arn:aws:iam::" + accountId + ":user" + path + name;
  }

  /** The same with other access keys, by their ids. */
  public UserRecord withKeys(List<String> newKeys) {
    return new UserRecord(
        accountId, name, path, id, created, newKeys, permissions, groups, tags, founding);
  }

  @Override
  public UserRecord with(Permissions newPermissions) {
    return new UserRecord(
        accountId, name, path, id, created, keys, newPermissions, groups, tags, founding);
  }

  /** The same as a member of other groups, by their names. */
  public UserRecord in(List<String> newGroups) {
    return new UserRecord(
        accountId, name, path, id, created, keys, permissions, newGroups, tags, founding);
  }

  @Override
  public UserRecord tagged(Map<String, String> newTags) {
    return new UserRecord(
        accountId, name, path, id, created, keys, permissions, groups, newTags, founding);
  }

  /** The user under another name or path; everything else stays, its unique id too. */
  public UserRecord moved(String newName, String newPath) {
    return new UserRecord(
        accountId, newName, newPath, id, created, keys, permissions, groups, tags, founding);
  }
}
