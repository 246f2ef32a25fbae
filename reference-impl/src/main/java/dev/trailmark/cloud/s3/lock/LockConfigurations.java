package dev.trailmark.cloud.s3.lock;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectLockRecord;
import dev.trailmark.cloud.s3.model.RetentionPeriod;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.request.Sent;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DefaultRetention;
import software.amazon.awssdk.services.s3.model.EventHoldDuration;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockConfiguration;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLockConfigurationResponse;

/**
 * A bucket's Object Lock: once there it stays, but its default retention may be changed or removed.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectLockConfiguration.html"
 *     >PutObjectLockConfiguration</a>
 */
final class LockConfigurations {
  private static final int MOST_DAYS = 36_500;
  private static final int MOST_YEARS = 100;

  private LockConfigurations() {}

  /** GetObjectLockConfiguration. */
  static GetObjectLockConfigurationResponse get(Call call, GetObjectLockConfigurationRequest in) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    ObjectLockRecord lock = bucket.objectLock();
    if (lock == null) {
      throw S3Error.OBJECT_LOCK_NOT_FOUND.fail().with("BucketName", bucket.name());
    }
    ObjectLockConfiguration.Builder shown =
        ObjectLockConfiguration.builder().objectLockEnabled(BucketRecord.ENABLED);
    if (lock.mode() != null) {
      shown.rule(
          rule ->
              rule.defaultRetention(
                  r ->
                      r.mode(lock.mode())
                          .days(lock.days())
                          .years(lock.years())
                          .defaultEventHold(EventHolds.shown(lock.eventHold()))));
    }
    return GetObjectLockConfigurationResponse.builder()
        .objectLockConfiguration(shown.build())
        .build();
  }

  /** The record shows the document as an object. */
  static void record(PutObjectLockConfigurationRequest in, Map<String, Object> parameters) {
    ObjectLockConfiguration sent = in.objectLockConfiguration();
    if (sent == null) {
      return;
    }
    Map<String, Object> recorded = new LinkedHashMap<>();
    recorded.put("xmlns", S3Trail.XMLNS);
    Sent.put(recorded, "ObjectLockEnabled", sent.objectLockEnabledAsString());
    if (sent.rule() != null && sent.rule().defaultRetention() != null) {
      DefaultRetention retention = sent.rule().defaultRetention();
      Map<String, Object> shown = new LinkedHashMap<>();
      Sent.put(shown, "Mode", retention.modeAsString());
      Sent.put(shown, "Days", retention.days());
      Sent.put(shown, "Years", retention.years());
      record(retention.defaultEventHold(), shown);
      recorded.put("Rule", Map.of("DefaultRetention", shown));
    }
    parameters.put("ObjectLockConfiguration", recorded);
  }

  private static void record(EventHoldDuration sent, Map<String, Object> parameters) {
    if (sent != null) {
      Map<String, Object> shown = new LinkedHashMap<>();
      Sent.put(shown, "Days", sent.days());
      Sent.put(shown, "Years", sent.years());
      parameters.put("DefaultEventHold", shown);
    }
  }

  /** PutObjectLockConfiguration: for buckets that keep versions. */
  static PutObjectLockConfigurationResponse put(Call call, PutObjectLockConfigurationRequest in) {
    if (!Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString())) {
      throw S3Error.INVALID_REQUEST.because(
          "Missing required header for this request: Content-MD5");
    }
    ObjectLockRecord lock = parsed(in.objectLockConfiguration());
    BucketChanges.change(
        call,
        in.bucket(),
        bucket -> {
          if (!bucket.keepsVersions()) {
            throw S3Error.INVALID_BUCKET_STATE.because(
                "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
          }
          return bucket.change().objectLock(lock).done();
        });
    return PutObjectLockConfigurationResponse.builder().build();
  }

  private static ObjectLockRecord parsed(ObjectLockConfiguration sent) {
    if (sent == null || !BucketRecord.ENABLED.equals(sent.objectLockEnabledAsString())) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (sent.rule() == null) {
      return ObjectLockRecord.NO_DEFAULT;
    }
    DefaultRetention retention = sent.rule().defaultRetention();
    if (!isWhole(retention)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    requirePeriod("Days", retention.days(), MOST_DAYS);
    requirePeriod("Years", retention.years(), MOST_YEARS);
    return new ObjectLockRecord(
        retention.modeAsString(), retention.days(), retention.years(), hold(retention));
  }

  /** A default retention is fixed, variable, or both: then for its time at least. */
  private static boolean isWhole(DefaultRetention sent) {
    if (sent == null || !Locks.isMode(sent.modeAsString())) {
      return false;
    }
    boolean fixed = sent.days() != null || sent.years() != null;
    boolean twoUnits = sent.days() != null && sent.years() != null;
    return !twoUnits && (fixed || sent.defaultEventHold() != null);
  }

  private static RetentionPeriod hold(DefaultRetention sent) {
    EventHoldDuration hold = sent.defaultEventHold();
    if (hold == null) {
      return null;
    }
    RetentionPeriod period = new RetentionPeriod(hold.days(), hold.years());
    if (!Retentions.isOneUnit(period)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    EventHolds.requirePeriod(period, "Days", "Years");
    return period;
  }

  private static void requirePeriod(String unit, Integer period, int most) {
    if (period != null && period < 1) {
      throw invalid("Default retention period must be a positive integer value.", unit, period);
    }
    if (period != null && period > most) {
      throw invalid("Default retention period too large.", unit, period);
    }
  }

  private static ServiceException invalid(String message, String unit, Integer period) {
    return S3Error.INVALID_ARGUMENT
        .because("%s", message)
        .with("ArgumentName", unit)
        .with("ArgumentValue", period.toString());
  }
}
