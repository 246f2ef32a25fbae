package dev.trailmark.cloud.s3.access;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import java.util.regex.Pattern;

/**
 * Requests with a code of a multi-factor authentication device ({@code x-amz-mfa}), and those that
 * need one. Only the root user of the bucket's account can make them, with a long-term key and its
 * own device. No user has a device, so no code is right and MFA delete is never on.
 *
 * <p>The answers are those that users of AWS have reported; to a wrong code it is unconfirmed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html"
 *     >Configuring MFA delete</a>
 */
public final class MfaGate {
  private static final String HEADER = "x-amz-mfa";
  private static final Pattern FORM = Pattern.compile("\\S+ \\S+");

  private MfaGate() {}

  /**
   * Refuses a request that brings a code.
   *
   * @param mfa the header; {@code null} when it was not sent
   */
  public static void check(Call call, BucketRecord bucket, String mfa) {
    if (mfa == null) {
      return;
    }
    if (!FORM.matcher(mfa).matches()) {
      throw S3Error.INVALID_ARGUMENT
          .because(
              "Mfa header is invalid -- the header should be formatted as"
                  + " {serialNumber}(space){tokenCode}")
          .with("ArgumentName", HEADER)
          .with("ArgumentValue", mfa);
    }
    Principal caller = call.caller().principal();
    if (caller.session() != null) {
      throw S3Error.INVALID_REQUEST.because(
          "DevPay and Mfa are mutually exclusive authorization methods.");
    }
    if (!caller.isRoot() || !bucket.ownerAccount().equals(caller.accountId())) {
      throw S3Error.ACCESS_DENIED.because(
          "This operation may only be performed by the bucket owner");
    }
    throw S3Error.ACCESS_DENIED.fail();
  }

  /** Refuses a request that needs a code, whether it brings one or not. */
  public static void require(Call call, BucketRecord bucket, String mfa) {
    check(call, bucket, mfa);
    throw S3Error.ACCESS_DENIED.because("Mfa Authentication must be used for this request");
  }
}
