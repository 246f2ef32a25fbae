package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.Services;
import dev.trailmark.cloud.gateway.Caretaker;
import dev.trailmark.cloud.gateway.Gateway;
import dev.trailmark.cloud.gateway.Throttle;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.http.Loopback;
import dev.trailmark.cloud.iam.IamService;
import dev.trailmark.cloud.iam.directory.IamCredentials;
import dev.trailmark.cloud.iam.directory.IamDirectory;
import dev.trailmark.cloud.iam.enrolment.Account;
import dev.trailmark.cloud.iam.enrolment.Accounts;
import dev.trailmark.cloud.kms.KmsService;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.s3.S3Service;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.sts.StsService;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ReplicationRule;

/**
 * S3, KMS, IAM and STS with two accounts, where nothing is replicated until {@link #settle}: what
 * is pending stays so for as long as a test wants.
 */
final class ReplicationCloud implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String OTHER = "444455556666";

  /** What AWS's user guide has the role allow. */
  static final String DOCUMENTED =
      """
      {"Version":"2012-10-17","Statement":[
       {"Effect":"Allow","Action":["s3:GetReplicationConfiguration","s3:ListBucket"],
        "Resource":"arn:aws:s3:::*"},
       {"Effect":"Allow","Action":["s3:GetObjectVersionForReplication","s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging"],"Resource":"arn:aws:s3:::*/*"},
       {"Effect":"Allow","Action":["s3:ReplicateObject","s3:ReplicateDelete","s3:ReplicateTags"],
        "Resource":"arn:aws:s3:::*/*"}]}
      """;

  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"%s\"},"
          + "\"Action\":\"sts:AssumeRole\"}]}";

  final S3Client east;
  final S3Client west;
  final S3Client others;
  final KmsClient kmsEast;
  final KmsClient kmsWest;
  final IamClient iam;

  private final Store store;
  private final Account other;
  private final HttpFront front;
  private final Supplier<Caretaker> newCaretaker;
  private Caretaker caretaker;
  private final ExecutorService workers = HttpFront.newWorkers();
  private final List<AutoCloseable> clients = new ArrayList<>();
  private final SdkHttpClient http = kept(Apache5HttpClient.create());
  private volatile Instant now = Instant.now().plusSeconds(60);
  private int made;

  /** On a store, which is closed with this. */
  ReplicationCloud(Store store) {
    this.store = store;
    Ids ids = new Ids();
    Accounts accounts = new Accounts(store, ids, () -> now);
    if (accounts.list().isEmpty()) {
      accounts.create(ACCOUNT, "ada", "AKIAADAAAAAAAAAAAAAA", "ada", null, null);
      accounts.create(OTHER, "bob", "AKIABOBAAAAAAAAAAAAA", "bob", null, null);
    }
    List<Service> services =
        List.of(
            new S3Service(Services.s3Families(Clock.systemUTC())),
            new KmsService(),
            new IamService(),
            new StsService(Clock.systemUTC(), null));
    Gateway gateway =
        Gateway.of(
            new Gateway.Parts(
                services,
                store,
                ids,
                new IamDirectory(store, () -> now, Duration.ZERO),
                new IamCredentials(store, () -> now, Duration.ZERO),
                () -> now,
                Clock.systemUTC(),
                "us-east-1",
                Throttle.NONE,
                workers));
    newCaretaker = () -> new Caretaker(services, gateway.services(), store, () -> now, ids);
    caretaker = newCaretaker.get();
    front = Loopback.listen(gateway.pipeline(), workers);
    east = s3(accounts.list().get(0), Region.US_EAST_1);
    west = s3(accounts.list().get(0), Region.US_WEST_2);
    other = accounts.list().get(1);
    others = s3(other, Region.US_WEST_2);
    kmsEast = kms(accounts.list().get(0), Region.US_EAST_1);
    kmsWest = kms(accounts.list().get(0), Region.US_WEST_2);
    iam =
        kept(
            IamClient.builder()
                .endpointOverride(endpoint())
                .httpClient(http)
                .region(Region.US_EAST_1)
                .credentialsProvider(keys(accounts.list().get(0)))
                .build());
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + front.port());
  }

  private static StaticCredentialsProvider keys(Account account) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(account.rootAccessKeyId(), account.rootSecretAccessKey()));
  }

  /** A client of someone else's. */
  S3Client s3(String accessKeyId, String secret, Region region) {
    return kept(
        S3Client.builder()
            .endpointOverride(endpoint())
            .httpClient(http)
            .forcePathStyle(true)
            .region(region)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret)))
            .build());
  }

  /** The other account's client in a region. */
  S3Client othersIn(Region region) {
    return s3(other, region);
  }

  private S3Client s3(Account account, Region region) {
    return s3(account.rootAccessKeyId(), account.rootSecretAccessKey(), region);
  }

  private KmsClient kms(Account account, Region region) {
    return kept(
        KmsClient.builder()
            .endpointOverride(endpoint())
            .httpClient(http)
            .region(region)
            .credentialsProvider(keys(account))
            .build());
  }

  private <C extends AutoCloseable> C kept(C client) {
    clients.add(client);
    return client;
  }

  /** A bucket that keeps versions. */
  String bucket(S3Client owner) {
    String name = "replication-" + made++;
    owner.createBucket(
        r -> {
          r.bucket(name);
          if (owner != east) {
            r.createBucketConfiguration(c -> c.locationConstraint("us-west-2"));
          }
        });
    owner.putBucketVersioning(
        r -> r.bucket(name).versioningConfiguration(v -> v.status("Enabled")));
    return name;
  }

  /** A role that S3 may assume. */
  String role(String policy) {
    return role("s3.amazonaws.com", policy);
  }

  /** A role that a service may assume. */
  String role(String service, String policy) {
    String name = "replication-" + made++;
    String arn =
        iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST.formatted(service)))
            .role()
            .arn();
    iam.putRolePolicy(r -> r.roleName(name).policyName("all").policyDocument(policy));
    return arn;
  }

  /** A replication of the eastern bucket whose rules are of the second form, for all keys. */
  void replicate(String source, String role, List<Consumer<ReplicationRule.Builder>> rules) {
    replicate(east, source, role, rules);
  }

  void replicate(
      S3Client owner, String source, String role, List<Consumer<ReplicationRule.Builder>> rules) {
    List<ReplicationRule> built = new ArrayList<>();
    for (Consumer<ReplicationRule.Builder> rule : rules) {
      ReplicationRule.Builder builder =
          ReplicationRule.builder()
              .status("Enabled")
              .priority(built.size() + 1)
              .filter(f -> f.prefix(""))
              .deleteMarkerReplication(d -> d.status("Disabled"));
      rule.accept(builder);
      built.add(builder.build());
    }
    owner.putBucketReplication(
        r -> r.bucket(source).replicationConfiguration(c -> c.role(role).rules(built)));
  }

  /** The same with one destination and the documented role. */
  void replicate(String source, String destination) {
    replicate(source, role(DOCUMENTED), List.of(to(destination)));
  }

  static Consumer<ReplicationRule.Builder> to(String bucket) {
    return rule -> rule.destination(d -> d.bucket("arn:aws:s3:::" + bucket));
  }

  /** Writes, and says the version. */
  String put(String bucket, String key, String text) {
    return east.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromString(text)).versionId();
  }

  String status(S3Client client, String bucket, String key) {
    return head(client, bucket, key).replicationStatusAsString();
  }

  HeadObjectResponse head(S3Client client, String bucket, String key) {
    return client.headObject(r -> r.bucket(bucket).key(key));
  }

  /** Replicates what is pending. */
  void settle() {
    caretaker.run();
    caretaker.haul();
  }

  /** Does what must not wait for replication. */
  void dueNow() {
    caretaker.run();
  }

  /** Has replication break off, until there is another caretaker. */
  void end() {
    caretaker.end();
  }

  /** Has another caretaker go on. */
  void restart() {
    caretaker = newCaretaker.get();
  }

  /** The simulated time. */
  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** The records of one kind of call, in order, as JSON texts. */
  List<String> records(String region, String eventName) {
    return store.history().since(ACCOUNT, region, 0, 10_000).stream()
        .map(EventHistory.Entry::event)
        .filter(event -> event.name().equals(eventName))
        .map(event -> new String(event.record(), StandardCharsets.UTF_8))
        .toList();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable client : clients) {
      client.close();
    }
    front.close();
    store.close();
  }
}
