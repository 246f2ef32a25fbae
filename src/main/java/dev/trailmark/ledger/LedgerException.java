package dev.trailmark.ledger;

/** Results cannot be kept; the message is one line for a person. */
public final class LedgerException extends Exception {
  private static final long serialVersionUID = 1L;

  LedgerException(String message, Throwable cause) {
    super(message, cause);
  }
}
