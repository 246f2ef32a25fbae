/**
 * How CloudTrail Insights are found: calls and errors are counted by the minute, compared with what
 * was normal before, and what is unusual is written as a record. It knows nothing of trails, stores
 * or clocks but what it is given.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html">
 *     Working with CloudTrail Insights</a>
 */
package dev.trailmark.cloud.cloudtrail.insight;
