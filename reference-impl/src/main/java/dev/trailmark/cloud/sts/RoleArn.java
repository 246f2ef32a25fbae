package dev.trailmark.cloud.sts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role's ARN taken apart.
 *
 * @param account twelve digits
 * @param name the role's name without its path
 */
record RoleArn(String account, String name) {
  private static final Pattern FORM =
      Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:[!-~]+/)?([\\w+=,.@-]{1,64})");

  /**
   * Takes an ARN apart.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException ValidationError when it is none of a
   *     role
   */
  static RoleArn parse(String arn) {
    Matcher matcher = FORM.matcher(arn);
    if (!matcher.matches()) {
      throw StsError.VALIDATION_ERROR.because("%s is invalid", arn);
    }
    return new RoleArn(matcher.group(1), matcher.group(2));
  }
}
