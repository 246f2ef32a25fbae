package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.model.LockRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.ObjectTraits;
import dev.trailmark.cloud.s3.version.FoundObject;
import dev.trailmark.cloud.s3.version.Versions;

/**
 * What a read's headers tell of an object's tags and lock: how many tags, for who may read tags;
 * the retention and the legal hold, for who may read these. What the reader must not know is left
 * out, and the read succeeds.
 *
 * @param tags how many; {@code null} for none
 * @param retention the retention, with its end as things stand; that of {@link LockRecord#NONE}
 *     where there is none to tell
 * @param legalHold {@code ON} or {@code OFF}; {@code null} when it was never set
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
 */
record ShownTraits(Integer tags, LockRecord retention, String legalHold) {

  /** What the caller is told of an object that was found. */
  static ShownTraits of(Call call, S3Access access, FoundObject found, String versionId) {
    ObjectTraits traits = found.object().traits();
    LockRecord lock = traits.lock();
    boolean countsTags =
        !traits.tags().isEmpty()
            && may(call, access, found, Versions.action("s3:GetObjectTagging", versionId));
    boolean tellsRetention =
        lock.mode() != null && may(call, access, found, "s3:GetObjectRetention");
    boolean tellsHold =
        lock.legalHold() != null && may(call, access, found, "s3:GetObjectLegalHold");
    return new ShownTraits(
        countsTags ? traits.tags().size() : null,
        tellsRetention ? lock.at(call.time()) : LockRecord.NONE,
        tellsHold ? lock.legalHold() : null);
  }

  /** The days of an event hold's period; {@code null} for none. */
  Integer holdDays() {
    return retention.holdPeriod() == null ? null : retention.holdPeriod().days();
  }

  /** The years of an event hold's period; {@code null} for none. */
  Integer holdYears() {
    return retention.holdPeriod() == null ? null : retention.holdPeriod().years();
  }

  private static boolean may(Call call, S3Access access, FoundObject found, String action) {
    ObjectRecord object = found.object();
    RequestKeys keys = RequestKeys.of(call, found.bucket());
    AccessCheck check = access.onObject(call, found.bucket(), object.key(), object, action, keys);
    return call.decide(check).allowed();
  }
}
