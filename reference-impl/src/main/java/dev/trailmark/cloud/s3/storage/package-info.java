/**
 * Storage classes, and the restoring of what is archived. Uses {@code version} and what is below
 * it.
 */
package dev.trailmark.cloud.s3.storage;
