package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.S3Error;

/**
 * What must hold of the object that is there when a write is published: nothing, no object at all
 * ({@code If-None-Match: *}), or an object with this entity tag ({@code If-Match}).
 *
 * @param absent whether there must be no object
 * @param etag the tag it must have, without quotes; {@code null} for any
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-requests.html">
 *     Conditional requests</a>
 */
public record WriteCondition(boolean absent, String etag) {
  /** Stands for any tag; no header can hold it. */
  private static final String ANY = "\n";

  /** The condition of these headers, {@code null} where absent. */
  public static WriteCondition of(String ifMatch, String ifNoneMatch) {
    if (ifMatch != null && ifNoneMatch != null) {
      throw S3Error.NOT_IMPLEMENTED
          .fail()
          .with("Header", "If-Match,If-None-Match")
          .with("additionalMessage", "Multiple conditional request headers present in the request");
    }
    if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
      throw notAccepted("If-None-Match");
    }
    if ("*".equals(ifMatch)) {
      throw notAccepted("If-Match");
    }
    return new WriteCondition(ifNoneMatch != null, EntityTags.unquoted(ifMatch));
  }

  /**
   * The condition of a deletion, whose {@code If-Match} may also ask for any object at all.
   *
   * @param ifMatch {@code null} when absent
   */
  static WriteCondition ofDeletion(String ifMatch) {
    return "*".equals(ifMatch)
        ? new WriteCondition(false, ANY)
        : new WriteCondition(false, EntityTags.unquoted(ifMatch));
  }

  /** Refuses a conditional write of a key that changed while its upload went on. */
  public void refuseConflict(String key) {
    if (absent || etag != null) {
      throw S3Error.CONDITIONAL_REQUEST_CONFLICT
          .fail()
          .with("Condition", absent ? "If-None-Match" : "If-Match")
          .with("Key", key);
    }
  }

  /** Checks it against what is there; {@code null} for nothing. */
  public void check(ObjectRecord existing, String key) {
    if (absent && existing != null) {
      throw S3Error.PRECONDITION_FAILED.fail().with("Condition", "If-None-Match");
    }
    if (etag != null && existing == null) {
      throw S3Error.NO_SUCH_KEY.fail().with("Key", key);
    }
    if (etag != null && !etag.equals(ANY) && !etag.equals(existing.etag())) {
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
