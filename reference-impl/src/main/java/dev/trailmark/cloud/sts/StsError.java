package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.operation.ErrorCode;

/**
 * STS's errors.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public enum StsError implements ErrorCode {
  ACCESS_DENIED("AccessDenied", 403),
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
  PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400),
  VALIDATION_ERROR("ValidationError", 400);

  private final String code;
  private final int status;

  StsError(String code, int status) {
    this.code = code;
    this.status = status;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }
}
