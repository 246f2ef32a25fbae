package dev.trailmark.target;

/**
 * A refusal as AWS words it.
 *
 * @param code the error code, such as {@code AccessDenied}; empty when the answer carried none
 * @param status the HTTP status
 * @param message the service's message; may be empty
 */
public record AwsError(String code, int status, String message) {

  /** Whether the service said that the caller may not do this. */
  public boolean denied() {
    return code.equals("AccessDenied") || code.equals("AccessDeniedException") || bareForbidden();
  }

  /** A HEAD has no body, so the SDK sees the status where the code would be. */
  private boolean bareForbidden() {
    return status == 403 && (code.isEmpty() || code.equals("403") || code.equals("Forbidden"));
  }

  @Override
  public String toString() {
    String named = code.isEmpty() ? "no error code" : code;
    return message.isEmpty()
        ? "%d %s".formatted(status, named)
        : "%d %s \"%s\"".formatted(status, named, message);
  }
}
