package dev.trailmark.cloud.store;

/**
 * A body that has been written, and on disk also synced, but is not yet named by any committed
 * record.
 *
 * @param id what {@link Blobs#open} takes; records store it
 * @param length bytes stored (the ciphertext's length)
 * @param inline the bytes when they go into the journal with the record; {@code null} when they are
 *     in a file
 */
public record Blob(String id, long length, byte[] inline) {}
