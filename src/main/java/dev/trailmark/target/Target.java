package dev.trailmark.target;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The thing that is judged, and every way of asking it: SDK clients for the caller or for others,
 * plain HTTP for unsigned and ill-signed requests. Opening sends nothing. Safe for use by many
 * threads; closing closes every client that was handed out.
 */
public final class Target implements AutoCloseable {

  private static final String PERFORMER = "trailmark-student";

  /** What the user agent of a grader's own calls ends with; such records are no evidence. */
  public static final String OBSERVER = "trailmark-observer";

  private final TargetSettings settings;
  private final Optional<URI> endpoint;
  private final Clock clock;
  private final Optional<Trust> trust;
  private final PlainHttp http;
  private final Persistence persistence = new Persistence();
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();
  private final AwsClients caller;
  private final AwsClients observer;
  private final Optional<AwsClients> stranger;
  private Websites websites;
  private Reply<CallerIdentity> identity;
  private Optional<String> unusable;

  private Target(TargetSettings settings, Optional<URI> endpoint, Clock clock) {
    this.settings = settings;
    this.endpoint = endpoint;
    this.clock = clock;
    this.trust = settings.trust();
    this.http = new PlainHttp(this::s3Base, trust);
    this.caller = clients(settings.credentialsOrDefault());
    this.observer = clients(settings.credentialsOrDefault(), OBSERVER);
    this.stranger = settings.second().map(this::clients);
  }

  /**
   * Opens the endpoint or account that the settings name; {@code BundledSimulator} opens its own.
   *
   * @throws IllegalArgumentException if the settings name the bundled simulator, or a file with
   *     certificates that cannot be used
   */
  public static Target open(TargetSettings settings, Clock clock) {
    if (settings.kind() == TargetKind.REFERENCE) {
      throw new IllegalArgumentException("the bundled simulator is started by BundledSimulator");
    }
    return new Target(settings, settings.endpoint().or(Target::endpointOfEnvironment), clock);
  }

  /** A target that answers at a URL, whatever its kind. */
  static Target at(URI endpoint, TargetSettings settings, Clock clock) {
    return new Target(settings, Optional.of(endpoint), clock);
  }

  /** The time by which requests are signed and waits are bounded. */
  public Clock clock() {
    return clock;
  }

  /** The kind of target. */
  public TargetKind kind() {
    return settings.kind();
  }

  /** The region in which the lab is done. */
  public String region() {
    return settings.region();
  }

  /** The one URL of a simulator or endpoint; empty when the SDK finds AWS's own. */
  public Optional<URI> endpoint() {
    return endpoint;
  }

  /** How long to wait, once per run, for CloudTrail to deliver. */
  public Duration logWait() {
    return settings.logWait();
  }

  /** How long a change may take until every reader sees it. */
  public Duration patience() {
    return settings.kind().patience();
  }

  /** Whether what is made here costs money and must be told, asked for and cleaned up. */
  public boolean real() {
    return settings.kind() == TargetKind.AWS;
  }

  /** The lab's user and role, where they are known beforehand. */
  public Optional<LabSignIn> signIn() {
    return settings.signIn();
  }

  /** Clients that act as the caller, who may change things. */
  public AwsClients clients() {
    return caller;
  }

  /** Clients of the caller whose calls the trail shows as a grader's. */
  public AwsClients observer() {
    return observer;
  }

  /** Clients of an administrator of another account, where the target has one. */
  public Optional<AwsClients> stranger() {
    return stranger;
  }

  /** Clients that act as someone else. */
  public AwsClients clients(AwsCredentialsProvider credentials) {
    return clients(credentials, PERFORMER);
  }

  private AwsClients clients(AwsCredentialsProvider credentials, String agent) {
    AwsClients made = new AwsClients(endpoint, settings.region(), credentials, trust, agent);
    opened.add(made);
    return made;
  }

  /** Plain HTTP: unsigned requests and requests signed in unusual ways. */
  public PlainHttp http() {
    return http;
  }

  /** Visits to buckets that are websites. */
  public synchronized Websites websites() {
    if (websites == null) {
      websites = new Websites(endpoint, region(), trust);
      opened.add(websites);
    }
    return websites;
  }

  /** The administration that a Trailmark simulator has, asked as the caller. */
  public ControlRoom control() {
    return new ControlRoom(this, settings.credentialsOrDefault());
  }

  /** A signer of raw requests with the given credentials. */
  public RawSigner signer(AwsCredentialsProvider credentials) {
    return signer(credentials, settings.region());
  }

  /** A signer of raw requests for a region that need not be the target's. */
  public RawSigner signer(AwsCredentialsProvider credentials, String region) {
    return new RawSigner(credentials, region);
  }

  /** Who the caller is; asked once. */
  public synchronized Reply<CallerIdentity> identity() {
    if (identity == null) {
      identity =
          ask("sts:GetCallerIdentity", () -> caller.sts().getCallerIdentity())
              .then(this::identityOf);
    }
    return identity;
  }

  private Reply<CallerIdentity> identityOf(GetCallerIdentityResponse answer) {
    return answer.account() == null || answer.arn() == null
        ? new Reply.Unanswered<>(
            describe() + " answered sts:GetCallerIdentity without naming anyone; " + Probe.REMEDY)
        : new Reply.Answered<>(new CallerIdentity(answer.account(), answer.arn()));
  }

  /**
   * Why no call at all can be answered, if so: unreachable, no usable credentials, or something
   * there that is not AWS. Asked once, so that a run against such a target is over at once.
   */
  public synchronized Optional<String> unusable() {
    if (unusable == null) {
      unusable = new Probe(this).unusable();
    }
    return unusable;
  }

  /**
   * Makes a call, again while it is throttled, and sorts what comes of it into answered, refused
   * and unanswered.
   *
   * @param what the call as a person reads it, such as {@code kms:DescribeKey}
   */
  public <T> Reply<T> ask(String what, Supplier<T> call) {
    try {
      return new Reply.Answered<>(persistence.answer(call));
    } catch (SdkException e) {
      return Refusals.sort(this, what, e);
    }
  }

  /** The base URL of an S3 path-style request, without a slash at its end. */
  private URI s3Base() {
    return endpoint.orElseGet(() -> URI.create("https://s3." + region() + ".amazonaws.com"));
  }

  /** The URL of a service for raw requests. */
  public URI serviceUrl(String service) {
    return endpoint.orElseGet(
        () ->
            URI.create(
                service.equals("iam")
                    ? "https://iam.amazonaws.com"
                    : "https://%s.%s.amazonaws.com".formatted(service, region())));
  }

  /** The target as a person reads it: URL or account kind, and region. */
  public String describe() {
    return endpoint.map(URI::toString).orElse("AWS") + " in " + region();
  }

  @Override
  public String toString() {
    return describe();
  }

  @Override
  public void close() {
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("cannot close " + each, e);
      }
    }
    opened.clear();
  }

  private static Optional<URI> endpointOfEnvironment() {
    return Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL"))
        .or(() -> Optional.ofNullable(System.getProperty("aws.endpointUrl")))
        .filter(url -> !url.isBlank())
        .map(URI::create);
  }
}
