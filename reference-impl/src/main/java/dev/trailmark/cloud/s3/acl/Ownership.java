package dev.trailmark.cloud.s3.acl;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketOwnershipControlsResponse;
import software.amazon.awssdk.services.s3.model.OwnershipControls;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketOwnershipControlsResponse;

/**
 * Object Ownership: whether ACLs count, and who owns what others write.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Controlling
 *     ownership of objects and disabling ACLs</a>
 */
public final class Ownership {
  /** The settings that there are. */
  public static final Set<String> SETTINGS =
      Set.of(BucketRecord.ENFORCED, "BucketOwnerPreferred", "ObjectWriter");

  private Ownership() {}

  /**
   * PutBucketOwnershipControls: ACLs are disabled only where the bucket's grants to nobody else.
   */
  static PutBucketOwnershipControlsResponse put(Call call, PutBucketOwnershipControlsRequest in) {
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    String setting = setting(in.ownershipControls());
    BucketChanges.change(
        call,
        in.bucket(),
        bucket -> {
          if (setting.equals(BucketRecord.ENFORCED) && !bucket.acl().isOwnerOnly()) {
            throw S3Error.INVALID_ACL_WITH_OWNERSHIP.fail();
          }
          return bucket.withOwnership(setting);
        });
    return PutBucketOwnershipControlsResponse.builder().build();
  }

  private static String setting(OwnershipControls controls) {
    if (controls == null || controls.rules().size() != 1) {
      throw S3Error.MALFORMED_XML.fail();
    }
    String setting = controls.rules().get(0).objectOwnershipAsString();
    if (setting == null || !SETTINGS.contains(setting)) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return setting;
  }

  /** GetBucketOwnershipControls. */
  static GetBucketOwnershipControlsResponse get(Call call, GetBucketOwnershipControlsRequest in) {
    String setting = call.subject(BucketRecord.class).ownership();
    if (setting == null) {
      throw S3Error.OWNERSHIP_CONTROLS_NOT_FOUND.fail().with("BucketName", in.bucket());
    }
    return GetBucketOwnershipControlsResponse.builder()
        .ownershipControls(c -> c.rules(rule -> rule.objectOwnership(setting)))
        .build();
  }

  /** DeleteBucketOwnershipControls: ACLs count then, and writers own what they write. */
  static DeleteBucketOwnershipControlsResponse delete(
      Call call, DeleteBucketOwnershipControlsRequest in) {
    BucketChanges.change(call, in.bucket(), bucket -> bucket.withOwnership(null));
    return DeleteBucketOwnershipControlsResponse.builder().build();
  }

  /** The body as records have it: the only rule is an object, not a list. */
  static void record(PutBucketOwnershipControlsRequest in, Map<String, Object> parameters) {
    OwnershipControls sent = in.ownershipControls();
    if (sent != null
        && sent.rules().size() == 1
        && sent.rules().get(0).objectOwnershipAsString() != null) {
      parameters.put(
          "OwnershipControls",
          Map.of(
              "xmlns",
              S3Trail.XMLNS,
              "Rule",
              Map.of("ObjectOwnership", sent.rules().get(0).objectOwnershipAsString())));
    }
  }
}
