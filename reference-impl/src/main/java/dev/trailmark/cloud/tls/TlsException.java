package dev.trailmark.cloud.tls;

import java.io.IOException;
import java.nio.file.Path;

/** A certificate or key that cannot be used. The message names the file and what to do about it. */
public final class TlsException extends IOException {
  private static final long serialVersionUID = 1L;

  TlsException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }

  TlsException(Path file, String problem) {
    this(file, problem, null);
  }
}
