package dev.trailmark.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The simulator on TLS, with a certificate made for it, and what policies and records see of it.
 */
class CloudTlsTest {
  private static Cloud cloud;
  private static TrustManager[] trust;
  private static SdkHttpClient http;
  private static S3Client s3;

  @BeforeAll
  static void start() throws Exception {
    cloud = Cloud.builder().selfSignedTls().deliveryInterval(Duration.ofDays(1)).start();
    trust = trusting(cloud.authority().orElseThrow());
    http = Apache5HttpClient.builder().tlsTrustManagersProvider(() -> trust).build();
    s3 = client(S3Client.builder().forcePathStyle(true));
    s3.createBucket(r -> r.bucket("lab"));
    s3.putObject(r -> r.bucket("lab").key("k"), RequestBody.fromString("over TLS"));
  }

  @AfterAll
  static void stop() {
    s3.close();
    http.close();
    cloud.close();
  }

  private static TrustManager[] trusting(Path authority)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (var in = Files.newInputStream(authority)) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static StaticCredentialsProvider root() {
    Account account = cloud.accounts().get(0);
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(account.rootAccessKeyId(), account.rootSecretAccessKey()));
  }

  private static <
          B extends
              AwsClientBuilder<B, C>
                  & software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder<B, C>,
          C>
      C client(B builder) {
    return builder
        .httpClient(http)
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(root())
        .build();
  }

  private static void deny(String condition) {
    s3.putBucketPolicy(
        r ->
            r.bucket("lab")
                .policy(
                    """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                     "Action":"s3:GetObject","Resource":"arn:aws:s3:::lab/*","Condition":{%s}}]}
                    """
                        .formatted(condition)));
  }

  private static String get() {
    return s3.getObjectAsBytes(r -> r.bucket("lab").key("k")).asUtf8String();
  }

  /** Reads by a presigned URL over a connection of one TLS version. */
  private static HttpResponse<String> getOver(String version) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust, null);
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {version});
    HttpClient client =
        HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build();
    return client.send(
        HttpRequest.newBuilder(presigned()).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI presigned() throws Exception {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(root())
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return presigner
          .presignGetObject(
              p ->
                  p.signatureDuration(Duration.ofMinutes(5))
                      .getObjectRequest(r -> r.bucket("lab").key("k")))
          .url()
          .toURI();
    }
  }

  @Test
  void theEndpointSaysHttps() {
    assertThat(cloud.endpoint().toString()).matches("https://127\\.0\\.0\\.1:\\d+");
    assertThat(get()).isEqualTo("over TLS");
  }

  @Test
  void aClientThatDoesNotTrustTheAuthorityDoesNotTalk() throws Exception {
    HttpClient stranger = HttpClient.newHttpClient();

    assertThatThrownBy(
            () ->
                stranger.send(
                    HttpRequest.newBuilder(cloud.endpoint()).build(),
                    HttpResponse.BodyHandlers.ofString()))
        .isInstanceOf(javax.net.ssl.SSLHandshakeException.class);
  }

  @Test
  void uploadsWithTrailersArriveWhole() {
    byte[] large = new byte[200_000];
    S3Client trailing =
        client(
            S3Client.builder()
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED));

    trailing.putObject(r -> r.bucket("lab").key("large"), RequestBody.fromBytes(large));

    assertThat(s3.getObjectAsBytes(r -> r.bucket("lab").key("large")).asByteArray())
        .isEqualTo(large);
    trailing.close();
  }

  @Test
  void aKeyOfTheClientsIsTaken() throws Exception {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    Base64.Encoder base64 = Base64.getEncoder();
    String secret = base64.encodeToString(key);
    String md5 = base64.encodeToString(MessageDigest.getInstance("MD5").digest(key));
    s3.createBucket(r -> r.bucket("clients-keys"));
    s3.putBucketEncryption(
        r ->
            r.bucket("clients-keys")
                .serverSideEncryptionConfiguration(
                    c ->
                        c.rules(
                            rule ->
                                rule.applyServerSideEncryptionByDefault(
                                        by -> by.sseAlgorithm("AES256"))
                                    .blockedEncryptionTypes(
                                        none -> none.encryptionTypeWithStrings("NONE")))));
    s3.putObject(
        r ->
            r.bucket("clients-keys")
                .key("k")
                .sseCustomerAlgorithm("AES256")
                .sseCustomerKey(secret)
                .sseCustomerKeyMD5(md5),
        RequestBody.fromString("locked"));

    assertThat(
            s3.getObjectAsBytes(
                    r ->
                        r.bucket("clients-keys")
                            .key("k")
                            .sseCustomerAlgorithm("AES256")
                            .sseCustomerKey(secret)
                            .sseCustomerKeyMD5(md5))
                .asUtf8String())
        .isEqualTo("locked");
  }

  @Test
  void aDenyOfPlainHttpSparesTls() {
    deny("\"Bool\":{\"aws:SecureTransport\":\"false\"}");
    assertThat(get()).isEqualTo("over TLS");

    deny("\"Bool\":{\"aws:SecureTransport\":\"true\"}");
    S3Exception denied = catchThrowableOfType(S3Exception.class, CloudTlsTest::get);
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    s3.deleteBucketPolicy(r -> r.bucket("lab"));
  }

  @Test
  void aDenyOfOldTlsHitsOldTlsOnly() throws Exception {
    deny("\"NumericLessThan\":{\"s3:TlsVersion\":\"1.3\"}");

    assertThat(getOver("TLSv1.3").statusCode()).isEqualTo(200);
    HttpResponse<String> denied = getOver("TLSv1.2");
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(denied.body()).contains("<Code>AccessDenied</Code>");
    s3.deleteBucketPolicy(r -> r.bucket("lab"));
    assertThat(getOver("TLSv1.2").statusCode()).isEqualTo(200);
  }

  @Test
  void theTrailNamesTheConnectionAsAwsDoes() throws Exception {
    try (KmsClient kms = client(KmsClient.builder());
        CloudTrailClient trail = client(CloudTrailClient.builder())) {
      kms.createKey();
      String event =
          trail
              .lookupEvents(
                  r ->
                      r.lookupAttributes(
                          a ->
                              a.attributeKey(LookupAttributeKey.EVENT_NAME)
                                  .attributeValue("CreateKey")))
              .events()
              .get(0)
              .cloudTrailEvent();
      JsonNode details = new ObjectMapper().readTree(event).get("tlsDetails");
      assertThat(details.toString())
          .isEqualTo(
              """
              {"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256",\
              "clientProvidedHostHeader":"127.0.0.1:%d"}\
              """
                  .formatted(cloud.endpoint().getPort()));
    }
  }

  /** RFC 8446, section 6.2: alert 70 is protocol_version. */
  @ParameterizedTest
  @CsvSource({"0301", "0302"})
  void olderVersionsAreRefused(String version) throws IOException {
    String hello =
        "010000" + "2d" + version + "00".repeat(32) + "00" + "0004" + "c013c014" + "0100" + "0000";
    String head = "160301" + "%04x".formatted(hello.length() / 2);
    try (Socket socket = new Socket("127.0.0.1", cloud.endpoint().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(HexFormat.of().parseHex(head + hello));
      byte[] alert = new byte[7];
      new DataInputStream(socket.getInputStream()).readFully(alert);

      assertThat(alert[0]).isEqualTo((byte) 21);
      assertThat(alert[6]).isEqualTo((byte) 70);
    }
  }

  @Test
  void onPlainHttpThereIsNoAuthorityAndADenyOfPlainHttpHits() {
    try (Cloud plain = Cloud.start()) {
      assertThat(plain.authority()).isEmpty();
      Account account = plain.accounts().get(0);
      try (S3Client client =
          S3Client.builder()
              .forcePathStyle(true)
              .endpointOverride(plain.endpoint())
              .region(Region.US_EAST_1)
              .credentialsProvider(
                  StaticCredentialsProvider.create(
                      AwsBasicCredentials.create(
                          account.rootAccessKeyId(), account.rootSecretAccessKey())))
              .build()) {
        client.createBucket(r -> r.bucket("lab"));
        client.putObject(r -> r.bucket("lab").key("k"), RequestBody.fromString("x"));
        client.putBucketPolicy(
            r ->
                r.bucket("lab")
                    .policy(
                        """
                        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*",
                         "Action":"s3:GetObject","Resource":"arn:aws:s3:::lab/*",
                         "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
                        """));

        assertThatThrownBy(() -> client.getObjectAsBytes(r -> r.bucket("lab").key("k")))
            .isInstanceOf(S3Exception.class)
            .hasMessageContaining("explicit deny in a resource-based policy");
      }
    }
  }

  @Test
  void aCertificateThatCannotServeEndsTheStartInOneLine() {
    Path absent = Path.of("absent.pem");

    assertThatThrownBy(() -> Cloud.builder().tls(absent, absent).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("absent.pem: there is no such file; give a PEM file");
  }
}
