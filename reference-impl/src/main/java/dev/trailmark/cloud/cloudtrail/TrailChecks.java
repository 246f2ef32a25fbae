package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.operation.ServiceException;
import java.util.regex.Pattern;

/** What of a trail's settings can be judged without asking another service. */
final class TrailChecks {
  private static final Pattern TOPIC_NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
  private static final Pattern TOPIC_ARN =
      Pattern.compile("arn:aws:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}");
  private static final Pattern LOG_GROUP =
      Pattern.compile("arn:aws:logs:[a-z0-9-]+:\\d{12}:log-group:[A-Za-z0-9._/#-]{1,512}:\\*");
  private static final Pattern ROLE = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
  private static final int SHORTEST_BUCKET = 3;
  private static final int LONGEST_BUCKET = 63;
  private static final Pattern BUCKET_LABELS =
      Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*");
  private static final Pattern IPV4 = Pattern.compile("\\d+(\\.\\d+){3}");
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9!_.*'()/-]+");
  private static final int LONGEST_PREFIX = 200;

  private TrailChecks() {}

  /**
   * The ARN of a topic.
   *
   * @param nameOrArn as the caller gives it; {@code null} for none
   * @param place {@code region:account} of the trail, where a topic that is given by name is
   * @throws ServiceException InvalidSnsTopicNameException
   */
  static String topicArn(String nameOrArn, String place) {
    if (nameOrArn == null || TOPIC_ARN.matcher(nameOrArn).matches()) {
      return nameOrArn;
    }
    if (!TOPIC_NAME.matcher(nameOrArn).matches()) {
      throw CloudTrailError.INVALID_TOPIC.because("Invalid SNS topic name: %s", nameOrArn);
    }
    return "arn:aws:sns:" + place + ":" + nameOrArn;
  }

  /**
   * Checks the settings that stand by themselves.
   *
   * @throws ServiceException of the setting that is wrong
   */
  static void check(TrailSettings settings) {
    if (settings.multiRegion() && !settings.globalEvents()) {
      throw CloudTrailError.INVALID_PARAMETER_COMBINATION.because(
          "Multi-Region trail must include global service events.");
    }
    checkBucket(settings.bucket());
    String prefix = settings.prefix();
    boolean fits =
        prefix == null
            || prefix.length() <= LONGEST_PREFIX
                && PREFIX.matcher(prefix).matches()
                && !prefix.startsWith("/")
                && !prefix.endsWith("/");
    if (!fits) {
      throw CloudTrailError.INVALID_PREFIX.because("Invalid S3 prefix: %s", prefix);
    }
    checkLogs(settings.logGroup(), settings.logRole());
  }

  /**
   * Checks a bucket's name: labels between periods, which neither begin nor end with a hyphen.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-s3-bucket-naming-requirements.html">Amazon
   *     S3 bucket naming requirements</a>
   */
  private static void checkBucket(String name) {
    boolean fits =
        name.length() >= SHORTEST_BUCKET
            && name.length() <= LONGEST_BUCKET
            && BUCKET_LABELS.matcher(name).matches()
            && !IPV4.matcher(name).matches();
    if (!fits) {
      throw CloudTrailError.INVALID_BUCKET.because("Invalid S3 bucket name: %s", name);
    }
  }

  private static void checkLogs(String group, String role) {
    if (group != null && !LOG_GROUP.matcher(group).matches()) {
      throw CloudTrailError.INVALID_LOG_GROUP.because(
          "CloudTrail cannot validate the specified log group ARN: %s", group);
    }
    if (role != null && !ROLE.matcher(role).matches()) {
      throw CloudTrailError.INVALID_LOG_ROLE.because(
          "CloudTrail cannot validate the specified role ARN: %s", role);
    }
    if ((group == null) != (role == null)) {
      throw CloudTrailError.INVALID_PARAMETER_COMBINATION.because(
          "You must specify both CloudWatchLogsLogGroupArn and CloudWatchLogsRoleArn.");
    }
  }

  /** No account is a member of an organization here. */
  static void refuseOrganization(Boolean wanted) {
    if (Boolean.TRUE.equals(wanted)) {
      throw CloudTrailError.NO_ORGANIZATION.because(
          "The request could not be processed because your account is not a member of an"
              + " organization.");
    }
  }
}
