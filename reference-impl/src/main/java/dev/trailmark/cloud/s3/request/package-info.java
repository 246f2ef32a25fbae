/**
 * What every request to S3 has: how it is read beside its decoded input, how it is refused, and how
 * it is recorded. Uses no other room of S3.
 */
package dev.trailmark.cloud.s3.request;
