package dev.trailmark.cloud.s3.annotation;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.S3Error;

/**
 * {@code x-amz-object-if-match}: the entity tag that the object must have, so that a change is not
 * made to one that has been overwritten. There is no condition on annotations themselves.
 */
final class ParentTag {
  private static final String HEADER = "x-amz-object-if-match";

  private ParentTag() {}

  /**
   * Refuses the change of an object with another tag.
   *
   * @param sent the header, quoted or not; {@code null} for none
   */
  static void check(String sent, ObjectRecord object) {
    if (sent != null && !sent.equals(object.etag()) && !sent.equals('"' + object.etag() + '"')) {
      throw S3Error.PRECONDITION_FAILED.fail().with("Condition", HEADER);
    }
  }
}
