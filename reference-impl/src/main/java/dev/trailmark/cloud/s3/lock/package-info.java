/**
 * Object Lock: retention and legal hold of versions, and buckets' default retention. Uses {@code
 * version} and what is below it.
 */
package dev.trailmark.cloud.s3.lock;
