package dev.trailmark.cloud.crypto;

/**
 * What a caller hands over to be signed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html#KMS-Sign-request-MessageType">MessageType</a>
 */
public enum MessageForm {
  /** The message itself. */
  RAW,
  /** The message's digest. */
  DIGEST,
  /** The message representative mu of FIPS 204, 64 bytes. */
  EXTERNAL_MU
}
