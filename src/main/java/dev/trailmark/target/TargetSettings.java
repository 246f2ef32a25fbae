package dev.trailmark.target;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;

/**
 * Which target to judge and how to reach it.
 *
 * @param kind the kind of target
 * @param endpoint the URL of an {@link TargetKind#ENDPOINT}; empty for the other kinds
 * @param region the region in which the lab is done
 * @param credentials the caller's credentials; empty means the SDK's provider chain
 * @param second an administrator of another account, where there is one
 * @param signIn the lab's user and role, where they are known beforehand
 * @param logWait how long to wait, once per run, for CloudTrail to deliver
 * @param authority a PEM file with the certificates that the target's TLS is checked against; empty
 *     for {@code AWS_CA_BUNDLE}, else those that Java trusts
 */
public record TargetSettings(
    TargetKind kind,
    Optional<URI> endpoint,
    String region,
    Optional<AwsCredentialsProvider> credentials,
    Optional<AwsCredentialsProvider> second,
    Optional<LabSignIn> signIn,
    Duration logWait,
    Optional<Path> authority) {

  /** The region of the lab unless another is chosen. */
  public static final String DEFAULT_REGION = "us-east-1";

  /** Checks that the kind and the endpoint agree. */
  public TargetSettings {
    if (kind == TargetKind.ENDPOINT && endpoint.isEmpty()) {
      throw new IllegalArgumentException(
          "target 'endpoint' needs a URL: add -Dtrailmark.endpoint=http://host:port");
    }
    if (kind != TargetKind.ENDPOINT && endpoint.isPresent()) {
      throw new IllegalArgumentException(
          "an endpoint URL goes with target 'endpoint', not with '%s'".formatted(kind));
    }
    endpoint.ifPresent(TargetSettings::checkUrl);
  }

  /** The bundled simulator, started for this run. */
  public static TargetSettings reference() {
    return of(TargetKind.REFERENCE, Optional.empty());
  }

  /** Whatever answers at {@code url}. */
  public static TargetSettings endpoint(URI url) {
    return of(TargetKind.ENDPOINT, Optional.of(url));
  }

  /** The account of the caller's credentials. */
  public static TargetSettings aws() {
    return of(TargetKind.AWS, Optional.empty());
  }

  /**
   * The target named by the system properties {@code trailmark.target}, {@code .endpoint}, {@code
   * .ca-certificate}, {@code .region}, {@code .second-profile} and {@code .log-wait}.
   *
   * @throws IllegalArgumentException naming the property at fault
   */
  public static TargetSettings fromSystemProperties() {
    Optional<URI> endpoint = property("trailmark.endpoint").map(TargetSettings::url);
    TargetKind kind =
        property("trailmark.target")
            .map(TargetKind::parse)
            .orElse(endpoint.isPresent() ? TargetKind.ENDPOINT : TargetKind.REFERENCE);
    TargetSettings settings = of(kind, endpoint);
    Optional<Path> authority = property("trailmark.ca-certificate").map(Path::of);
    if (authority.isPresent()) {
      settings = settings.withAuthority(authority.get());
    }
    Optional<String> region = property("trailmark.region");
    if (region.isPresent()) {
      settings = settings.withRegion(region.get());
    }
    Optional<String> second = property("trailmark.second-profile");
    if (second.isPresent()) {
      settings = settings.withSecondProfile(second.get());
    }
    Optional<Duration> logWait = property("trailmark.log-wait").map(TargetSettings::duration);
    return logWait.isPresent() ? settings.withLogWait(logWait.get()) : settings;
  }

  /** The same with another region. */
  public TargetSettings withRegion(String region) {
    return new TargetSettings(
        kind, endpoint, region, credentials, second, signIn, logWait, authority);
  }

  /** The same with the caller's credentials. */
  public TargetSettings withCredentials(AwsCredentialsProvider credentials) {
    return new TargetSettings(
        kind, endpoint, region, Optional.of(credentials), second, signIn, logWait, authority);
  }

  /** The same with an administrator of another account. */
  public TargetSettings withSecond(AwsCredentialsProvider second) {
    return new TargetSettings(
        kind, endpoint, region, credentials, Optional.of(second), signIn, logWait, authority);
  }

  /**
   * The same with an administrator of another account, by a profile of the AWS configuration. The
   * bundled simulator makes a second account of its own.
   */
  public TargetSettings withSecondProfile(String profile) {
    return withSecond(ProfileCredentialsProvider.create(profile));
  }

  /** The same with the lab's user and role. */
  public TargetSettings withSignIn(LabSignIn signIn) {
    return new TargetSettings(
        kind, endpoint, region, credentials, second, Optional.of(signIn), logWait, authority);
  }

  /** The same with another bound on the wait for log files. */
  public TargetSettings withLogWait(Duration logWait) {
    return new TargetSettings(
        kind, endpoint, region, credentials, second, signIn, logWait, authority);
  }

  /** The same with certificates to trust. */
  public TargetSettings withAuthority(Path file) {
    return new TargetSettings(
        kind, endpoint, region, credentials, second, signIn, logWait, Optional.of(file));
  }

  /**
   * What TLS is checked against; empty for what Java trusts.
   *
   * @throws IllegalArgumentException naming the file that cannot be used
   */
  Optional<Trust> trust() {
    Optional<Path> bundle =
        kind == TargetKind.REFERENCE
            ? Optional.empty()
            : Optional.ofNullable(System.getenv("AWS_CA_BUNDLE")).map(Path::of);
    return authority.or(() -> bundle).map(Trust::in);
  }

  /** The caller's credentials, or the SDK's provider chain. */
  AwsCredentialsProvider credentialsOrDefault() {
    return credentials.orElseGet(() -> DefaultCredentialsProvider.builder().build());
  }

  private static TargetSettings of(TargetKind kind, Optional<URI> endpoint) {
    return new TargetSettings(
        kind,
        endpoint,
        DEFAULT_REGION,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        kind.defaultLogWait(),
        Optional.empty());
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
  }

  private static URI url(String text) {
    try {
      return URI.create(text.trim());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("not a URL: '%s'".formatted(text), e);
    }
  }

  private static void checkUrl(URI url) {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new IllegalArgumentException(
          "not an endpoint URL: '%s'; it looks like http://127.0.0.1:4566".formatted(url));
    }
  }

  /** Reads {@code 30s}, {@code 15m}, {@code 500ms} or ISO-8601 such as {@code PT30S}. */
  static Duration duration(String text) {
    String value = text.trim().toLowerCase(java.util.Locale.ROOT);
    try {
      if (value.endsWith("ms")) {
        return Duration.ofMillis(Long.parseLong(value.substring(0, value.length() - 2)));
      }
      return Duration.parse(value.startsWith("p") ? value : "pt" + value);
    } catch (java.time.format.DateTimeParseException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "not a duration: '%s'; it looks like 30s or 15m".formatted(text), e);
    }
  }

  /** Without the credentials. */
  @Override
  public String toString() {
    return endpoint.map(URI::toString).orElse(kind.toString()) + " in " + region;
  }
}
