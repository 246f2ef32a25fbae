package dev.trailmark.interop;

import static dev.trailmark.interop.Content.MIB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The SDK's synchronous clients of a newer release than the simulator is built with. */
@ExtendWith(OneServer.class)
@ParameterizedClass
@EnumSource(SyncHttp.class)
class SyncClientsIT {
  @Parameter SyncHttp kind;

  private Server server;
  private SdkHttpClient http;
  private S3Client s3;
  private KmsClient kms;
  private String bucket;

  @BeforeEach
  void open(Server server) {
    this.server = server;
    http = kind.client();
    s3 = client(S3Client.builder());
    kms = client(KmsClient.builder());
    bucket = Buckets.name("sync");
    s3.createBucket(made -> made.bucket(bucket));
  }

  @AfterEach
  void close() {
    http.close();
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return server.as(builder).httpClient(http).build();
  }

  @Test
  void aLargeObjectUnderAKmsKeyIsStreamedBothWays() {
    byte[] content = Content.of(3 * MIB, 1);
    String key = kms.createKey().keyMetadata().arn();

    s3.putObject(
        put ->
            put.bucket(bucket)
                .key("large object+1")
                .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                .ssekmsKeyId(key),
        RequestBody.fromInputStream(new ByteArrayInputStream(content), content.length));
    var got =
        s3.getObjectAsBytes(
            get -> get.bucket(bucket).key("large object+1").checksumMode(ChecksumMode.ENABLED));

    assertThat(got.asByteArray()).isEqualTo(content);
    assertThat(got.response().ssekmsKeyId()).isEqualTo(key);
    assertThat(got.response().checksumCRC32()).isNotEmpty();
  }

  @Test
  void aPartOfAnObjectIsRead() {
    s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("0123456789"));

    var part = s3.getObjectAsBytes(get -> get.bucket(bucket).key("k").range("bytes=3-5"));

    assertThat(part.asUtf8String()).isEqualTo("345");
    assertThat(part.response().contentRange()).isEqualTo("bytes 3-5/10");
  }

  @Test
  void refusalsAreTheExceptionsOfTheModel() {
    assertThatThrownBy(() -> s3.getObject(get -> get.bucket(bucket).key("absent")))
        .isInstanceOfSatisfying(
            NoSuchKeyException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(404);
              assertThat(refusal.requestId()).isNotEmpty();
              assertThat(refusal.extendedRequestId()).isNotEmpty();
            });
    assertThatThrownBy(() -> s3.headObject(head -> head.bucket(bucket).key("absent")))
        .isInstanceOf(NoSuchKeyException.class);
    assertThatThrownBy(() -> kms.describeKey(key -> key.keyId("alias/absent")))
        .isInstanceOf(software.amazon.awssdk.services.kms.model.NotFoundException.class);
  }

  @Test
  void listingsGoOnByTheirTokens() {
    List<String> keys = IntStream.range(0, 7).mapToObj(i -> "key-" + i).toList();
    keys.forEach(
        key -> s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("x")));

    var listed = s3.listObjectsV2Paginator(list -> list.bucket(bucket).maxKeys(3));

    assertThat(listed.stream()).hasSize(3);
    assertThat(listed.contents()).extracting(S3Object::key).containsExactlyElementsOf(keys);
  }

  @Test
  void aPresignedAddressIsReadWithoutAnSdk() throws IOException, InterruptedException {
    s3.putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("for all"));
    try (S3Presigner presigner = presigner()) {
      URI address =
          URI.create(
              presigner
                  .presignGetObject(
                      sign ->
                          sign.signatureDuration(Duration.ofMinutes(1))
                              .getObjectRequest(get -> get.bucket(bucket).key("k")))
                  .url()
                  .toString());

      assertThat(read(address)).isEqualTo("for all");
      assertThat(read(URI.create(address + "0"))).contains("SignatureDoesNotMatch");
    }
  }

  private S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(server.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(server.credentials())
        .build();
  }

  private static String read(URI address) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void kmsDecryptsUnderTheSameContextOnly() {
    String key = kms.createKey().keyMetadata().keyId();
    SdkBytes text = SdkBytes.fromUtf8String("secret");
    SdkBytes sealed =
        kms.encrypt(call -> call.keyId(key).plaintext(text).encryptionContext(Map.of("a", "1")))
            .ciphertextBlob();

    assertThat(
            kms.decrypt(call -> call.ciphertextBlob(sealed).encryptionContext(Map.of("a", "1")))
                .plaintext())
        .isEqualTo(text);
    assertThatThrownBy(
            () -> kms.decrypt(call -> call.ciphertextBlob(sealed).encryptionContext(Map.of())))
        .isInstanceOf(InvalidCiphertextException.class);
  }

  @Test
  void anAssumedRoleMayWhatItsPoliciesSay() {
    IamClient iam = client(IamClient.builder());
    String role = roleThatMay(iam, "s3:ListBucket");
    Credentials assumed =
        server
            .as(StsClient.builder())
            .credentialsProvider(userThatMay(iam, "sts:AssumeRole"))
            .httpClient(http)
            .build()
            .assumeRole(call -> call.roleArn(role).roleSessionName("interop"))
            .credentials();

    S3Client session =
        server
            .as(S3Client.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(
                        assumed.accessKeyId(), assumed.secretAccessKey(), assumed.sessionToken())))
            .httpClient(http)
            .build();

    assertThat(session.listObjectsV2(list -> list.bucket(bucket)).contents()).isEmpty();
    assertThatThrownBy(() -> session.getBucketPolicy(get -> get.bucket(bucket)))
        .isInstanceOfSatisfying(
            S3Exception.class,
            refusal -> assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"));
  }

  private String roleThatMay(IamClient iam, String action) {
    String trust =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
          "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole"}}
        """
            .formatted(server.account());
    String name = "role-" + bucket;
    String arn =
        iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust)).role().arn();
    iam.putRolePolicy(put -> put.roleName(name).policyName("may").policyDocument(allowing(action)));
    return arn;
  }

  private AwsCredentialsProvider userThatMay(IamClient iam, String action) {
    String name = "user-" + bucket;
    iam.createUser(user -> user.userName(name));
    iam.putUserPolicy(put -> put.userName(name).policyName("may").policyDocument(allowing(action)));
    var key = iam.createAccessKey(made -> made.userName(name)).accessKey();
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }

  private static String allowing(String action) {
    return """
    {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "%s", "Resource": "*"}}
    """
        .formatted(action);
  }

  @Test
  void cloudTrailTellsOfACall() {
    String key = kms.createKey().keyMetadata().arn();
    CloudTrailClient trails = client(CloudTrailClient.builder());
    LookupAttribute named =
        LookupAttribute.builder()
            .attributeKey(LookupAttributeKey.RESOURCE_NAME)
            .attributeValue(key)
            .build();

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        trails
                            .lookupEventsPaginator(lookup -> lookup.lookupAttributes(named))
                            .events())
                    .extracting(Event::eventName)
                    .containsExactly("CreateKey"));
  }
}
