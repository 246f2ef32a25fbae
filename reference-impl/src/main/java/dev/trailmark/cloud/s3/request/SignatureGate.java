package dev.trailmark.cloud.s3.request;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;

/**
 * What needs Signature Version 4. SSE-KMS needs Signature Version 4: KMS must know who asks. So an
 * object under SSE-KMS can be made public and still nobody reads it without signing.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html">Using
 *     server-side encryption with AWS KMS keys</a>
 */
public final class SignatureGate {
  private SignatureGate() {}

  /** Refuses unsigned and Signature Version 2 requests that touch SSE-KMS. */
  public static void require(Call call, boolean kms) {
    if (kms && !isKnown(call)) {
      throw refusal(
          call,
          "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS"
              + " Signature Version 4.");
    }
  }

  /** Refuses unsigned and Signature Version 2 requests that would lock what they write. */
  public static void requireForLock(Call call) {
    if (!isKnown(call)) {
      throw refusal(
          call, "Put Object requests with Object Lock parameters require AWS Signature Version 4");
    }
  }

  /**
   * Refuses unsigned requests for what no policy and no ACL can give to everybody. S3 was seen to
   * look at it before permissions.
   *
   * @param deed such as {@code copy objects}
   */
  public static void requireAny(Call call, String deed) {
    if (call.caller().principal().isAnonymous()) {
      throw S3Error.ACCESS_DENIED.because("Anonymous users cannot %s.  Please authenticate.", deed);
    }
  }

  private static boolean isKnown(Call call) {
    return "SigV4".equals(call.caller().signature()) || call.caller().principal().isService();
  }

  private static ServiceException refusal(Call call, String message) {
    String header = Wire.header(call, "authorization");
    return S3Error.INVALID_ARGUMENT
        .because("%s", message)
        .with("ArgumentName", "Authorization")
        .with("ArgumentValue", header == null ? "null" : header);
  }
}
