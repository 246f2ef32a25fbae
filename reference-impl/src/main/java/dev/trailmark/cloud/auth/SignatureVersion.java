package dev.trailmark.cloud.auth;

/** Which signing process a request used. */
public enum SignatureVersion {
  /** It is unsigned. */
  NONE(null),
  /** HMAC-SHA1 over a handful of headers; S3 alone still takes it. */
  V2("SigV2"),
  /** HMAC-SHA256 with a key derived for a day, region and service. */
  V4("SigV4");

  private final String trailName;

  SignatureVersion(String trailName) {
    this.trailName = trailName;
  }

  /**
   * The value of {@code additionalEventData.SignatureVersion} in S3's CloudTrail records; {@code
   * null} when the record leaves it out.
   */
  public String trailName() {
    return trailName;
  }
}
