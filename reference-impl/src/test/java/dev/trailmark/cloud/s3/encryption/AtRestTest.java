package dev.trailmark.cloud.s3.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.integrity.BodyDigests;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.SealRecord;
import dev.trailmark.cloud.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What somebody finds who reads the data directory, under every encryption. */
class AtRestTest {
  private static final String B = "at-rest";
  private static final String MARK = "this text is nobody's business but its owner's; ";

  @Test
  void theDataDirectoryHoldsNeitherContentNorKeys(@TempDir Path directory) throws Exception {
    byte[] customer = new byte[32];
    new Random(3).nextBytes(customer);
    List<byte[]> secrets = new ArrayList<>();
    secrets.add(MARK.getBytes(StandardCharsets.UTF_8));
    secrets.add(customer);
    try (S3Fixture cloud = new S3Fixture(Stores.onDisk(directory))) {
      String keyArn = cloud.kms.createKey().keyMetadata().arn();
      cloud.s3.createBucket(r -> r.bucket(B));
      cloud.s3.putBucketEncryption(
          r ->
              r.bucket(B)
                  .serverSideEncryptionConfiguration(
                      c ->
                          c.rules(
                              rule ->
                                  rule.applyServerSideEncryptionByDefault(
                                          by -> by.sseAlgorithm("AES256"))
                                      .blockedEncryptionTypes(
                                          t -> t.encryptionTypeWithStrings("NONE")))));
      for (int size : new int[] {1, 4_000}) { // inside the journal, and in files of their own
        write(cloud, "s3-" + size, size, PutObjectRequest.builder());
        write(cloud, "kms-" + size, size, encrypted("aws:kms", keyArn));
        write(
            cloud, "bucket-key-" + size, size, encrypted("aws:kms", keyArn).bucketKeyEnabled(true));
        write(cloud, "dual-" + size, size, encrypted("aws:kms:dsse", keyArn));
        write(cloud, "customer-" + size, size, underKey(customer));
      }
      leaveAnUpload(cloud, customer);
      secrets.addAll(keys(cloud));
      assertHidden(directory, secrets);
    }
    assertHidden(directory, secrets);
  }

  private static void write(S3Fixture cloud, String key, int times, PutObjectRequest.Builder how) {
    PutObjectRequest request = how.bucket(B).key(key).build();
    cloud.s3.putObject(request, RequestBody.fromString(MARK.repeat(times)));
    if (request.sseCustomerKey() == null) {
      cloud.s3.putObjectAnnotation(
          r -> r.bucket(B).key(key).annotationName("marked"),
          RequestBody.fromString(MARK.repeat(times)));
    }
  }

  private static PutObjectRequest.Builder encrypted(String method, String keyArn) {
    return PutObjectRequest.builder().serverSideEncryption(method).ssekmsKeyId(keyArn);
  }

  private static PutObjectRequest.Builder underKey(byte[] key) {
    return PutObjectRequest.builder()
        .sseCustomerAlgorithm("AES256")
        .sseCustomerKey(Base64.getEncoder().encodeToString(key))
        .sseCustomerKeyMD5(Base64.getEncoder().encodeToString(BodyDigests.md5().digest(key)));
  }

  private static void leaveAnUpload(S3Fixture cloud, byte[] key) {
    String base64 = Base64.getEncoder().encodeToString(key);
    String md5 = Base64.getEncoder().encodeToString(BodyDigests.md5().digest(key));
    String id =
        cloud
            .s3
            .createMultipartUpload(
                r ->
                    r.bucket(B)
                        .key("part")
                        .sseCustomerAlgorithm("AES256")
                        .sseCustomerKey(base64)
                        .sseCustomerKeyMD5(md5))
            .uploadId();
    cloud.s3.uploadPart(
        r ->
            r.bucket(B)
                .key("part")
                .uploadId(id)
                .partNumber(1)
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(base64)
                .sseCustomerKeyMD5(md5),
        RequestBody.fromString(MARK.repeat(100)));
  }

  /** The keys that open something: the bucket's, and what KMS gives for the objects under it. */
  private static List<byte[]> keys(S3Fixture cloud) {
    List<byte[]> keys = new ArrayList<>();
    keys.add(cloud.store.state().get(S3Kinds.SERVICE_KEY, B).key());
    for (String name : List.of("kms-1", "bucket-key-1", "dual-1")) {
      SealRecord seal = ObjectRecord.current(cloud.store.state(), B, name).seal();
      keys.add(
          cloud
              .kms
              .decrypt(
                  r ->
                      r.ciphertextBlob(SdkBytes.fromByteArray(seal.kmsBlob()))
                          .encryptionContext(seal.context()))
              .plaintext()
              .asByteArray());
    }
    return keys;
  }

  private static void assertHidden(Path directory, List<byte[]> secrets) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
      for (byte[] secret : secrets) {
        assertThat(bytes.contains(new String(secret, StandardCharsets.ISO_8859_1)))
            .as("%s holds a secret", file)
            .isFalse();
        assertThat(bytes.contains(Base64.getEncoder().encodeToString(secret)))
            .as("%s holds a secret in base 64", file)
            .isFalse();
        assertThat(bytes.contains(HexFormat.of().formatHex(secret)))
            .as("%s holds a secret in hexadecimal digits", file)
            .isFalse();
      }
    }
  }
}
