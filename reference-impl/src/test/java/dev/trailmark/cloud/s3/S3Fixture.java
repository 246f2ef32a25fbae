package dev.trailmark.cloud.s3;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.Services;
import dev.trailmark.cloud.auth.Credential;
import dev.trailmark.cloud.gateway.Caretaker;
import dev.trailmark.cloud.gateway.Gateway;
import dev.trailmark.cloud.gateway.RootOnly;
import dev.trailmark.cloud.gateway.Throttle;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.http.Loopback;
import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.kms.KmsService;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.policy.MalformedPolicyException;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** S3 and KMS behind the whole pipeline on a loopback port, with the SDK's clients before them. */
public final class S3Fixture implements AutoCloseable {
  public static final String ACCOUNT = "111122223333";
  public static final String OTHER = "444455556666";
  public static final String ALL =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

  public final Store store;
  final Gateway gateway;
  public final S3Client s3;
  public final S3Client stranger;
  public final KmsClient kms;

  private final Caretaker caretaker;
  private final HttpFront front;
  private final ExecutorService workers = HttpFront.newWorkers();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<AutoCloseable> clients = new ArrayList<>();
  private final Map<String, Credential> credentials = new ConcurrentHashMap<>();
  private final Map<String, PolicyDocument> policies = new ConcurrentHashMap<>();
  private volatile Instant now = Instant.now().plusSeconds(3_600);

  public S3Fixture() {
    this(Stores.inMemory());
  }

  /** On a store, which is closed with this. */
  public S3Fixture(Store store) {
    this.store = store;
    List<Service> services =
        List.of(new S3Service(Services.s3Families(Clock.systemUTC())), new KmsService());
    Ids ids = new Ids();
    gateway =
        Gateway.of(
            new Gateway.Parts(
                services,
                store,
                ids,
                new FixtureDirectory(),
                credentials::get,
                () -> now,
                Clock.systemUTC(),
                "us-east-1",
                Throttle.NONE,
                workers));
    caretaker = new Caretaker(services, gateway.services(), store, () -> now, ids);
    front = Loopback.listen(gateway.pipeline(), workers);
    s3 = client(root(ACCOUNT), Region.US_EAST_1);
    stranger = client(root(OTHER), Region.US_EAST_1);
    kms =
        KmsClient.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(root(ACCOUNT))
            .build();
    clients.add(kms);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  /** The root user of an account. */
  public AwsCredentialsProvider root(String account) {
    String key = "AKIAROOT" + account;
    return provider(key, Principal.root(account, key));
  }

  /** The root user of the first account with a temporary key. */
  public AwsCredentialsProvider rootInSession() {
    String key = "ASIAROOT" + ACCOUNT;
    Instant issued = Instant.now();
    Session session = new Session(issued, issued.plusSeconds(3_600), false, List.of(), Map.of());
    Principal root = Principal.root(ACCOUNT, key).inSession(key, session);
    credentials.put(key, new Credential(key, "secret-" + key, "token", true, root));
    return StaticCredentialsProvider.create(
        AwsSessionCredentials.create(key, "secret-" + key, "token"));
  }

  /** A user of the first account with one identity policy; {@code null} for none. */
  public AwsCredentialsProvider user(String name, String policy) {
    String arn = "arn:aws:iam::" + ACCOUNT + ":user/" + name;
    allow(arn, policy);
    String key = "AKIA" + name.toUpperCase(java.util.Locale.ROOT);
    return provider(key, Principal.user(ACCOUNT, arn, "AIDA" + name, name, key));
  }

  /** A client of a user of the first account. */
  public S3Client clientOf(String name, String policy) {
    return client(user(name, policy), Region.US_EAST_1);
  }

  private void allow(String arn, String policy) {
    if (policy == null) {
      policies.remove(arn);
      return;
    }
    try {
      policies.put(arn, PolicyDocument.parse(policy, PolicyKind.IDENTITY));
    } catch (MalformedPolicyException e) {
      throw new IllegalArgumentException(policy, e);
    }
  }

  private AwsCredentialsProvider provider(String key, Principal principal) {
    credentials.put(key, new Credential(key, "secret-" + key, null, true, principal));
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "secret-" + key));
  }

  /** A client in a region. */
  public S3Client client(AwsCredentialsProvider provider, Region region) {
    S3Client client =
        S3Client.builder()
            .endpointOverride(endpoint())
            .forcePathStyle(true)
            .region(region)
            .credentialsProvider(provider)
            .build();
    clients.add(client);
    return client;
  }

  /** An unsigned request. */
  public HttpResponse<String> unsigned(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  public S3Presigner presigner(AwsCredentialsProvider provider) {
    return S3Presigner.builder()
        .endpointOverride(endpoint())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .region(Region.US_EAST_1)
        .credentialsProvider(provider)
        .build();
  }

  /**
   * Query-string authentication of Signature Version 2, as the S3 documentation describes it.
   *
   * @param key the access key id of a principal of this fixture
   */
  public String presignedByVersion2(String key, String path) throws GeneralSecurityException {
    long expires = Instant.now().getEpochSecond() + 300;
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(("secret-" + key).getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
    byte[] signature =
        mac.doFinal(("GET\n\n\n" + expires + "\n" + path).getBytes(StandardCharsets.UTF_8));
    String encoded =
        URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8);
    return path + "?AWSAccessKeyId=" + key + "&Expires=" + expires + "&Signature=" + encoded;
  }

  /** Moves the simulated clock. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Does what is due by now. */
  public void settle() {
    caretaker.run();
    caretaker.haul();
  }

  public Instant now() {
    return now;
  }

  ServiceCalls services() {
    return gateway.services();
  }

  /** A bucket whose ACLs count and whose Block Public Access is off. */
  public void openBucket(String name) {
    s3.createBucket(r -> r.bucket(name).objectOwnership("BucketOwnerPreferred"));
    s3.deletePublicAccessBlock(r -> r.bucket(name));
  }

  /** A bucket that keeps versions. */
  public void versionedBucket(String name) {
    s3.createBucket(r -> r.bucket(name));
    s3.putBucketVersioning(r -> r.bucket(name).versioningConfiguration(v -> v.status("Enabled")));
  }

  /** The records of one kind of call, in order, as JSON texts. */
  public List<String> records(String eventName) {
    return store.history().since(ACCOUNT, "us-east-1", 0, 10_000).stream()
        .map(EventHistory.Entry::event)
        .filter(event -> event.name().equals(eventName))
        .map(event -> new String(event.record(), StandardCharsets.UTF_8))
        .toList();
  }

  /** What S3 refused. */
  public static S3Exception refusal(ThrowingCallable call) {
    return catchThrowableOfType(S3Exception.class, call);
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable client : clients) {
      client.close();
    }
    front.close();
    store.close();
  }

  /** Root users exist, and users that a test made; canonical ids are made of account ids. */
  private final class FixtureDirectory extends RootOnly {
    @Override
    public List<PolicyDocument> identityPolicies(Principal principal) {
      PolicyDocument policy = policies.get(String.valueOf(principal.entityArn()));
      return policy == null ? List.of() : List.of(policy);
    }

    @Override
    public boolean exists(String principal) {
      return !principal.contains("nobody");
    }

    @Override
    public String accountOf(String canonicalId) {
      boolean known =
          canonicalId.length() == 64
              && (canonicalId.endsWith(ACCOUNT) || canonicalId.endsWith(OTHER));
      return known ? canonicalId.substring(52) : null;
    }
  }
}
