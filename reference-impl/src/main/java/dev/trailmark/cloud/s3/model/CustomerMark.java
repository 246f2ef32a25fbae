package dev.trailmark.cloud.s3.model;

/**
 * By which a key of the client's (SSE-C) is known again without being kept.
 *
 * @param salt random bytes
 * @param mac the HMAC-SHA256 of the salt under the key
 * @param origin the ARN of the object that the data key was wrapped for, of which this one is a
 *     replica; {@code null} when that is the object itself
 */
public record CustomerMark(byte[] salt, byte[] mac, String origin) {

  /** The mark of a replica, whose data key cannot be wrapped anew for want of the key. */
  CustomerMark ofReplica(String source) {
    return origin == null ? new CustomerMark(salt, mac, source) : this;
  }
}
