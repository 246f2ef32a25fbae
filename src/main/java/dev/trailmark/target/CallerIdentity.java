package dev.trailmark.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a set of credentials is, as STS tells it.
 *
 * @param account the 12-digit account
 * @param arn the caller: root, a user, or a session of a role
 */
public record CallerIdentity(String account, String arn) {

  private static final Pattern SESSION =
      Pattern.compile("arn:(aws[^:]*):sts::(\\d+):assumed-role/(.+)/[^/]+");

  /** Whether this is the account's root user. */
  public boolean root() {
    return arn.endsWith(":root");
  }

  /** The principal as a policy names it: the role of a session, else the caller itself. */
  public String principalArn() {
    return principalOf(arn);
  }

  /** The role of a role session's ARN; any other ARN as it is. */
  public static String principalOf(String arn) {
    Matcher session = SESSION.matcher(arn);
    return session.matches()
        ? "arn:%s:iam::%s:role/%s".formatted(session.group(1), session.group(2), session.group(3))
        : arn;
  }
}
