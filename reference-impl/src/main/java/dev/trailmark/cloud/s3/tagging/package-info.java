/**
 * Tags: what may be a tag of a bucket or an object, and the operations on objects' tags. Uses
 * {@code version} and what is below it.
 */
package dev.trailmark.cloud.s3.tagging;
