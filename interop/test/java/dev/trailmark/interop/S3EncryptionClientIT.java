package dev.trailmark.interop;

import static dev.trailmark.interop.Content.LARGE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.encryption.s3.S3EncryptionClient.withAdditionalConfiguration;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.encryption.s3.S3EncryptionClient;
import software.amazon.encryption.s3.S3EncryptionClientException;
import software.amazon.encryption.s3.materials.KmsKeyring;

/**
 * The Amazon S3 Encryption Client for Java: objects are encrypted before they are sent, under data
 * keys of the simulator's KMS.
 */
@ExtendWith(OneServer.class)
class S3EncryptionClientIT {
  private static final String TEXT = "what the server shall never see";
  private static final Map<String, String> CONTEXT = Map.of("class", "of 2026");

  private static Server server;
  private static S3Client plain;
  private static S3AsyncClient async;
  private static KmsClient kms;

  private String bucket;
  private String key;

  @BeforeAll
  static void connect(Server running) {
    server = running;
    plain = server.as(S3Client.builder()).build();
    async = server.as(S3AsyncClient.builder()).build();
    kms = server.as(KmsClient.builder()).build();
  }

  @BeforeEach
  void makeABucketAndAKey() {
    bucket = Buckets.name("encrypted");
    plain.createBucket(made -> made.bucket(bucket));
    key = kms.createKey().keyMetadata().arn();
  }

  private S3EncryptionClient client() {
    return client(as -> as);
  }

  private S3EncryptionClient client(UnaryOperator<S3EncryptionClient.Builder> as) {
    return as.apply(
            S3EncryptionClient.builder()
                .wrappedClient(plain)
                .wrappedAsyncClient(async)
                .keyring(KmsKeyring.builder().kmsClient(kms).wrappingKeyId(key).build()))
        .build();
  }

  private void put(String text) {
    client()
        .putObject(
            put ->
                put.bucket(bucket)
                    .key("k")
                    .overrideConfiguration(withAdditionalConfiguration(CONTEXT)),
            RequestBody.fromString(text));
  }

  private byte[] got(S3EncryptionClient client, Map<String, String> context) {
    return client
        .getObjectAsBytes(
            get ->
                get.bucket(bucket)
                    .key("k")
                    .overrideConfiguration(withAdditionalConfiguration(context)))
        .asByteArray();
  }

  @Test
  void anObjectComesBackUnderItsContext() {
    put(TEXT);

    assertThat(got(client(), CONTEXT)).asString(UTF_8).isEqualTo(TEXT);
  }

  @Test
  void theServerHasNeitherTheTextNorTheDataKey() {
    put(TEXT);

    var kept = plain.getObjectAsBytes(get -> get.bucket(bucket).key("k"));

    assertThat(kept.asString(java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain(TEXT)
        .hasSize(TEXT.length() + 16); // and GCM's tag
    assertThat(kept.response().metadata()).containsKeys("x-amz-key-v2", "x-amz-iv");
    assertThat(server.keeps(TEXT.getBytes(UTF_8))).isFalse();
  }

  @Test
  void anotherContextIsRefused() {
    put(TEXT);

    assertThatThrownBy(() -> got(client(), Map.of("class", "of 2025")))
        .isInstanceOf(S3EncryptionClientException.class);
  }

  /** KMS itself refuses too: the client compares contexts before it asks. */
  @Test
  void aDisabledKeyOpensNothing() {
    put(TEXT);

    kms.disableKey(disabled -> disabled.keyId(key));

    assertThatThrownBy(() -> got(client(), CONTEXT))
        .hasRootCauseInstanceOf(DisabledException.class);
  }

  @Test
  void aChangedObjectIsRefused() {
    put(TEXT);
    var kept = plain.getObjectAsBytes(get -> get.bucket(bucket).key("k"));
    byte[] changed = kept.asByteArray();
    changed[3] ^= 1;
    plain.putObject(
        put -> put.bucket(bucket).key("k").metadata(kept.response().metadata()),
        RequestBody.fromBytes(changed));

    assertThatThrownBy(() -> got(client(), CONTEXT)).hasStackTraceContaining("AEADBadTagException");
  }

  @Test
  void aRangeIsReadWhereItIsAllowedToGoUnchecked() {
    put("0123456789");

    var range =
        client(as -> as.enableLegacyUnauthenticatedModes(true))
            .getObjectAsBytes(
                get ->
                    get.bucket(bucket)
                        .key("k")
                        .range("bytes=3-5")
                        .overrideConfiguration(withAdditionalConfiguration(CONTEXT)));

    assertThat(range.asUtf8String()).isEqualTo("345");
  }

  @Test
  void aLargeObjectGoesInParts() {
    byte[] content = Content.of(LARGE, 7);
    S3EncryptionClient parts = client(as -> as.enableMultipartPutObject(true));

    parts.putObject(
        put ->
            put.bucket(bucket).key("k").overrideConfiguration(withAdditionalConfiguration(CONTEXT)),
        RequestBody.fromInputStream(new ByteArrayInputStream(content), content.length));

    assertThat(plain.listObjectsV2(list -> list.bucket(bucket)).contents())
        .singleElement()
        .extracting(S3Object::eTag)
        .asString()
        .matches("\"[0-9a-f]{32}-\\d+\"");
    assertThat(got(parts, CONTEXT)).isEqualTo(content);
    assertThat(server.keeps(Arrays.copyOf(content, 64))).isFalse();
  }

  @Test
  void deletingTakesTheObject() {
    put(TEXT);

    client().deleteObject(gone -> gone.bucket(bucket).key("k"));

    assertThat(plain.listObjectsV2(list -> list.bucket(bucket)).contents()).isEmpty();
  }
}
