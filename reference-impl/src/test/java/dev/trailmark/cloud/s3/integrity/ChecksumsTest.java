package dev.trailmark.cloud.s3.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** The checksum algorithms, by published values of "abc". */
class ChecksumsTest {
  private static final String B = "checksums";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();

  @BeforeAll
  static void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B));
  }

  @ParameterizedTest
  @CsvSource({
    "CRC32,352441c2",
    "CRC32C,364b3fb7",
    "SHA1,a9993e364706816aba3e25717850c26c9cd0d89d",
    "SHA256,ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    "SHA512,ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "MD5,900150983cd24fb0d6963f7d28e17f72",
    "XXHASH64,44bc2cf5ad770999",
    "XXHASH3,78af5f94892f3950",
    "XXHASH128,06b05ab6733a618578af5f94892f3950"
  })
  void aValueIsHeldAgainstTheBodyAndToldWhenAsked(String algorithm, String hex) {
    byte[] value = HexFormat.of().parseHex(hex);
    put(algorithm, value);
    HeadObjectResponse head =
        cloud.s3.headObject(r -> r.bucket(B).key(algorithm).checksumMode(ChecksumMode.ENABLED));
    assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(head.sdkHttpResponse().firstMatchingHeader(header(algorithm)))
        .contains(Base64.getEncoder().encodeToString(value));
    assertThat(cloud.s3.listObjectsV2(r -> r.bucket(B).prefix(algorithm)).contents().get(0))
        .satisfies(o -> assertThat(o.checksumAlgorithmAsStrings()).containsExactly(algorithm));

    value[0]++;
    S3Exception wrong = S3Fixture.refusal(() -> put(algorithm, value));
    assertThat(wrong.awsErrorDetails().errorCode()).isEqualTo("BadDigest");
    assertThat(wrong.awsErrorDetails().errorMessage())
        .isEqualTo("The " + algorithm + " you specified did not match the calculated checksum.");

    S3Exception cut = S3Fixture.refusal(() -> put(algorithm, new byte[3]));
    assertThat(cut.awsErrorDetails().errorMessage())
        .isEqualTo("Value for " + header(algorithm) + " header is invalid.");
  }

  private static void put(String algorithm, byte[] value) {
    cloud.s3.putObject(
        PutObjectRequest.builder()
            .bucket(B)
            .key(algorithm)
            .overrideConfiguration(
                o -> o.putHeader(header(algorithm), Base64.getEncoder().encodeToString(value)))
            .build(),
        RequestBody.fromString("abc"));
  }

  /** The values are those of xxHash's own tool (xxhsum 0.8.1), at the bounds of its code paths. */
  @ParameterizedTest
  @CsvSource({
    "0,ef46db3751d8e999,2d06800538d394c2,99aa06d3014798d86001c324468d497f",
    "9,67d85784a7c78c5b,e9612598145bb9dc,16c769d83e4aebce907931979dca3746",
    "128,7a7fe14647b9ab92,85c6174c7ff4c46b,14792fc3af88dc6c05321a0b64d67b41",
    "240,012947f0da6a27b1,375a384d957fe865,65b5be86da5540e7c92b68e16f83bbb6",
    "241,8d643f23bf2808e1,02e8cd95421c6d02,1da1cb61bcb8a2a102e8cd95421c6d02",
    "65537,8c8e0218a8ee0fee,70331d53d92bbc56,0924e7a3a30e818770331d53d92bbc56"
  })
  void xxHashOfAnyLengthIsThatOfItsOwnTool(int size, String xx64, String xx3, String xx128) {
    byte[] body = new byte[size];
    for (int i = 0; i < size; i++) {
      body[i] = (byte) (i % 251);
    }
    Map.of("XXHASH64", xx64, "XXHASH3", xx3, "XXHASH128", xx128)
        .forEach(
            (algorithm, hex) -> {
              String value = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
              var answer =
                  cloud.s3.putObject(
                      PutObjectRequest.builder()
                          .bucket(B)
                          .key(algorithm)
                          .overrideConfiguration(o -> o.putHeader(header(algorithm), value))
                          .build(),
                      RequestBody.fromBytes(body));
              assertThat(answer.sdkHttpResponse().firstMatchingHeader(header(algorithm)))
                  .contains(value);
            });
  }

  private static String header(String algorithm) {
    return "x-amz-checksum-" + algorithm.toLowerCase(java.util.Locale.ROOT);
  }

  private static CompletedPart.Builder completed(ChecksumAlgorithm algorithm, String value) {
    CompletedPart.Builder part = CompletedPart.builder();
    return switch (algorithm) {
      case SHA512 -> part.checksumSHA512(value);
      case MD5 -> part.checksumMD5(value);
      case XXHASH64 -> part.checksumXXHASH64(value);
      case XXHASH3 -> part.checksumXXHASH3(value);
      case XXHASH128 -> part.checksumXXHASH128(value);
      default -> throw new IllegalArgumentException(algorithm.toString());
    };
  }

  @ParameterizedTest
  @CsvSource({
    "SHA512,ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
    "MD5,900150983cd24fb0d6963f7d28e17f72",
    "XXHASH64,44bc2cf5ad770999",
    "XXHASH3,78af5f94892f3950",
    "XXHASH128,06b05ab6733a618578af5f94892f3950"
  })
  void anUploadHasTheChecksumOfItsPartsChecksums(ChecksumAlgorithm algorithm, String hex) {
    String name = algorithm.toString().toLowerCase(java.util.Locale.ROOT);
    String value = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    String id =
        cloud
            .s3
            .createMultipartUpload(r -> r.bucket(B).key(name).checksumAlgorithm(algorithm))
            .uploadId();
    String etag =
        cloud
            .s3
            .uploadPart(
                UploadPartRequest.builder()
                    .bucket(B)
                    .key(name)
                    .uploadId(id)
                    .partNumber(1)
                    .overrideConfiguration(o -> o.putHeader("x-amz-checksum-" + name, value))
                    .build(),
                RequestBody.fromString("abc"))
            .eTag();
    CompleteMultipartUploadResponse done =
        cloud.s3.completeMultipartUpload(
            r ->
                r.bucket(B)
                    .key(name)
                    .uploadId(id)
                    .multipartUpload(
                        m ->
                            m.parts(completed(algorithm, value).partNumber(1).eTag(etag).build())));
    assertThat(done.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(done.toString()).containsPattern("Checksum" + algorithm + "=[^,]*-1[,)]");

    S3Exception whole =
        S3Fixture.refusal(
            () ->
                cloud.s3.createMultipartUpload(
                    r ->
                        r.bucket(B)
                            .key(name)
                            .checksumAlgorithm(algorithm)
                            .checksumType(ChecksumType.FULL_OBJECT)));
    assertThat(whole.awsErrorDetails().errorMessage())
        .isEqualTo(
            "The FULL_OBJECT checksum type cannot be used with the "
                + name
                + " checksum algorithm.");
  }

  @Test
  void copiesCanHaveAnotherChecksumThanTheirSource() {
    put("MD5", HexFormat.of().parseHex("900150983cd24fb0d6963f7d28e17f72"));
    assertThat(
            cloud
                .s3
                .copyObject(
                    r ->
                        r.sourceBucket(B)
                            .sourceKey("MD5")
                            .destinationBucket(B)
                            .destinationKey("copy")
                            .checksumAlgorithm(ChecksumAlgorithm.XXHASH64))
                .copyObjectResult()
                .checksumXXHASH64())
        .isEqualTo("RLws9a13CZk=");
  }
}
