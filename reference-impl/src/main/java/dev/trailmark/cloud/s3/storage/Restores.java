package dev.trailmark.cloud.s3.storage;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.RestoreRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.request.Wire;
import dev.trailmark.cloud.s3.version.FoundObject;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.Versions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.RestoreObjectRequest;
import software.amazon.awssdk.services.s3.model.RestoreObjectResponse;
import software.amazon.awssdk.services.s3.model.RestoreRequest;

/**
 * RestoreObject: makes an archived object readable, or moves one of Intelligent-Tiering back, after
 * the time that its class and the tier take, at their documented most, by the simulated clock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html">Archive
 *     retrieval options</a>
 */
public final class Restores {
  private static final String STANDARD_TIER = "Standard";

  /** How long each tier takes out of Glacier and out of Archive Access. */
  private static final Map<String, Duration> FLEXIBLE =
      Map.of(
          "Bulk",
          Duration.ofHours(12),
          STANDARD_TIER,
          Duration.ofHours(5),
          "Expedited",
          Duration.ofMinutes(5));

  /** The same out of the deep archives. */
  private static final Map<String, Duration> DEEP =
      Map.of("Bulk", Duration.ofHours(48), STANDARD_TIER, Duration.ofHours(12));

  private static final Map<String, Map<String, Duration>> DURATIONS =
      Map.of(
          StorageClasses.GLACIER,
          FLEXIBLE,
          StorageClasses.DEEP_ARCHIVE,
          DEEP,
          "ARCHIVE_ACCESS",
          FLEXIBLE,
          "DEEP_ARCHIVE_ACCESS",
          DEEP);

  private final S3Access access;

  Restores(S3Access access) {
    this.access = access;
  }

  /** The row. */
  public static Operation<?, ?> row(S3Access access) {
    Restores restores = new Restores(access);
    return Operation.<RestoreObjectRequest, RestoreObjectResponse>of(
            "RestoreObject", RestoreObjectRequest::builder, restores::restore)
        .access(restores::access)
        .honours(
            "Bucket",
            "Key",
            "VersionId",
            "ExpectedBucketOwner",
            "ChecksumAlgorithm",
            "RestoreRequest")
        .trail(S3Trail.dataWrite(RestoreObjectRequest::bucket, RestoreObjectRequest::key))
        .build();
  }

  /** s3:RestoreObject, with a version or without. */
  List<AccessCheck> access(Call call, RestoreObjectRequest in) {
    BucketRecord bucket = S3Access.bucketOf(call, in.bucket(), in.key(), in.expectedBucketOwner());
    ObjectRecord object = Versions.object(call.state(), bucket.name(), in.key(), in.versionId());
    call.subject(new FoundObject(bucket, object));
    RequestKeys keys = RequestKeys.of(call, bucket).put("s3:versionid", in.versionId());
    return List.of(access.onObject(call, bucket, in.key(), object, "s3:RestoreObject", keys));
  }

  /** RestoreObject: 202 when the object has yet to be restored, 200 when it only stays longer. */
  RestoreObjectResponse restore(Call call, RestoreObjectRequest in) {
    Versions.check(in.versionId());
    Documents.verify(call, Wire.header(call, "content-md5"), in.checksumAlgorithmAsString());
    FoundObject found = call.subject(FoundObject.class);
    if (found.object() == null) {
      throw Versions.missing(call, access, found.bucket(), in.key(), in.versionId());
    }
    RestoreRequest wanted = require(in.restoreRequest());
    boolean accepted =
        call.update(
            S3Kinds.scope(in.bucket()),
            tx -> {
              ObjectRecord object = Versions.still(tx, in.bucket(), in.key(), in.versionId());
              RestoreRecord restored = restored(object, wanted, call.time());
              VersionShelf.replace(tx, object.change().restore(restored).done());
              return restored.isOngoing(call.time());
            });
    call.status(accepted ? 202 : 200);
    return RestoreObjectResponse.builder().build();
  }

  private static RestoreRequest require(RestoreRequest wanted) {
    if (wanted == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    if (wanted.type() != null
        || wanted.selectParameters() != null
        || wanted.outputLocation() != null) {
      throw S3Error.NOT_IMPLEMENTED.because("Restoring by a SELECT query is not implemented");
    }
    if (wanted.days() != null && wanted.days() < 1) {
      throw S3Error.INVALID_ARGUMENT
          .because("Restoration days should be at least 1")
          .with("ArgumentName", "Days")
          .with("ArgumentValue", wanted.days().toString());
    }
    return wanted;
  }

  private static RestoreRecord restored(ObjectRecord object, RestoreRequest wanted, Instant now) {
    return object.storageClass().equals(StorageClasses.INTELLIGENT_TIERING)
        ? movedBack(object, wanted, now)
        : copied(object, wanted, now);
  }

  /** The object of Intelligent-Tiering goes back to Frequent Access, and stays there. */
  private static RestoreRecord movedBack(ObjectRecord object, RestoreRequest wanted, Instant now) {
    if (wanted.days() != null) {
      throw S3Error.INVALID_ARGUMENT
          .because(
              "INTELLIGENT_TIERING objects are not subject to restore expiry. Do not specify Days"
                  + " when restoring this object")
          .with("ArgumentName", "Days")
          .with("ArgumentValue", wanted.days().toString());
    }
    String from = StorageClasses.accessTier(object, now);
    if (from == null) {
      throw S3Error.OBJECT_ALREADY_IN_ACTIVE_TIER.fail();
    }
    String tier = tier(wanted);
    return new RestoreRecord(
        tier, now.plus(duration(object, DURATIONS.get(from), tier, now)), null);
  }

  /** A copy of the archived object can be read for some days. */
  private static RestoreRecord copied(ObjectRecord object, RestoreRequest wanted, Instant now) {
    if (wanted.days() == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    Map<String, Duration> tiers = DURATIONS.get(object.storageClass());
    if (tiers == null) {
      throw S3Error.INVALID_OBJECT_STATE
          .because("Restore is not allowed for the object's current storage class")
          .with("StorageClass", object.storageClass());
    }
    String tier = tier(wanted);
    RestoreRecord before = object.restore();
    if (before != null && before.isReady(now)) {
      return new RestoreRecord(before.tier(), before.readyAt(), expiry(now, wanted.days()));
    }
    Instant ready = now.plus(duration(object, tiers, tier, now));
    return new RestoreRecord(tier, ready, expiry(ready, wanted.days()));
  }

  /**
   * How long the tier takes.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidArgument when there is no such
   *     tier, RestoreAlreadyInProgress when the object is being restored no slower
   */
  private static Duration duration(
      ObjectRecord object, Map<String, Duration> tiers, String tier, Instant now) {
    Duration takes = tiers.get(tier);
    if (takes == null) {
      throw S3Error.INVALID_ARGUMENT
          .because("Retrieval option is not supported by this storage class")
          .with("ArgumentName", "Tier")
          .with("ArgumentValue", tier);
    }
    RestoreRecord before = object.restore();
    if (before != null && before.isOngoing(now) && !isFaster(tiers, tier, before.tier())) {
      throw S3Error.RESTORE_IN_PROGRESS.fail();
    }
    return takes;
  }

  /** An ongoing restoring can be sped up by asking for a faster tier. */
  private static boolean isFaster(Map<String, Duration> tiers, String tier, String than) {
    return tiers.get(tier).compareTo(tiers.get(than)) < 0;
  }

  private static String tier(RestoreRequest wanted) {
    String tier =
        wanted.glacierJobParameters() == null
            ? wanted.tierAsString()
            : wanted.glacierJobParameters().tierAsString();
    if (tier == null) {
      return STANDARD_TIER;
    }
    if (!DURATIONS.get(StorageClasses.GLACIER).containsKey(tier)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return tier;
  }

  /** Days are counted from the restoring's end and rounded up to the next midnight UTC. */
  private static Instant expiry(Instant from, int days) {
    Instant end = from.plus(days, ChronoUnit.DAYS);
    Instant midnight = end.truncatedTo(ChronoUnit.DAYS);
    return midnight.equals(end) ? end : midnight.plus(1, ChronoUnit.DAYS);
  }
}
