package dev.trailmark.cloud.iam.model;

import dev.trailmark.cloud.identity.Principal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user, group or role by its ARN. It need not exist.
 *
 * @param arn the ARN as given
 * @param account twelve digits
 * @param identityType whether it is a user, a group or a role
 * @param name without the path
 */
public record IdentityArn(String arn, String account, IdentityType<?> identityType, String name) {
  private static final Pattern FORM =
      Pattern.compile("arn:aws:iam::(\\d{12}):(user|group|role)/(?:.*/)?([^/]+)");

  /** Takes an ARN apart; {@code null} when it is none of a user, group or role. */
  public static IdentityArn parse(String arn) {
    Matcher matcher = FORM.matcher(arn);
    return matcher.matches()
        ? new IdentityArn(arn, matcher.group(1), type(matcher.group(2)), matcher.group(3))
        : null;
  }

  private static IdentityType<?> type(String noun) {
    return switch (noun) {
      case "user" -> IdentityType.USER;
      case "group" -> IdentityType.GROUP;
      default -> IdentityType.ROLE;
    };
  }

  /** Whether it is a user. */
  public boolean isUser() {
    return identityType == IdentityType.USER;
  }

  /**
   * As resource policies know it. A simulated role is one whose ARN the policy names, not one of
   * its sessions.
   */
  public Principal principal() {
    return Principal.user(account, arn, arn, name, null);
  }
}
