package dev.trailmark.cloud.auth;

/** Where a request carries its signature. */
public enum Scheme {
  /** Nowhere. */
  ANONYMOUS(null),
  /** In the Authorization header. */
  HEADER("AuthHeader"),
  /** In the query, as a presigned URL. */
  QUERY("QueryString"),
  /** In the fields of a browser's form, where it signs the form's policy. */
  FORM("HtmlForm");

  private final String trailName;

  Scheme(String trailName) {
    this.trailName = trailName;
  }

  /**
   * The value of {@code additionalEventData.AuthenticationMethod} in S3's CloudTrail records;
   * {@code null} when the record leaves it out.
   */
  public String trailName() {
    return trailName;
  }
}
