package dev.trailmark.cloud.s3.encryption;

import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.s3.access.BucketChanges;
import dev.trailmark.cloud.s3.integrity.Documents;
import dev.trailmark.cloud.s3.model.BucketRecord;
import dev.trailmark.cloud.s3.model.EncryptionRecord;
import dev.trailmark.cloud.s3.request.Denials;
import dev.trailmark.cloud.s3.request.S3Error;
import dev.trailmark.cloud.s3.request.S3Trail;
import dev.trailmark.cloud.s3.request.Sent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/**
 * Default encryption of buckets. The key is kept as given and not looked up until an object is
 * written.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html">Setting
 *     default server-side encryption behavior</a>
 */
public final class Encryption {
  private static final String BLOCKED =
      "because this bucket has blocked upload requests that specify Server Side Encryption with"
          + " Customer provided keys (SSE-C). Please specify a different server-side encryption"
          + " type";

  private Encryption() {}

  /**
   * Refuses a key of the client's where the bucket blocks them. The words are AWS's
   * documentation's.
   *
   * @param check the permission by which the object is being written
   */
  public static void admit(Call call, BucketRecord bucket, Sse sse, AccessCheck check) {
    if (sse.customer() != null && !bucket.encryption().customerKeys()) {
      throw Denials.refuse(call, check, BLOCKED);
    }
  }

  /** PutBucketEncryption. */
  static PutBucketEncryptionResponse put(Call call, PutBucketEncryptionRequest in) {
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    ServerSideEncryptionRule rule = rule(in.serverSideEncryptionConfiguration());
    parse(rule, EncryptionRecord.SSE_S3);
    BucketChanges.change(
        call, in.bucket(), bucket -> bucket.withEncryption(parse(rule, bucket.encryption())));
    return PutBucketEncryptionResponse.builder().build();
  }

  private static ServerSideEncryptionRule rule(ServerSideEncryptionConfiguration sent) {
    if (sent == null || sent.rules().size() != 1) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return sent.rules().get(0);
  }

  /** Whether SSE-C is let in; as before when the rule does not say. */
  private static boolean customerKeys(ServerSideEncryptionRule rule, boolean before) {
    if (rule.blockedEncryptionTypes() == null) {
      return before;
    }
    List<String> types = rule.blockedEncryptionTypes().encryptionTypeAsStrings();
    if (types.size() != 1 || !(types.get(0).equals("NONE") || types.get(0).equals("SSE-C"))) {
      throw S3Error.MALFORMED_XML.fail();
    }
    return types.get(0).equals("NONE");
  }

  /** What the rule says; what it leaves out, the default or what is blocked, is as before. */
  private static EncryptionRecord parse(ServerSideEncryptionRule rule, EncryptionRecord before) {
    boolean customerKeys = customerKeys(rule, before.customerKeys());
    ServerSideEncryptionByDefault chosen = rule.applyServerSideEncryptionByDefault();
    if (chosen == null
        && rule.blockedEncryptionTypes() != null
        && rule.bucketKeyEnabled() == null) {
      return before.withCustomerKeys(customerKeys);
    }
    if (chosen == null || chosen.sseAlgorithmAsString() == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    String algorithm = chosen.sseAlgorithmAsString();
    switch (algorithm) {
      case EncryptionRecord.AES256 -> requireNoKey(chosen);
      case EncryptionRecord.KMS, EncryptionRecord.DSSE -> {}
      case "aws:fsx" -> throw Sse.unsupported(algorithm);
      default -> throw S3Error.MALFORMED_XML.fail();
    }
    return new EncryptionRecord(
        algorithm,
        chosen.kmsMasterKeyID(),
        Boolean.TRUE.equals(rule.bucketKeyEnabled()),
        customerKeys,
        true);
  }

  private static void requireNoKey(ServerSideEncryptionByDefault chosen) {
    if (chosen.kmsMasterKeyID() != null) {
      throw S3Error.INVALID_ARGUMENT
          .because(
              "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
                  + " aws:kms:dsse")
          .with("ArgumentName", "ApplyServerSideEncryptionByDefault");
    }
  }

  /** GetBucketEncryption: every bucket has a default. */
  static GetBucketEncryptionResponse get(Call call, GetBucketEncryptionRequest in) {
    EncryptionRecord encryption = call.subject(BucketRecord.class).encryption();
    return GetBucketEncryptionResponse.builder()
        .serverSideEncryptionConfiguration(
            c ->
                c.rules(
                    rule ->
                        rule.applyServerSideEncryptionByDefault(
                                by ->
                                    by.sseAlgorithm(encryption.algorithm())
                                        .kmsMasterKeyID(encryption.keyId()))
                            .bucketKeyEnabled(encryption.bucketKey())
                            .blockedEncryptionTypes(
                                b ->
                                    b.encryptionTypeWithStrings(
                                        encryption.customerKeys() ? "NONE" : "SSE-C"))))
        .build();
  }

  /** DeleteBucketEncryption: back to SSE-S3. */
  static DeleteBucketEncryptionResponse delete(Call call, DeleteBucketEncryptionRequest in) {
    BucketChanges.change(
        call, in.bucket(), bucket -> bucket.withEncryption(EncryptionRecord.SSE_S3));
    return DeleteBucketEncryptionResponse.builder().build();
  }

  /** The body as records have it: the only rule is an object, not a list. */
  static void record(PutBucketEncryptionRequest in, Map<String, Object> parameters) {
    ServerSideEncryptionConfiguration sent = in.serverSideEncryptionConfiguration();
    if (sent == null || sent.rules().size() != 1) {
      return;
    }
    ServerSideEncryptionRule rule = sent.rules().get(0);
    Map<String, Object> recorded = new LinkedHashMap<>();
    if (rule.applyServerSideEncryptionByDefault() != null) {
      Map<String, Object> chosen = new LinkedHashMap<>();
      Sent.put(
          chosen, "SSEAlgorithm", rule.applyServerSideEncryptionByDefault().sseAlgorithmAsString());
      Sent.put(
          chosen, "KMSMasterKeyID", rule.applyServerSideEncryptionByDefault().kmsMasterKeyID());
      recorded.put("ApplyServerSideEncryptionByDefault", chosen);
    }
    Sent.put(recorded, "BucketKeyEnabled", rule.bucketKeyEnabled());
    if (rule.blockedEncryptionTypes() != null) {
      recorded.put(
          "BlockedEncryptionTypes",
          Map.of("EncryptionType", rule.blockedEncryptionTypes().encryptionTypeAsStrings()));
    }
    parameters.put(
        "ServerSideEncryptionConfiguration", Map.of("xmlns", S3Trail.XMLNS, "Rule", recorded));
  }
}
