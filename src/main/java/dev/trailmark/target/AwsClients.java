package dev.trailmark.target;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The SDK's clients of one caller, all with time limits, so that no target can hang a run. Each is
 * made when it is first asked for: making one takes longer than a call, and most callers need one.
 */
public final class AwsClients implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ATTEMPT = Duration.ofSeconds(15);
  private static final Duration CALL = Duration.ofSeconds(40);

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Optional<URI> endpoint;
  private final ClientOverrideConfiguration limits;
  private final Region home;
  private final Region global;
  private final Clients<KmsClient> kms;
  private final Clients<S3Client> s3;
  private final Clients<CloudTrailClient> cloudTrail;
  private final Clients<IamClient> iam;
  private final Clients<StsClient> sts;

  /**
   * Clients that are yet to be made; nothing is sent.
   *
   * @param trust what TLS is checked against; empty for what Java trusts
   * @param agent what the user agent ends with, and thus every trail record of these calls
   */
  AwsClients(
      Optional<URI> endpoint,
      String region,
      AwsCredentialsProvider credentials,
      Optional<Trust> trust,
      String agent) {
    this.credentials = credentials;
    this.endpoint = endpoint;
    UrlConnectionHttpClient.Builder connections =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT);
    trust.ifPresent(known -> connections.tlsTrustManagersProvider(known::managers));
    http = connections.build();
    limits =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(ATTEMPT)
            .apiCallTimeout(CALL)
            .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, agent)
            .build();
    home = Region.of(region);
    global = endpoint.isPresent() ? Region.US_EAST_1 : Region.AWS_GLOBAL;
    kms = new Clients<>(where -> build(KmsClient.builder().httpClient(http), where));
    s3 = new Clients<>(where -> build(s3Builder().httpClient(http), where));
    cloudTrail = new Clients<>(where -> build(CloudTrailClient.builder().httpClient(http), where));
    iam = new Clients<>(where -> build(IamClient.builder().httpClient(http), where));
    sts = new Clients<>(where -> build(StsClient.builder().httpClient(http), where));
  }

  private S3ClientBuilder s3Builder() {
    return S3Client.builder().forcePathStyle(endpoint.isPresent());
  }

  private <B extends AwsClientBuilder<B, C>, C> C build(B builder, Region region) {
    builder.region(region).credentialsProvider(credentials).overrideConfiguration(limits);
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** One service's clients, by region. */
  private static final class Clients<C extends SdkAutoCloseable> {
    private final Map<Region, C> made = new ConcurrentHashMap<>();
    private final Function<Region, C> maker;

    Clients(Function<Region, C> maker) {
      this.maker = maker;
    }

    C in(Region region) {
      return made.computeIfAbsent(region, maker);
    }

    void close() {
      made.values().forEach(SdkAutoCloseable::close);
    }
  }

  /** KMS as this caller. */
  public KmsClient kms() {
    return kms.in(home);
  }

  /** KMS in another region as this caller. */
  public KmsClient kms(Region other) {
    return kms.in(other);
  }

  /** S3 as this caller. */
  public S3Client s3() {
    return s3.in(home);
  }

  /** S3 in another region as this caller. */
  public S3Client s3(Region other) {
    return s3.in(other);
  }

  /** CloudTrail as this caller. */
  public CloudTrailClient cloudTrail() {
    return cloudTrail.in(home);
  }

  /** CloudTrail in another region as this caller. */
  public CloudTrailClient cloudTrail(Region other) {
    return cloudTrail.in(other);
  }

  /** IAM as this caller. */
  public IamClient iam() {
    return iam.in(global);
  }

  /** STS as this caller. */
  public StsClient sts() {
    return sts.in(home);
  }

  /** What these clients sign with. */
  public AwsCredentialsProvider credentials() {
    return credentials;
  }

  @Override
  public void close() {
    kms.close();
    s3.close();
    cloudTrail.close();
    iam.close();
    sts.close();
    http.close();
  }
}
