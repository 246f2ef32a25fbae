/**
 * S3 Replication. What is to be replicated is noted in the transaction that writes it, and
 * replicated a moment later with a session of the role that the bucket's configuration names. The
 * configuration itself is one of {@code s3.config}.
 */
package dev.trailmark.cloud.s3.replication;
