package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.ServiceException;

/**
 * What must hold of the object that is there when a write is published: nothing, no object at all
 * ({@code If-None-Match: *}), or an object with this entity tag ({@code If-Match}).
 *
 * @param absent whether there must be no object
 * @param etag the tag it must have, without quotes; {@code null} for any
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">
 *     Conditional requests</a>
 */
record WriteCondition(boolean absent, String etag) {

  /** The condition of these headers, {@code null} where absent. */
  static WriteCondition of(String ifMatch, String ifNoneMatch) {
    if (ifMatch != null && ifNoneMatch != null) {
      throw notAccepted("If-Match,If-None-Match");
    }
    if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
      throw notAccepted("If-None-Match");
    }
    if ("*".equals(ifMatch)) {
      throw notAccepted("If-Match");
    }
    return new WriteCondition(ifNoneMatch != null, EntityTags.unquoted(ifMatch));
  }

  /** Checks it against what is there; {@code null} for nothing. */
  void check(ObjectRecord existing, String key) {
    if (absent && existing != null) {
      throw S3Error.PRECONDITION_FAILED.fail().with("Condition", "If-None-Match");
    }
    if (etag != null && existing == null) {
      throw S3Error.NO_SUCH_KEY.fail().with("Key", key);
    }
    if (etag != null && !etag.equals(existing.etag())) {
      throw S3Error.PRECONDITION_FAILED.fail().with("Condition", "If-Match");
    }
  }

  private static ServiceException notAccepted(String header) {
    return S3Error.NOT_IMPLEMENTED
        .fail()
        .with("Header", header)
        .with(
            "additionalMessage",
            "We don't accept the provided value of " + header + " header for this API");
  }
}
