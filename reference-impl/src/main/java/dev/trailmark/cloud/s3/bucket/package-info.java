/**
 * Buckets as such: made, listed, found and deleted, with all that they may be born with and that
 * must go with them. Uses all other rooms of the core that have a part in it.
 */
package dev.trailmark.cloud.s3.bucket;
