package dev.trailmark.cloud.kms.multiregion;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionRequest;

/** A multi-Region key and what tests do with it, in any region, as the administrator. */
public final class MultiRegionSet {
  public static final String HERE = KmsFixture.REGION;
  public static final String WEST = "us-west-2";
  static final String EUROPE = "eu-west-1";

  private final KmsFixture kms;
  private final String id;

  private MultiRegionSet(KmsFixture kms, String id) {
    this.kms = kms;
    this.id = id;
  }

  /** A new primary key. */
  public static MultiRegionSet create(KmsFixture kms, CreateKeyRequest.Builder request) {
    CreateKeyResponse made = kms.call(kms.admin, "CreateKey", request.multiRegion(true).build());
    return new MultiRegionSet(kms, made.keyMetadata().keyId());
  }

  /** A new symmetric primary key. */
  static MultiRegionSet create(KmsFixture kms) {
    return create(kms, CreateKeyRequest.builder());
  }

  public String id() {
    return id;
  }

  public String arn(String region) {
    return "arn:aws:kms:" + region + ":" + KmsFixture.ACCOUNT + ":key/" + id;
  }

  ReplicateKeyResponse replicate(String region) {
    return in(HERE, "ReplicateKey", replication(region).build());
  }

  ReplicateKeyRequest.Builder replication(String region) {
    return ReplicateKeyRequest.builder().keyId(id).replicaRegion(region);
  }

  /** Replicates, and waits until the replicas can be used. */
  public MultiRegionSet with(String... regions) {
    for (String region : regions) {
      replicate(region);
    }
    kms.pass(Duration.ofSeconds(3));
    return this;
  }

  void leadFrom(String region, String now) {
    in(now, "UpdatePrimaryRegion", lead(region));
  }

  UpdatePrimaryRegionRequest lead(String region) {
    return UpdatePrimaryRegionRequest.builder().keyId(id).primaryRegion(region).build();
  }

  KeyMetadata describe(String region) {
    DescribeKeyResponse found =
        in(region, "DescribeKey", DescribeKeyRequest.builder().keyId(id).build());
    return found.keyMetadata();
  }

  String state(String region) {
    return describe(region).keyStateAsString();
  }

  SdkBytes encrypt(String region, String text) {
    EncryptResponse sealed =
        in(
            region,
            "Encrypt",
            EncryptRequest.builder().keyId(id).plaintext(SdkBytes.fromUtf8String(text)).build());
    return sealed.ciphertextBlob();
  }

  DecryptResponse decrypt(String region, SdkBytes blob) {
    return in(region, "Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build());
  }

  public <O extends SdkPojo> O in(String region, String operation, SdkPojo input) {
    return kms.call(kms.admin, region, operation, input);
  }

  ServiceException refusal(String region, String operation, SdkPojo input) {
    return catchThrowableOfType(ServiceException.class, () -> in(region, operation, input));
  }
}
