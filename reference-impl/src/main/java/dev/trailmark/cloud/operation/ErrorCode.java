package dev.trailmark.cloud.operation;

import java.util.Locale;

/**
 * One row of a service's error catalogue. Catalogues are enums; a fresh exception is made at each
 * throw.
 */
public interface ErrorCode {

  /**
   * What a catalogue says of an error.
   *
   * @param code as it appears on the wire, such as {@code NotFoundException}
   * @param status the HTTP status
   * @param message the message when none is given; {@code null} when AWS sends none
   */
  record Row(String code, int status, String message) {}

  /** What the catalogue says of it. */
  Row row();

  /** The code as it appears on the wire. */
  default String code() {
    return row().code();
  }

  /** The HTTP status. */
  default int status() {
    return row().status();
  }

  /** The message when none is given; {@code null} when AWS sends none. */
  default String message() {
    return row().message();
  }

  /** An exception with the catalogue's message. */
  default ServiceException fail() {
    return new ServiceException(code(), status(), message());
  }

  /** An exception with a message of its own; {@code format} as for {@link String#format}. */
  default ServiceException because(String format, Object... arguments) {
    String message = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
    return new ServiceException(code(), status(), message);
  }
}
