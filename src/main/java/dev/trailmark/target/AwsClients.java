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
import software.amazon.awssdk.services.sts.StsClient;

/** The SDK's clients of one caller, all with time limits, so that no target can hang a run. */
public final class AwsClients implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ATTEMPT = Duration.ofSeconds(15);
  private static final Duration CALL = Duration.ofSeconds(40);

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final KmsClient kms;
  private final Map<Region, KmsClient> kmsElsewhere = new ConcurrentHashMap<>();
  private final Map<Region, CloudTrailClient> trailsElsewhere = new ConcurrentHashMap<>();
  private final Map<Region, S3Client> s3Elsewhere = new ConcurrentHashMap<>();
  private final Function<Region, KmsClient> kmsMaker;
  private final Function<Region, S3Client> s3Maker;
  private final Function<Region, CloudTrailClient> trailMaker;
  private final S3Client s3;
  private final CloudTrailClient cloudTrail;
  private final IamClient iam;
  private final StsClient sts;

  /**
   * Makes the clients; nothing is sent yet.
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
    UrlConnectionHttpClient.Builder connections =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT);
    trust.ifPresent(known -> connections.tlsTrustManagersProvider(known::managers));
    http = connections.build();
    ClientOverrideConfiguration limits =
        ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(ATTEMPT)
            .apiCallTimeout(CALL)
            .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, agent)
            .build();
    Region home = Region.of(region);
    kmsMaker = where -> build(KmsClient.builder().httpClient(http), endpoint, where, limits);
    kms = kmsMaker.apply(home);
    s3Maker =
        where ->
            build(
                S3Client.builder().httpClient(http).forcePathStyle(endpoint.isPresent()),
                endpoint,
                where,
                limits);
    s3 = s3Maker.apply(home);
    trailMaker =
        where -> build(CloudTrailClient.builder().httpClient(http), endpoint, where, limits);
    cloudTrail = trailMaker.apply(home);
    sts = build(StsClient.builder().httpClient(http), endpoint, home, limits);
    Region global = endpoint.isPresent() ? Region.US_EAST_1 : Region.AWS_GLOBAL;
    iam = build(IamClient.builder().httpClient(http), endpoint, global, limits);
  }

  private <B extends AwsClientBuilder<B, C>, C> C build(
      B builder, Optional<URI> endpoint, Region region, ClientOverrideConfiguration limits) {
    builder.region(region).credentialsProvider(credentials).overrideConfiguration(limits);
    endpoint.ifPresent(builder::endpointOverride);
    return builder.build();
  }

  /** KMS as this caller. */
  public KmsClient kms() {
    return kms;
  }

  /** KMS in another region as this caller. */
  public KmsClient kms(Region other) {
    return kmsElsewhere.computeIfAbsent(other, kmsMaker);
  }

  /** S3 as this caller. */
  public S3Client s3() {
    return s3;
  }

  /** S3 in another region as this caller. */
  public S3Client s3(Region other) {
    return s3Elsewhere.computeIfAbsent(other, s3Maker);
  }

  /** CloudTrail as this caller. */
  public CloudTrailClient cloudTrail() {
    return cloudTrail;
  }

  /** CloudTrail in another region as this caller. */
  public CloudTrailClient cloudTrail(Region other) {
    return trailsElsewhere.computeIfAbsent(other, trailMaker);
  }

  /** IAM as this caller. */
  public IamClient iam() {
    return iam;
  }

  /** STS as this caller. */
  public StsClient sts() {
    return sts;
  }

  /** What these clients sign with. */
  public AwsCredentialsProvider credentials() {
    return credentials;
  }

  @Override
  public void close() {
    kms.close();
    kmsElsewhere.values().forEach(KmsClient::close);
    s3.close();
    s3Elsewhere.values().forEach(S3Client::close);
    cloudTrail.close();
    trailsElsewhere.values().forEach(CloudTrailClient::close);
    iam.close();
    sts.close();
    http.close();
  }
}
