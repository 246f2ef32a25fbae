package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Call;

/**
 * SSE-KMS needs Signature Version 4: KMS must know who asks. So an object under SSE-KMS can be made
 * public and still nobody reads it without signing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Using
 *     server-side encryption with AWS KMS keys</a>
 */
final class SignatureGate {
  private SignatureGate() {}

  /** Refuses unsigned and Signature Version 2 requests that touch SSE-KMS. */
  static void require(Call call, boolean kms) {
    boolean known =
        "SigV4".equals(call.caller().signature()) || call.caller().principal().isService();
    if (kms && !known) {
      String header = Wire.header(call, "authorization");
      throw S3Error.INVALID_ARGUMENT
          .because(
              "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS"
                  + " Signature Version 4.")
          .with("ArgumentName", "Authorization")
          .with("ArgumentValue", header == null ? "null" : header);
    }
  }
}
