/**
 * Integrity of bodies and documents: checksums of all algorithms, Content-MD5, what a client claims
 * of them and what they really are. Uses {@code request}.
 */
package dev.trailmark.cloud.s3.integrity;
