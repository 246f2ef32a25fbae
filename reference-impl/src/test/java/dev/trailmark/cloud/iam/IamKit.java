package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.cloudtrail.CloudTrailService;
import dev.trailmark.cloud.gateway.Gateway;
import dev.trailmark.cloud.gateway.Throttle;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.http.Loopback;
import dev.trailmark.cloud.iam.directory.IamCredentials;
import dev.trailmark.cloud.iam.directory.IamDirectory;
import dev.trailmark.cloud.iam.enrolment.Account;
import dev.trailmark.cloud.iam.enrolment.Accounts;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import dev.trailmark.cloud.sts.StsService;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** IAM and STS behind the whole pipeline on a free port, for the SDK's clients. */
public final class IamKit implements AutoCloseable {
  /** Enough to see that passwords are hashed; the real number takes half a second each time. */
  private static final int FEW = 100;

  private final Store store = Stores.inMemory();
  private final List<SdkClient> clients = new ArrayList<>();
  private final HttpFront front;
  private final Accounts accounts;
  private final IamDirectory directory;
  private final IamCredentials credentials;
  private Duration offset = Duration.ZERO;

  public IamKit() {
    this(Duration.ZERO);
  }

  /** A kit whose directory lags behind. */
  public IamKit(Duration lag) {
    this(lag, new IamService(FEW));
  }

  /** A kit that keeps passwords as a simulator does. */
  public static IamKit withRealPasswords() {
    return new IamKit(Duration.ZERO, new IamService());
  }

  private IamKit(Duration lag, IamService iam) {
    InstantSource clock = () -> Instant.now().plus(offset);
    Ids ids = new Ids();
    directory = new IamDirectory(store, clock, lag);
    credentials = new IamCredentials(store, clock, lag);
    accounts = new Accounts(store, ids, clock);
    ExecutorService workers = HttpFront.newWorkers();
    Gateway gateway =
        Gateway.of(
            new Gateway.Parts(
                List.of(iam, new StsService(), new CloudTrailService()),
                store,
                ids,
                directory,
                credentials,
                clock,
                InstantSource.system(),
                "us-east-1",
                Throttle.NONE,
                workers));
    front = Loopback.listen(gateway.pipeline(), workers);
  }

  /** Moves the simulated clock; signatures are judged by the real one. */
  public void clockOffset(Duration newOffset) {
    this.offset = newOffset;
  }

  public Accounts accounts() {
    return accounts;
  }

  public IamDirectory directory() {
    return directory;
  }

  public IamCredentials credentials() {
    return credentials;
  }

  public Store store() {
    return store;
  }

  public static AwsCredentials root(Account account) {
    return AwsBasicCredentials.create(account.rootAccessKeyId(), account.rootSecretAccessKey());
  }

  public static AwsCredentials user(Account account) {
    return AwsBasicCredentials.create(account.userAccessKeyId(), account.userSecretAccessKey());
  }

  public static AwsCredentials session(Credentials issued) {
    return AwsSessionCredentials.create(
        issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
  }

  public IamClient iam(AwsCredentials credentials) {
    return iam(credentials, Region.US_EAST_1);
  }

  public IamClient iam(AwsCredentials credentials, Region region) {
    return client(IamClient.builder(), credentials, region);
  }

  public StsClient sts(AwsCredentials credentials) {
    return client(StsClient.builder(), credentials, Region.EU_WEST_1);
  }

  public CloudTrailClient trails(AwsCredentials credentials, Region region) {
    return client(CloudTrailClient.builder(), credentials, region);
  }

  /** The records of an event's name, newest first, as JSON. */
  public List<String> records(AwsCredentials credentials, Region region, String eventName) {
    return trails(credentials, region)
        .lookupEvents(
            request ->
                request.lookupAttributes(
                    LookupAttribute.builder()
                        .attributeKey("EventName")
                        .attributeValue(eventName)
                        .build()))
        .events()
        .stream()
        .map(event -> event.cloudTrailEvent())
        .toList();
  }

  /** The answer to an unsigned form. */
  public HttpResponse<String> unsigned(String form) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private <B extends AwsClientBuilder<B, C>, C extends SdkClient> C client(
      B builder, AwsCredentials credentials, Region region) {
    C client =
        builder
            .endpointOverride(URI.create("http://127.0.0.1:" + front.port()))
            .region(region)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .overrideConfiguration(config -> config.retryStrategy(r -> r.maxAttempts(1)))
            .build();
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    clients.forEach(SdkClient::close);
    front.close();
    store.close();
  }
}
