package dev.trailmark.interop;

import static dev.trailmark.interop.Content.LARGE;
import static dev.trailmark.interop.Content.PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailAsyncClient;
import software.amazon.awssdk.services.kms.KmsAsyncClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/**
 * The SDK's asynchronous clients, and the parallel transfers that its S3 client makes of one call.
 */
@ExtendWith(OneServer.class)
@ParameterizedClass
@EnumSource(AsyncHttp.class)
class AsyncClientsIT {
  @Parameter AsyncHttp kind;

  private Server server;
  private SdkAsyncHttpClient http;
  private S3AsyncClient s3;
  private KmsAsyncClient kms;
  private String bucket;

  @BeforeEach
  void open(Server server) {
    this.server = server;
    http = kind.client();
    s3 =
        client(
            S3AsyncClient.builder()
                .multipartEnabled(true)
                .multipartConfiguration(
                    parts ->
                        parts.minimumPartSizeInBytes((long) PART).thresholdInBytes((long) PART)));
    kms = client(KmsAsyncClient.builder());
    bucket = Buckets.name("async");
    s3.createBucket(made -> made.bucket(bucket)).join();
  }

  @AfterEach
  void close() {
    s3.close();
    http.close();
  }

  private <B extends AwsClientBuilder<B, C> & AwsAsyncClientBuilder<B, C>, C> C client(B builder) {
    return server.as(builder).httpClient(http).build();
  }

  @Test
  void aLargeObjectGoesInPartsUnderOneKmsKeyAndComesBackInParts() {
    byte[] content = Content.of(LARGE, 2);
    String key = kms.createKey().join().keyMetadata().arn();

    s3.putObject(
            put ->
                put.bucket(bucket)
                    .key("large")
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(key),
            AsyncRequestBody.fromBytes(content))
        .join();
    var got =
        s3.getObject(get -> get.bucket(bucket).key("large"), AsyncResponseTransformer.toBytes())
            .join();

    assertThat(got.asByteArray()).isEqualTo(content);
    assertThat(got.response().ssekmsKeyId()).isEqualTo(key);
    assertThat(parts("large")).isEqualTo(3);
  }

  @Test
  void aStreamOfUnknownLengthGoesInParts() {
    byte[] content = Content.of(LARGE, 3);
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try {
      s3.putObject(
              put -> put.bucket(bucket).key("stream"),
              AsyncRequestBody.fromInputStream(new ByteArrayInputStream(content), null, reader))
          .join();
    } finally {
      reader.shutdown();
    }

    assertThat(read("stream")).isEqualTo(content);
    assertThat(parts("stream")).isEqualTo(3);
  }

  @Test
  void aLargeObjectIsCopiedInParts() {
    byte[] content = Content.of(LARGE, 4);
    s3.putObject(put -> put.bucket(bucket).key("from"), AsyncRequestBody.fromBytes(content)).join();

    s3.copyObject(
            copy ->
                copy.sourceBucket(bucket)
                    .sourceKey("from")
                    .destinationBucket(bucket)
                    .destinationKey("to"))
        .join();

    assertThat(read("to")).isEqualTo(content);
  }

  private byte[] read(String key) {
    return s3.getObject(get -> get.bucket(bucket).key(key), AsyncResponseTransformer.toBytes())
        .join()
        .asByteArray();
  }

  private int parts(String key) {
    return s3.getObjectAttributes(
            get -> get.bucket(bucket).key(key).objectAttributes(ObjectAttributes.OBJECT_PARTS))
        .join()
        .objectParts()
        .totalPartsCount();
  }

  @Test
  void manyCallsAreAnsweredAtOnce() {
    List<String> keys = IntStream.range(0, 60).mapToObj(i -> "many/%02d".formatted(i)).toList();
    CompletableFuture.allOf(
            keys.stream()
                .map(
                    key ->
                        s3.putObject(
                            put -> put.bucket(bucket).key(key), AsyncRequestBody.fromString(key)))
                .toArray(CompletableFuture[]::new))
        .join();

    Queue<String> listed = new ConcurrentLinkedQueue<>();
    s3.listObjectsV2Paginator(list -> list.bucket(bucket).maxKeys(25))
        .contents()
        .subscribe(object -> listed.add(object.key()))
        .join();

    assertThat(listed).containsExactlyElementsOf(keys);
    assertThat(new String(read("many/42"), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("many/42");
  }

  @Test
  void refusalsCompleteTheFutureWithTheExceptionOfTheModel() {
    assertThatThrownBy(() -> read("absent"))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void kmsOpensWhatItSealedUntilTheKeyIsDisabled() {
    String key = kms.createKey().join().keyMetadata().keyId();
    SdkBytes text = SdkBytes.fromUtf8String("secret");
    SdkBytes sealed = kms.encrypt(call -> call.keyId(key).plaintext(text)).join().ciphertextBlob();

    assertThat(
            IntStream.range(0, 20)
                .mapToObj(i -> kms.decrypt(call -> call.ciphertextBlob(sealed)))
                .toList())
        .extracting(call -> call.join().plaintext())
        .containsOnly(text);
    kms.disableKey(call -> call.keyId(key)).join();
    assertThatThrownBy(() -> kms.decrypt(call -> call.ciphertextBlob(sealed)).join())
        .hasCauseInstanceOf(DisabledException.class);
  }

  @Test
  void theOtherServicesAnswerToo() {
    StsAsyncClient sts = client(StsAsyncClient.builder());
    CloudTrailAsyncClient trails = client(CloudTrailAsyncClient.builder());

    assertThat(sts.getCallerIdentity().join().account()).isEqualTo(server.account());
    assertThat(trails.listTrails(list -> {}).join().trails()).isEmpty();
  }
}
