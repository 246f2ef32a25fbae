/**
 * Where the versions of objects are: current ones, covered ones and delete markers; how one is
 * found by a request, changed, covered and removed; and buckets' versioning. Uses {@code access}
 * and what is below it.
 */
package dev.trailmark.cloud.s3.version;
