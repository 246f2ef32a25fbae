package dev.trailmark.cloud.s3.model;

import dev.trailmark.cloud.s3.request.Sent;
import dev.trailmark.cloud.store.State;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/**
 * The public access block of a bucket or an account.
 *
 * @param blockAcls refuse new public ACLs
 * @param ignoreAcls disregard public grants
 * @param blockPolicy refuse public bucket policies
 * @param restrict under a public policy, admit only the owner's account and AWS services
 */
public record PublicAccessRecord(
    boolean blockAcls, boolean ignoreAcls, boolean blockPolicy, boolean restrict) {

  /** What new buckets have. */
  public static final PublicAccessRecord ALL = new PublicAccessRecord(true, true, true, true);

  /** What a bucket or an account without a block has. */
  private static final PublicAccessRecord NONE = new PublicAccessRecord(false, false, false, false);

  /**
   * What holds for a bucket: each setting that is on in its own block or in that of its owner's
   * account.
   */
  public static PublicAccessRecord on(State state, BucketRecord bucket) {
    PublicAccessRecord own = bucket.publicAccess() == null ? NONE : bucket.publicAccess();
    PublicAccessRecord account = state.get(S3Kinds.ACCOUNT_PUBLIC_ACCESS, bucket.ownerAccount());
    return account == null ? own : own.or(account);
  }

  private PublicAccessRecord or(PublicAccessRecord other) {
    return new PublicAccessRecord(
        blockAcls || other.blockAcls,
        ignoreAcls || other.ignoreAcls,
        blockPolicy || other.blockPolicy,
        restrict || other.restrict);
  }

  /** A block of what was sent: settings that were not are off. */
  public static PublicAccessRecord of(PublicAccessBlockConfiguration sent) {
    return new PublicAccessRecord(
        Boolean.TRUE.equals(sent.blockPublicAcls()),
        Boolean.TRUE.equals(sent.ignorePublicAcls()),
        Boolean.TRUE.equals(sent.blockPublicPolicy()),
        Boolean.TRUE.equals(sent.restrictPublicBuckets()));
  }

  /**
   * Adds a request's body to the parameters of its record.
   *
   * @param sent {@code null} when there was none
   * @param xmlns the document's namespace
   */
  public static void recorded(
      PublicAccessBlockConfiguration sent, String xmlns, Map<String, Object> parameters) {
    if (sent == null) {
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("xmlns", xmlns);
    Sent.put(body, "RestrictPublicBuckets", sent.restrictPublicBuckets());
    Sent.put(body, "BlockPublicPolicy", sent.blockPublicPolicy());
    Sent.put(body, "BlockPublicAcls", sent.blockPublicAcls());
    Sent.put(body, "IgnorePublicAcls", sent.ignorePublicAcls());
    parameters.put("PublicAccessBlockConfiguration", body);
  }

  /** The block as the API shows it. */
  public PublicAccessBlockConfiguration shown() {
    return PublicAccessBlockConfiguration.builder()
        .blockPublicAcls(blockAcls)
        .ignorePublicAcls(ignoreAcls)
        .blockPublicPolicy(blockPolicy)
        .restrictPublicBuckets(restrict)
        .build();
  }
}
