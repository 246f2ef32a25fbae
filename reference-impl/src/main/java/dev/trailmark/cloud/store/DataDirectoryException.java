package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.file.Path;

/** A data directory cannot be used; the message names it and says what can be done. */
public final class DataDirectoryException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * About one directory.
   *
   * @param problem what is wrong with it, as the end of a sentence that begins with its path
   * @param remedy what can be done, as a sentence
   */
  public DataDirectoryException(Path directory, String problem, String remedy, Throwable cause) {
    super("The data directory " + directory + " " + problem + ". " + remedy + ".", cause);
  }
}
