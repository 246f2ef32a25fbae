package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.request.HeaderText;
import dev.trailmark.cloud.s3.request.S3Error;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The conditional headers of a read; absent ones are {@code null}.
 *
 * @param prefix what precedes their names in errors: empty, or {@code x-amz-copy-source-}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13">RFC 9110, section 13</a>
 */
public record ReadConditions(
    String ifMatch,
    String ifNoneMatch,
    Instant ifModifiedSince,
    Instant ifUnmodifiedSince,
    String prefix) {

  /**
   * Checks them in the order of RFC 9110.
   *
   * @param now a modification date later than this is ignored
   * @throws dev.trailmark.cloud.operation.ServiceException 412, or 304 for reads (412 for copies)
   */
  public void check(ObjectRecord object, Instant now) {
    Instant modified = object.modifiedAt().truncatedTo(ChronoUnit.SECONDS);
    if (ifMatch != null) {
      failUnless(EntityTags.matches(ifMatch, object.etag()), "If-Match");
    } else if (ifUnmodifiedSince != null) {
      failUnless(!modified.isAfter(ifUnmodifiedSince), "If-Unmodified-Since");
    }
    if (ifNoneMatch != null) {
      unchangedUnless(!EntityTags.matches(ifNoneMatch, object.etag()), "If-None-Match", object);
    } else if (ifModifiedSince != null && !ifModifiedSince.isAfter(now)) {
      unchangedUnless(modified.isAfter(ifModifiedSince), "If-Modified-Since", object);
    }
  }

  private void failUnless(boolean holds, String condition) {
    if (!holds) {
      throw S3Error.PRECONDITION_FAILED.fail().with("Condition", prefix + condition);
    }
  }

  /** A 304 carries the validators (RFC 9110, section 15.4.5). */
  private void unchangedUnless(boolean changed, String condition, ObjectRecord object) {
    if (!changed && prefix.isEmpty()) {
      throw S3Error.NOT_MODIFIED
          .fail()
          .with("ETag", object.quotedEtag())
          .with("Last-Modified", HeaderText.date(object.modifiedAt()));
    }
    failUnless(changed, condition);
  }
}
