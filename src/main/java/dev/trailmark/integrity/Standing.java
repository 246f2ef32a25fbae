package dev.trailmark.integrity;

/** How far a digest or log file can be relied on. */
public enum Standing {
  /** A signature made by CloudTrail shows that it is as CloudTrail delivered it. */
  VALID("valid"),
  /** It is not what CloudTrail delivered. */
  INVALID("INVALID"),
  /** A digest names it, and it is not there. */
  MISSING("MISSING"),
  /** Nothing speaks against it, and no signature that could be checked speaks for it. */
  NOT_PROVED("NOT PROVED"),
  /** A log file that is newer than the newest digest; the next one will name it. */
  PENDING("not covered yet");

  private final String text;

  Standing(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
