package dev.trailmark.cloud.cloudtrail;

import java.util.Objects;
import software.amazon.awssdk.services.cloudtrail.model.CreateTrailRequest;
import software.amazon.awssdk.services.cloudtrail.model.UpdateTrailRequest;

/**
 * What a trail is told at its creation and by updates.
 *
 * @param bucket the bucket that logs go to
 * @param prefix precedes {@code AWSLogs/} in keys; {@code null} when there is none
 * @param globalEvents whether events of global services are included
 * @param multiRegion whether events of all regions are delivered, or those of its own only
 * @param validation whether digests are delivered
 * @param kmsKey what encrypts logs and digests, as the caller names it or, once it is resolved, its
 *     ARN; {@code null} for S3's own encryption
 * @param topic ARN of the SNS topic; {@code null} when there is none
 * @param logGroup ARN of the log group of CloudWatch Logs; {@code null} when there is none
 * @param logRole ARN of the role that writes there; {@code null} when there is none
 * @param recursive whether CloudTrail's own deliveries are logged; {@code null} when nobody said,
 *     which is to log them
 */
record TrailSettings(
    String bucket,
    String prefix,
    boolean globalEvents,
    boolean multiRegion,
    boolean validation,
    String kmsKey,
    String topic,
    String logGroup,
    String logRole,
    Boolean recursive) {

  /** Logs of one region, in a bucket, and nothing else. */
  static TrailSettings of(String bucket) {
    return new TrailSettings(bucket, null, true, false, false, null, null, null, null, null);
  }

  /**
   * The settings of a trail to be.
   *
   * @param place where the trail is, as in {@link TrailChecks#topicArn}
   */
  static TrailSettings of(CreateTrailRequest request, String place) {
    return new TrailSettings(
        request.s3BucketName(),
        emptyToNull(request.s3KeyPrefix()),
        !Boolean.FALSE.equals(request.includeGlobalServiceEvents()),
        Boolean.TRUE.equals(request.isMultiRegionTrail()),
        Boolean.TRUE.equals(request.enableLogFileValidation()),
        emptyToNull(request.kmsKeyId()),
        TrailChecks.topicArn(emptyToNull(request.snsTopicName()), place),
        emptyToNull(request.cloudWatchLogsLogGroupArn()),
        emptyToNull(request.cloudWatchLogsRoleArn()),
        request.recursiveLogging());
  }

  /** These settings with what an update names; an empty text removes a setting. */
  TrailSettings with(UpdateTrailRequest request, String place) {
    return new TrailSettings(
        Objects.requireNonNullElse(request.s3BucketName(), bucket),
        changed(request.s3KeyPrefix(), prefix),
        Objects.requireNonNullElse(request.includeGlobalServiceEvents(), globalEvents),
        Objects.requireNonNullElse(request.isMultiRegionTrail(), multiRegion),
        Objects.requireNonNullElse(request.enableLogFileValidation(), validation),
        changed(request.kmsKeyId(), kmsKey),
        TrailChecks.topicArn(changed(request.snsTopicName(), topic), place),
        changed(request.cloudWatchLogsLogGroupArn(), logGroup),
        changed(request.cloudWatchLogsRoleArn(), logRole),
        request.recursiveLogging() == null ? recursive : request.recursiveLogging());
  }

  TrailSettings withKmsKey(String arn) {
    return new TrailSettings(
        bucket,
        prefix,
        globalEvents,
        multiRegion,
        validation,
        arn,
        topic,
        logGroup,
        logRole,
        recursive);
  }

  /** Whether CloudTrail's own deliveries are logged. */
  boolean logsDeliveries() {
    return !Boolean.FALSE.equals(recursive);
  }

  /** The topic's name, which older clients look at. */
  String topicName() {
    return topic == null ? null : topic.substring(topic.lastIndexOf(':') + 1);
  }

  private static String changed(String given, String before) {
    return given == null ? before : emptyToNull(given);
  }

  /** The console sends empty texts for none. */
  private static String emptyToNull(String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
