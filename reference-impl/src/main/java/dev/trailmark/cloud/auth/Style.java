package dev.trailmark.cloud.auth;

/** The three ways in which AWS's services word and code a failure of authentication. */
public enum Style {
  /** S3: REST-XML with extra fields. */
  S3,
  /** AWS JSON 1.1: KMS, CloudTrail. */
  JSON,
  /** AWS Query: IAM, STS. */
  QUERY
}
