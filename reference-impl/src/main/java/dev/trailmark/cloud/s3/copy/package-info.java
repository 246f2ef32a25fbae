/** CopyObject, and how any copy names its source. Uses {@code object} and what is below it. */
package dev.trailmark.cloud.s3.copy;
