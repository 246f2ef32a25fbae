package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.CloudBuilder;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * A whole simulator on a free port, and the clients of the student: the role {@code AWSLabsUser-…},
 * assumed by the user {@code student}. Logs are delivered when a test asks for it.
 */
final class LabCloud implements AutoCloseable {
  static final Duration NEVER = Duration.ofDays(1);

  final Cloud cloud;
  final Account account;
  private final AwsCredentialsProvider session;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SdkAutoCloseable> clients = new ArrayList<>();

  LabCloud() {
    this(Cloud.builder());
  }

  LabCloud(Path dataDirectory) {
    this(Cloud.builder().dataDirectory(dataDirectory));
  }

  /** A simulator that is set up otherwise. */
  LabCloud(CloudBuilder builder) {
    cloud = builder.deliveryInterval(NEVER).start();
    account = cloud.accounts().get(0);
    session = assumedRole();
  }

  /** A new session of the student's role, under the same name. */
  AwsCredentialsProvider assumedRole() {
    try (StsClient sts = client(StsClient.builder(), student(), Region.US_EAST_1)) {
      Credentials made =
          sts.assumeRole(r -> r.roleArn(account.roleArn()).roleSessionName("lab-session"))
              .credentials();
      return provider(
          AwsSessionCredentials.create(
              made.accessKeyId(), made.secretAccessKey(), made.sessionToken()));
    }
  }

  AwsCredentialsProvider session() {
    return session;
  }

  AwsCredentialsProvider student() {
    return provider(
        AwsBasicCredentials.create(account.userAccessKeyId(), account.userSecretAccessKey()));
  }

  AwsCredentialsProvider root() {
    return provider(
        AwsBasicCredentials.create(account.rootAccessKeyId(), account.rootSecretAccessKey()));
  }

  /** The root user of another account. */
  AwsCredentialsProvider stranger() {
    Account other = cloud.newAccount("other");
    return provider(
        AwsBasicCredentials.create(other.rootAccessKeyId(), other.rootSecretAccessKey()));
  }

  private static AwsCredentialsProvider provider(AwsCredentials credentials) {
    return StaticCredentialsProvider.create(credentials);
  }

  KmsClient kms() {
    return kms(session);
  }

  KmsClient kms(AwsCredentialsProvider credentials) {
    return kms(credentials, Region.US_EAST_1);
  }

  KmsClient kms(AwsCredentialsProvider credentials, Region region) {
    return client(KmsClient.builder(), credentials, region);
  }

  /** KMS, for the root user. */
  KmsClient rootKms() {
    return client(KmsClient.builder(), root(), Region.US_EAST_1);
  }

  StsClient sts() {
    return client(StsClient.builder(), session, Region.US_EAST_1);
  }

  CloudTrailClient trails() {
    return client(CloudTrailClient.builder(), session, Region.US_EAST_1);
  }

  CloudTrailClient trails(Region region) {
    return client(CloudTrailClient.builder(), session, region);
  }

  S3Client s3() {
    return s3(session, Region.US_EAST_1);
  }

  S3Client s3(AwsCredentialsProvider credentials, Region region) {
    return client(S3Client.builder().forcePathStyle(true), credentials, region);
  }

  S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(session)
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private <B extends AwsClientBuilder<B, C>, C extends SdkAutoCloseable> C client(
      B builder, AwsCredentialsProvider credentials, Region region) {
    C client =
        builder
            .endpointOverride(cloud.endpoint())
            .region(region)
            .credentialsProvider(credentials)
            .build();
    clients.add(client);
    return client;
  }

  HttpResponse<String> unsigned(String bucket, String key)
      throws IOException, InterruptedException {
    return get(cloud.endpoint() + "/" + bucket + "/" + key);
  }

  /** What a browser asks before a page of another origin may send something. */
  HttpResponse<String> preflight(String bucket, String key, String method)
      throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(cloud.endpoint() + "/" + bucket + "/" + key))
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", "https://s3.console.aws.amazon.com")
            .header("Access-Control-Request-Method", method)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  static AwsServiceException refused(ThrowingCallable call) {
    return catchThrowableOfType(AwsServiceException.class, call);
  }

  static String code(ThrowingCallable call) {
    return refused(call).awsErrorDetails().errorCode();
  }

  static String message(ThrowingCallable call) {
    return refused(call).awsErrorDetails().errorMessage();
  }

  @Override
  public void close() {
    clients.forEach(SdkAutoCloseable::close);
    cloud.close();
  }
}
