package dev.trailmark.cloud.iam.request;

import dev.trailmark.cloud.operation.ErrorCode;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * IAM's errors.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public enum IamError implements ErrorCode {
  ACCESS_DENIED("AccessDenied", 403, null),
  DELETE_CONFLICT("DeleteConflict", 409, null),
  ENTITY_ALREADY_EXISTS("EntityAlreadyExists", 409, null),
  INVALID_INPUT("InvalidInput", 400, null),
  INVALID_USER_TYPE("InvalidUserType", 400, "Only IAM Users can change their own password"),
  INVALID_CLIENT_TOKEN(
      "InvalidClientTokenId", 403, "The security token included in the request is invalid"),
  ENTITY_TEMPORARILY_UNMODIFIABLE("EntityTemporarilyUnmodifiable", 409, null),
  LIMIT_EXCEEDED("LimitExceeded", 409, null),
  MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocument", 400, null),
  NO_SUCH_ENTITY("NoSuchEntity", 404, null),
  PASSWORD_POLICY_VIOLATION("PasswordPolicyViolation", 400, null),
  UNMODIFIABLE_ENTITY("UnmodifiableEntity", 400, null),
  VALIDATION_ERROR("ValidationError", 400, null);

  private static final Set<String> MODELLED =
      EnumSet.complementOf(EnumSet.of(ACCESS_DENIED, INVALID_CLIENT_TOKEN, VALIDATION_ERROR))
          .stream()
          .map(IamError::code)
          .collect(Collectors.toUnmodifiableSet());

  private final Row row;

  IamError(String code, int status, String message) {
    row = new Row(code, status, message);
  }

  @Override
  public Row row() {
    return row;
  }

  /**
   * The code in CloudTrail's records: errors that IAM's API model has a type for go by its name,
   * such as {@code NoSuchEntityException}.
   */
  public static String recorded(String code) {
    return MODELLED.contains(code) ? code + "Exception" : code;
  }

  /** DeleteConflict: what must be done first, such as {@code delete access keys}. */
  public static ServiceException conflict(String first) {
    return DELETE_CONFLICT.because("Cannot delete entity, must %s first.", first);
  }
}
