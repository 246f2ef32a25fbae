package dev.trailmark.cloud.iam.access;

import dev.trailmark.cloud.iam.model.PolicyRecord;
import dev.trailmark.cloud.iam.request.IamError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ARN of a managed policy, taken apart.
 *
 * @param account twelve digits, or {@code aws} for AWS's own
 * @param path begins and ends with {@code /}
 */
record PolicyArn(String account, String path, String name) {
  private static final Pattern FORM =
      Pattern.compile("arn:aws:iam::(\\d{12}|aws):policy(/(?:[^/]+/)*)([^/]+)");
  private static final int PARTS = 6;

  /**
   * Takes an ARN apart.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException ValidationError when the text is no ARN
   *     of a policy
   */
  static PolicyArn parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      return new PolicyArn(matcher.group(1), matcher.group(2), matcher.group(3));
    }
    boolean isArn = text.startsWith("arn:") && text.split(":", PARTS).length == PARTS;
    throw isArn
        ? IamError.VALIDATION_ERROR.because("ARN %s is not valid.", text)
        : IamError.VALIDATION_ERROR.because("Invalid ARN:  Could not be parsed!");
  }

  /** Whether the policy is one of AWS's. */
  boolean isAws() {
    return PolicyRecord.AWS.equals(account);
  }
}
