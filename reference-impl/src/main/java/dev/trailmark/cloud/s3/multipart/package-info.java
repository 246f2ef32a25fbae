/**
 * Multipart uploads: begun, filled part by part from bodies and from other objects, listed,
 * completed and aborted. Uses {@code copy}, {@code object}, {@code listing} and what is below them.
 */
package dev.trailmark.cloud.s3.multipart;
