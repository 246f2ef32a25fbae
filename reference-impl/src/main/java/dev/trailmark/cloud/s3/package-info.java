/**
 * S3: buckets, objects, their encryption at rest, and who may reach them. One table of operations
 * ({@link dev.trailmark.cloud.s3.S3Service}), a class per topic, records of its own, and an error
 * catalogue. Bodies are sealed with AES-256-GCM under a data key before they reach the store; for
 * SSE-KMS that key comes from KMS, asked as the caller, so that key policies and key states decide
 * reads.
 */
package dev.trailmark.cloud.s3;
