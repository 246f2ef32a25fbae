package dev.trailmark.cloud;

import dev.trailmark.cloud.cloudtrail.CloudTrailService;
import dev.trailmark.cloud.cloudtrail.Delivery;
import dev.trailmark.cloud.control.ControlRoom;
import dev.trailmark.cloud.gateway.Caretaker;
import dev.trailmark.cloud.gateway.FailedAuthentications;
import dev.trailmark.cloud.gateway.Gateway;
import dev.trailmark.cloud.gateway.RateLimits;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.iam.directory.IamCredentials;
import dev.trailmark.cloud.iam.directory.IamDirectory;
import dev.trailmark.cloud.iam.enrolment.Account;
import dev.trailmark.cloud.iam.enrolment.Accounts;
import dev.trailmark.cloud.iam.enrolment.HeldAccounts;
import dev.trailmark.cloud.operation.AuthorizationMessages;
import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import dev.trailmark.cloud.tls.ServerIdentity;
import dev.trailmark.cloud.tls.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;

/** Sets up a {@link Cloud}. Everything has a default; {@link #start} may be called once. */
public final class CloudBuilder {
  /** How long IAM's new entities stay unknown under realism; AWS speaks of seconds. */
  private static final Duration IAM_LAG = Duration.ofSeconds(4);

  /** Log delivery under realism, unless an interval is given. */
  private static final Duration REALISTIC_DELIVERY = Duration.ofSeconds(40);

  private static final Duration DEFAULT_DELIVERY = Duration.ofSeconds(5);
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");

  private String region = "us-east-1";
  private String host = "127.0.0.1";
  private int port;
  private Path dataDirectory;
  private final Stores.Builder stores = Stores.builder();
  private List<AccountSpec> accounts = List.of();
  private Duration deliveryInterval;
  private Duration digestInterval = Duration.ofHours(1);
  private Duration insightWarmUp = Duration.ofHours(36);
  private InstantSource clock = Clock.systemUTC();
  private boolean realism;
  private Boolean lookupLimit;
  private boolean encodedMessages;
  private Tls tls;
  private int failedAuthenticationLimit = 600;

  CloudBuilder() {}

  /**
   * The region of unsigned requests whose bucket does not exist ({@code us-east-1} unless told);
   * signed ones choose their own.
   */
  public CloudBuilder region(String newRegion) {
    boolean known =
        Region.regions().stream().anyMatch(candidate -> candidate.id().equals(newRegion));
    if (!known || !REGION.matcher(newRegion).matches()) {
      throw new IllegalArgumentException("'" + newRegion + "' is not an AWS region");
    }
    this.region = newRegion;
    return this;
  }

  /** The address to listen on; {@code 127.0.0.1} unless told. */
  public CloudBuilder host(String newHost) {
    this.host = Objects.requireNonNull(newHost, "host");
    return this;
  }

  /** The port to listen on; 0, a free one, unless told. */
  public CloudBuilder port(int newPort) {
    if (newPort < 0 || newPort > 65535) {
      throw new IllegalArgumentException("port " + newPort + " is not between 0 and 65535");
    }
    this.port = newPort;
    return this;
  }

  /** Where state is kept; unless told it is in memory and gone when the simulator stops. */
  public CloudBuilder dataDirectory(Path directory) {
    this.dataDirectory = directory;
    return this;
  }

  /**
   * The key under which the data directory's secrets are kept: 32 bytes, which are copied. Unless
   * told it is in the directory's file {@code master.key}, made on the first start.
   */
  public CloudBuilder masterKey(byte[] key) {
    stores.masterKey(key);
    return this;
  }

  /**
   * The accounts to begin with; one with new credentials unless told. Those that exist are left
   * alone.
   */
  public CloudBuilder accounts(List<AccountSpec> specs) {
    this.accounts = List.copyOf(specs);
    return this;
  }

  /** How often trails deliver; 5 s unless told, 40 s under realism. */
  public CloudBuilder deliveryInterval(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("the delivery interval must be longer than nothing");
    }
    this.deliveryInterval = interval;
    return this;
  }

  /**
   * How much time each digest of a trail with log file validation covers, in whole seconds; an hour
   * unless told, as at AWS.
   */
  public CloudBuilder digestInterval(Duration interval) {
    if (interval.getSeconds() < 1 || interval.getNano() != 0) {
      throw new IllegalArgumentException(
          "the digest interval must be of whole seconds, one at least");
    }
    this.digestInterval = interval;
    return this;
  }

  /**
   * How far back a region's events must go before a minute of them can be unusual, and an Insights
   * event of CloudTrail; 36 hours unless told, the longest that AWS takes for the first one.
   */
  public CloudBuilder insightWarmUp(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a warm-up of " + time + " is less than nothing");
    }
    this.insightWarmUp = time;
    return this;
  }

  /**
   * The simulated time: creation dates, deletion windows, event times. Signatures go by real time.
   */
  public CloudBuilder clock(InstantSource newClock) {
    this.clock = Objects.requireNonNull(newClock, "clock");
    return this;
  }

  /**
   * Behaves like AWS where that is inconvenient: IAM's changes take effect late, logs arrive late,
   * and AWS's request quotas hold.
   */
  public CloudBuilder realism(boolean wanted) {
    this.realism = wanted;
    return this;
  }

  /**
   * Whether LookupEvents is limited to two calls a second for each account and region, as on AWS;
   * more are answered with ThrottlingException. Unless told it is so under realism only.
   */
  public CloudBuilder lookupLimit(boolean wanted) {
    this.lookupLimit = wanted;
    return this;
  }

  /**
   * Ends refusals for want of a permission with an encoded message that
   * sts:DecodeAuthorizationMessage opens, as EC2 and other services do. The services here do not on
   * AWS, so it is off unless wanted.
   */
  public CloudBuilder encodedAuthorizationMessages(boolean wanted) {
    this.encodedMessages = wanted;
    return this;
  }

  /**
   * Listens on TLS with this certificate; plain HTTP unless told.
   *
   * @param certificate a PEM file, the server's own certificate first
   * @param key a PEM file with its private key, not encrypted
   */
  public CloudBuilder tls(Path certificate, Path key) {
    this.tls = Tls.given(certificate, key);
    return this;
  }

  /**
   * Listens on TLS with a certificate made for this simulator and kept in its data directory.
   * Clients have to trust {@link Cloud#authority()}.
   */
  public CloudBuilder selfSignedTls() {
    this.tls = Tls.made();
    return this;
  }

  /**
   * How many requests a minute may fail authentication from one address before they are answered as
   * AWS answers clients that are too fast; 600 unless told, 0 for no limit. Requests whose
   * signature holds are never affected.
   */
  public CloudBuilder failedAuthenticationLimit(int perMinute) {
    if (perMinute < 0) {
      throw new IllegalArgumentException("a limit of " + perMinute + " is less than nothing");
    }
    this.failedAuthenticationLimit = perMinute;
    return this;
  }

  /**
   * Starts the simulator.
   *
   * @throws UncheckedIOException when the address cannot be bound or the data directory or the
   *     certificate not used; the message says which and what to do
   */
  public Cloud start() {
    Store store = openStore();
    try {
      return start(store);
    } catch (IOException e) {
      store.close();
      throw new UncheckedIOException(e.getMessage(), e);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private Store openStore() {
    try {
      return dataDirectory == null ? stores.inMemory() : stores.onDisk(dataDirectory);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private Cloud start(Store store) throws IOException {
    Ids ids = new Ids();
    Clock real = Clock.systemUTC();
    Accounts known = new Accounts(store, ids, clock);
    createAccounts(known);
    ServerIdentity identity =
        tls == null ? null : tls.identity(dataDirectory, host, real.instant());
    Duration lag = realism ? IAM_LAG : Duration.ZERO;
    AuthorizationMessages messages =
        encodedMessages ? new AuthorizationMessages(ids::secretBytes) : null;
    ExecutorService workers = HttpFront.newWorkers();
    IamCredentials credentials = new IamCredentials(store, clock, lag);
    List<Service> services =
        Services.all(real, messages, new CloudTrailService(digestInterval, insightWarmUp));
    services.forEach(service -> read(service, store.state()));
    services.forEach(service -> service.prepare(store));
    Gateway gateway =
        Gateway.of(
            new Gateway.Parts(
                services,
                store,
                ids,
                new IamDirectory(store, clock, lag),
                credentials,
                clock,
                real,
                region,
                RateLimits.of(real, lookupLimit == null ? realism : lookupLimit, realism),
                workers,
                messages),
            new FailedAuthentications(failedAuthenticationLimit, real));
    ControlRoom control =
        new ControlRoom(
            gateway.pipeline(),
            gateway.inquiries(),
            credentials,
            new HeldAccounts(store, ids, clock),
            real,
            ids,
            workers);
    HttpFront front =
        HttpFront.listen(host, port, identity == null ? null : identity.keys(), control, workers);
    Delivery delivery = new Delivery(store, gateway.services(), clock, ids);
    Caretaker caretaker = new Caretaker(services, gateway.services(), store, clock, ids);
    return new Cloud(
        host, identity, store, front, known, delivery, caretaker, schedules(delivery, caretaker));
  }

  private static void read(Service service, State state) {
    service.records().forEach(kind -> state.range(kind, ""));
  }

  private void createAccounts(Accounts known) {
    List<Account> existing = known.list();
    List<AccountSpec> wanted =
        accounts.isEmpty() && existing.isEmpty() ? List.of(AccountSpec.made()) : accounts;
    for (AccountSpec spec : wanted) {
      Optional<Account> found =
          existing.stream().filter(account -> isThe(account, spec)).findFirst();
      if (found.isPresent()) {
        refuseOtherKeys(found.get(), spec);
      } else {
        known.create(
            spec.id(),
            spec.name(),
            spec.accessKeyId(),
            spec.secretAccessKey(),
            spec.userAccessKeyId(),
            spec.userSecretAccessKey());
      }
    }
  }

  /** Whether a restart finds the account that was asked for: by its id, else by its root key. */
  private static boolean isThe(Account account, AccountSpec spec) {
    return spec.id() != null
        ? spec.id().equals(account.id())
        : spec.accessKeyId() != null && spec.accessKeyId().equals(account.rootAccessKeyId());
  }

  /** Keys are kept with the account: a restart does not change them. */
  private static void refuseOtherKeys(Account account, AccountSpec spec) {
    boolean otherRoot =
        spec.accessKeyId() != null && !spec.accessKeyId().equals(account.rootAccessKeyId());
    boolean otherUser =
        spec.userAccessKeyId() != null && !spec.userAccessKeyId().equals(account.userAccessKeyId());
    if (otherRoot || otherUser) {
      throw new IllegalArgumentException(
          "account "
              + account.id()
              + " is in the data directory with other access keys; leave its keys out, or choose"
              + " another data directory");
    }
  }

  /** A thread for what is done each second and at each delivery, and one for what may take long. */
  private List<ScheduledExecutorService> schedules(Delivery delivery, Caretaker caretaker) {
    Duration interval =
        deliveryInterval != null
            ? deliveryInterval
            : realism ? REALISTIC_DELIVERY : DEFAULT_DELIVERY;
    ScheduledExecutorService schedule = schedule("trailmark-delivery");
    ScheduledExecutorService hauls = schedule("trailmark-hauling");
    long millis = interval.toMillis();
    schedule.scheduleWithFixedDelay(delivery::deliverNow, millis, millis, TimeUnit.MILLISECONDS);
    schedule.scheduleWithFixedDelay(caretaker::run, 1, 1, TimeUnit.SECONDS);
    hauls.scheduleWithFixedDelay(caretaker::haul, 1, 1, TimeUnit.SECONDS);
    return List.of(schedule, hauls);
  }

  private static ScheduledExecutorService schedule(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
