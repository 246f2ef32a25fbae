package dev.trailmark.cloud.s3.object;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.policy.Decision;
import dev.trailmark.cloud.s3.access.Deed;
import dev.trailmark.cloud.s3.access.MfaGate;
import dev.trailmark.cloud.s3.access.RequestKeys;
import dev.trailmark.cloud.s3.access.S3Access;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.lock.Locks;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.Wire;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.s3.version.Versions;
import dev.trailmark.cloud.store.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error.Builder;

/** DeleteObjects: permission is decided key by key, and what fails is listed, not thrown. */
final class Deletions {
  private static final int MOST = 1_000;

  private final S3Access access;

  Deletions(S3Access access) {
    this.access = access;
  }

  /** The bucket must be there; permissions are the handler's matter. */
  List<AccessCheck> access(Call call, DeleteObjectsRequest in) {
    S3Access.noteObjects(call, in.bucket(), null);
    call.subject(S3Access.bucketOf(call, in.bucket(), in.expectedBucketOwner()));
    return List.of();
  }

  /** DeleteObjects. */
  DeleteObjectsResponse delete(Call call, DeleteObjectsRequest in) {
    boolean verified =
        Documents.verify(call, Wire.header(call, "content-md5"), in.checksumAlgorithmAsString());
    if (!verified) {
      throw S3Error.INVALID_REQUEST.because(
          "Missing required header for this request: Content-MD5 OR x-amz-checksum-*");
    }
    List<ObjectIdentifier> wanted = wanted(in);
    BucketRecord bucket = call.subject(BucketRecord.class);
    MfaGate.check(call, bucket, in.mfa());
    Locks.requireBypassable(bucket, in.bypassGovernanceRetention());
    Map<ObjectIdentifier, ServiceException> failures = new LinkedHashMap<>();
    Set<ObjectIdentifier> bypassed = new HashSet<>();
    RequestKeys ofRequest = RequestKeys.of(call, bucket);
    for (ObjectIdentifier object : wanted) {
      ObjectDeletions.Bypass bypass =
          ObjectDeletions.Bypass.of(
              call, bucket, object.key(), object.versionId(), in.bypassGovernanceRetention());
      ServiceException failure = refusal(call, bucket, object, bypass, ofRequest);
      if (bypass.permitted()) {
        bypassed.add(object);
      }
      if (failure != null) {
        failures.put(object, failure);
      }
    }
    Map<ObjectIdentifier, VersionShelf.Deleted> removed = new LinkedHashMap<>();
    List<Long> sizes = wanted.stream().map(object -> size(call, bucket, object)).toList();
    call.update(
        S3Kinds.scope(bucket.name()),
        tx -> {
          BucketRecord now = S3Access.require(tx, bucket.name());
          for (ObjectIdentifier object : wanted) {
            if (!failures.containsKey(object)) {
              remove(call, tx, now, object, bypassed.contains(object), failures, removed);
            }
          }
          return null;
        });
    tell(call, bucket, wanted, sizes, failures);
    return response(wanted, failures, removed, Boolean.TRUE.equals(in.delete().quiet()));
  }

  /** What became of each key, for access logs. */
  private void tell(
      Call call,
      BucketRecord bucket,
      List<ObjectIdentifier> wanted,
      List<Long> sizes,
      Map<ObjectIdentifier, ServiceException> failures) {
    for (int i = 0; i < wanted.size(); i++) {
      ObjectIdentifier object = wanted.get(i);
      ServiceException failure = failures.get(object);
      access.done(
          call,
          Deed.deleted(bucket.name(), object.key(), object.versionId(), sizes.get(i), failure));
    }
  }

  private static long size(Call call, BucketRecord bucket, ObjectIdentifier wanted) {
    try {
      ObjectRecord object =
          Versions.object(call.state(), bucket.name(), wanted.key(), wanted.versionId());
      return object == null ? -1 : object.size();
    } catch (ServiceException noVersionId) {
      return -1;
    }
  }

  /**
   * The list of what to delete. One key that is too long fails the whole request, as a user of S3
   * reports.
   *
   * @see <a href="https://github.com/aws/aws-sdk-net/issues/3828">A key of DeleteObjects that is
   *     too long</a>
   */
  private static List<ObjectIdentifier> wanted(DeleteObjectsRequest in) {
    if (in.delete() == null
        || in.delete().objects().isEmpty()
        || in.delete().objects().size() > MOST) {
      throw S3Error.MALFORMED_XML.fail();
    }
    for (ObjectIdentifier object : in.delete().objects()) {
      if (object.key() == null || object.key().isEmpty()) {
        throw S3Error.MALFORMED_XML.fail();
      }
      S3Access.requireKeyLength(object.key());
      if (object.lastModifiedTime() != null || object.size() != null) {
        throw S3Error.NOT_IMPLEMENTED.because(
            "Conditions on LastModifiedTime and Size are not implemented");
      }
    }
    return in.delete().objects();
  }

  private ServiceException refusal(
      Call call,
      BucketRecord bucket,
      ObjectIdentifier object,
      ObjectDeletions.Bypass bypass,
      RequestKeys ofRequest) {
    RequestKeys keys =
        ofRequest.copy().put("s3:if-match", object.eTag()).put("s3:versionid", object.versionId());
    try {
      Versions.check(object.versionId());
      for (AccessCheck check :
          ObjectDeletions.checks(
              call, access, bucket, object.key(), object.versionId(), bypass, keys)) {
        Decision decision = call.decide(check);
        if (!decision.allowed()) {
          return call.explained(check, decision, Denials.denied(call, check, decision));
        }
      }
      return null;
    } catch (ServiceException refused) {
      return refused;
    }
  }

  private void remove(
      Call call,
      Transaction tx,
      BucketRecord bucket,
      ObjectIdentifier object,
      boolean bypass,
      Map<ObjectIdentifier, ServiceException> failures,
      Map<ObjectIdentifier, VersionShelf.Deleted> removed) {
    try {
      WriteCondition.ofDeletion(object.eTag())
          .check(
              Versions.object(tx, bucket.name(), object.key(), object.versionId()), object.key());
      removed.put(
          object,
          ObjectDeletions.remove(
              call, access, tx, bucket, object.key(), object.versionId(), bypass));
    } catch (ServiceException e) {
      failures.put(object, e);
    }
  }

  private static DeleteObjectsResponse response(
      List<ObjectIdentifier> wanted,
      Map<ObjectIdentifier, ServiceException> failures,
      Map<ObjectIdentifier, VersionShelf.Deleted> removed,
      boolean quiet) {
    List<DeletedObject> deleted = new ArrayList<>();
    List<software.amazon.awssdk.services.s3.model.S3Error> errors = new ArrayList<>();
    for (ObjectIdentifier object : wanted) {
      ServiceException failure = failures.get(object);
      if (failure != null) {
        errors.add(error(object, failure));
      } else if (!quiet) {
        deleted.add(deleted(object, removed.get(object)));
      }
    }
    return DeleteObjectsResponse.builder().deleted(deleted).errors(errors).build();
  }

  private static DeletedObject deleted(ObjectIdentifier object, VersionShelf.Deleted removed) {
    return DeletedObject.builder()
        .key(object.key())
        .versionId(object.versionId())
        .deleteMarker(removed.marker() ? true : null)
        .deleteMarkerVersionId(removed.marker() ? removed.versionId() : null)
        .build();
  }

  private static software.amazon.awssdk.services.s3.model.S3Error error(
      ObjectIdentifier object, ServiceException failure) {
    // As recorded: an id that DeleteObject calls invalid is one of no version here.
    ServiceException told =
        "versionId".equals(failure.fields().get("ArgumentName"))
            ? S3Error.NO_SUCH_VERSION.fail()
            : failure;
    Builder error = software.amazon.awssdk.services.s3.model.S3Error.builder();
    return error
        .key(object.key())
        .versionId(object.versionId())
        .code(told.code())
        .message(told.getMessage())
        .build();
  }
}
