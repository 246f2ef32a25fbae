package dev.trailmark.cloud.operation;

import java.util.Locale;

/**
 * One row of a service's error catalogue. Catalogues are enums; a fresh exception is made at each
 * throw.
 */
public interface ErrorCode {

  /** The code as it appears on the wire, such as {@code NotFoundException}. */
  String code();

  /** The HTTP status. */
  int status();

  /** The message when none is given; {@code null} when AWS sends none. */
  default String message() {
    return null;
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
