/**
 * Encryption at rest: what a request asks for and a bucket does by default, data keys, and bodies
 * sealed with AES-256-GCM before they reach the store. For SSE-KMS the data key comes from KMS,
 * asked as the caller, so that key policies and key states decide reads. Uses {@code version} and
 * what is below it.
 */
package dev.trailmark.cloud.s3.encryption;
