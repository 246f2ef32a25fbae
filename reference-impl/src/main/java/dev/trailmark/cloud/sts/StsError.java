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
  INVALID_AUTHORIZATION_MESSAGE(
      "InvalidAuthorizationMessageException", 400, "Message is not valid"),
  INVALID_CLIENT_TOKEN_ID(
      "InvalidClientTokenId", 403, "The security token included in the request is invalid"),
  INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400),
  /** STS never says so of roles; for those who ask in their own account beforehand. */
  NO_SUCH_ROLE("NoSuchEntity", 404),
  PACKED_POLICY_TOO_LARGE("PackedPolicyTooLarge", 400),
  VALIDATION_ERROR("ValidationError", 400);

  private final Row row;

  StsError(String code, int status) {
    this(code, status, null);
  }

  StsError(String code, int status, String message) {
    row = new Row(code, status, message);
  }

  @Override
  public Row row() {
    return row;
  }
}
