package dev.trailmark.integrity;

/** The files to check could not be asked for, so nothing is known about them. */
public final class HoldingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says in one line what could not be read, why, and what to do. */
  public HoldingsException(String message) {
    super(message);
  }
}
