package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceException;
import java.util.regex.Pattern;

/**
 * The naming rules of trails. The grammar of the messages is AWS's.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html">
 *     Naming requirements</a>
 */
final class TrailNames {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._-]*");
  private static final Pattern ADJACENT = Pattern.compile(".*[._-]{2}.*");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  private TrailNames() {}

  /**
   * Checks the name of a trail to be.
   *
   * @throws ServiceException InvalidTrailNameException
   */
  static void check(String name) {
    if (name.length() < 3) {
      throw invalid(
          "Trail name too short. Minimum allowed length: 3 characters. Specified name length: %d"
              + " characters.",
          name.length());
    }
    if (name.length() > 128) {
      throw invalid(
          "Trail name too long. Maximum allowed length: 128 characters. Specified name length: %d"
              + " characters.",
          name.length());
    }
    if (!isAlphanumeric(name.charAt(0))) {
      throw invalid("Trail name must starts with a letter or number.");
    }
    if (!isAlphanumeric(name.charAt(name.length() - 1))) {
      throw invalid("Trail name must ends with a letter or number.");
    }
    if (!ALLOWED.matcher(name).matches() || ADJACENT.matcher(name).matches()) {
      throw invalid(
          "Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods"
              + " (.), hyphens (-), and underscores (_).");
    }
    if (ADDRESS.matcher(name).matches()) {
      throw invalid("Trail name must not be in IP address format.");
    }
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private static ServiceException invalid(String message, Object... arguments) {
    return CloudTrailError.INVALID_TRAIL_NAME.because(message, arguments);
  }
}
