package dev.trailmark.cloud.s3.version;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.access.MfaGate;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.request.Sent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.GetBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningRequest;
import software.amazon.awssdk.services.s3.model.PutBucketVersioningResponse;
import software.amazon.awssdk.services.s3.model.VersioningConfiguration;

/**
 * A bucket's versioning: never set, enabled, or suspended; it cannot be unset.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketVersioning.html">PutBucketVersioning</a>
 */
final class Versioning {
  private Versioning() {}

  /** GetBucketVersioning: empty while it was never set. */
  static GetBucketVersioningResponse get(Call call, GetBucketVersioningRequest request) {
    return GetBucketVersioningResponse.builder()
        .status(call.subject(BucketRecord.class).versioning())
        .build();
  }

  /** PutBucketVersioning. */
  static PutBucketVersioningResponse put(Call call, PutBucketVersioningRequest request) {
    Documents.verify(call, request.contentMD5(), request.checksumAlgorithmAsString());
    String status = status(request);
    checkMfa(call, request);
    String replication = S3Kinds.configurationKey(request.bucket(), "replication", "");
    boolean replicated = call.state().get(S3Kinds.CONFIGURATION, replication) != null;
    BucketChanges.change(
        call,
        request.bucket(),
        bucket -> {
          if (replicated && status.equals(BucketRecord.SUSPENDED)) {
            throw S3Error.INVALID_BUCKET_STATE.because(
                "A replication configuration is present on this bucket, so you cannot change the"
                    + " versioning state. To change the versioning state, first delete the"
                    + " replication configuration.");
          }
          if (bucket.objectLock() != null && status.equals(BucketRecord.SUSPENDED)) {
            throw S3Error.INVALID_BUCKET_STATE.because(
                "An Object Lock configuration is present on this bucket, so the versioning state"
                    + " cannot be changed.");
          }
          return bucket.change().versioning(status).done();
        });
    return PutBucketVersioningResponse.builder().build();
  }

  private static void checkMfa(Call call, PutBucketVersioningRequest request) {
    BucketRecord bucket = call.subject(BucketRecord.class);
    if ("Enabled".equals(request.versioningConfiguration().mfaDeleteAsString())) {
      MfaGate.require(call, bucket, request.mfa());
    } else {
      MfaGate.check(call, bucket, request.mfa());
    }
  }

  private static String status(PutBucketVersioningRequest request) {
    VersioningConfiguration wanted = request.versioningConfiguration();
    if (wanted == null || wanted.status() == null) {
      throw S3Error.ILLEGAL_VERSIONING.fail();
    }
    String status = wanted.statusAsString();
    boolean known = status.equals(BucketRecord.ENABLED) || status.equals(BucketRecord.SUSPENDED);
    String mfa = wanted.mfaDeleteAsString();
    if (!known || mfa != null && !Set.of("Enabled", "Disabled").contains(mfa)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return status;
  }

  /** The record shows the document as an object. */
  static void record(PutBucketVersioningRequest in, Map<String, Object> parameters) {
    VersioningConfiguration sent = in.versioningConfiguration();
    if (sent == null) {
      return;
    }
    Map<String, Object> recorded = new LinkedHashMap<>();
    recorded.put("xmlns", S3Trail.XMLNS);
    Sent.put(recorded, "Status", sent.statusAsString());
    Sent.put(recorded, "MfaDelete", sent.mfaDeleteAsString());
    parameters.put("VersioningConfiguration", recorded);
  }
}
