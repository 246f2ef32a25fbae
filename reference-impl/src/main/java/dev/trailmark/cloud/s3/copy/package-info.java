/**
 * CopyObject, and the source of any copy: how it is named, found and read. Uses {@code object} and
 * what is below it.
 */
package dev.trailmark.cloud.s3.copy;
