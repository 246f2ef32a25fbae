/**
 * CloudTrail: trails, their selectors, delivery of log files through S3, and the event history.
 * Records are written by the pipeline; this room chooses which of them a trail delivers.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/Welcome.html">CloudTrail
 *     API Reference</a>
 */
package dev.trailmark.cloud.cloudtrail;
