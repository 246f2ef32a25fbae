package dev.trailmark.cloud.operation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An error that the client is told about. Carries no stack trace: it is an answer, not a fault of
 * ours.
 */
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;
  private final transient Map<String, String> fields = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  /**
   * An error.
   *
   * @param code the code on the wire
   * @param status the HTTP status
   * @param message the message; {@code null} when AWS sends none
   */
  public ServiceException(String code, int status, String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
  }

  /** Adds an element that S3 writes between Message and RequestId, such as BucketName. */
  public ServiceException with(String field, String value) {
    fields.put(field, value);
    return this;
  }

  /** Adds a header of the answer, such as the methods that are allowed. */
  public ServiceException header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The same error with more at the end of its message. */
  public ServiceException ending(String more) {
    ServiceException longer = new ServiceException(code, status, getMessage() + more);
    fields.forEach(longer::with);
    headers.forEach(longer::header);
    return longer;
  }

  /** The code on the wire. */
  public String code() {
    return code;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Headers that the answer has beside those of every error. */
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /** Extra elements in order; services other than S3 have none. */
  public Map<String, String> fields() {
    return Collections.unmodifiableMap(fields);
  }
}
