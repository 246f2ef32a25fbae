/**
 * CloudTrail records: the JSON objects that the pipeline writes for each call. Services only say,
 * in their rows and notes, what is special about an operation.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">CloudTrail
 *     record contents</a>
 */
package dev.trailmark.cloud.record;
