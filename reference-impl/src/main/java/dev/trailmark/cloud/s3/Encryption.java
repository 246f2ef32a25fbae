package dev.trailmark.cloud.s3;

import dev.trailmark.cloud.operation.Call;
import java.util.LinkedHashMap;
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
final class Encryption {
  private Encryption() {}

  /** PutBucketEncryption. */
  static PutBucketEncryptionResponse put(Call call, PutBucketEncryptionRequest in) {
    Documents.verify(call, in.contentMD5(), in.checksumAlgorithmAsString());
    EncryptionRecord encryption = parse(in.serverSideEncryptionConfiguration());
    BucketChanges.change(call, in.bucket(), bucket -> bucket.withEncryption(encryption));
    return PutBucketEncryptionResponse.builder().build();
  }

  private static EncryptionRecord parse(ServerSideEncryptionConfiguration sent) {
    if (sent == null || sent.rules().size() != 1) {
      throw S3Error.MALFORMED_XML.fail();
    }
    ServerSideEncryptionRule rule = sent.rules().get(0);
    ServerSideEncryptionByDefault chosen = rule.applyServerSideEncryptionByDefault();
    if (rule.blockedEncryptionTypes() != null) {
      throw S3Error.NOT_IMPLEMENTED.because("BlockedEncryptionTypes is not implemented");
    }
    if (chosen == null || chosen.sseAlgorithmAsString() == null) {
      throw S3Error.MALFORMED_XML.fail();
    }
    String algorithm = chosen.sseAlgorithmAsString();
    switch (algorithm) {
      case Sse.AES256 -> requireNoKey(chosen);
      case Sse.KMS -> {}
      case "aws:kms:dsse", "aws:fsx" -> throw Sse.unsupported(algorithm);
      default -> throw S3Error.MALFORMED_XML.fail();
    }
    return new EncryptionRecord(
        algorithm, chosen.kmsMasterKeyID(), Boolean.TRUE.equals(rule.bucketKeyEnabled()));
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
                            .bucketKeyEnabled(encryption.bucketKey())))
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
    parameters.put(
        "ServerSideEncryptionConfiguration", Map.of("xmlns", S3Trail.XMLNS, "Rule", recorded));
  }
}
