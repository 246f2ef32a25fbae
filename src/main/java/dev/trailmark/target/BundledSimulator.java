package dev.trailmark.target;

import dev.trailmark.cloud.AccountSpec;
import dev.trailmark.cloud.Cloud;
import dev.trailmark.cloud.CloudBuilder;
import dev.trailmark.cloud.Services;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The simulator that ships with this project, started in this process. The only class of the
 * harness that knows the simulator's own.
 */
public final class BundledSimulator implements AutoCloseable {

  private final Cloud cloud;
  private final String region;
  private SimulatedAccount second;

  private BundledSimulator(Cloud cloud, String region) {
    this.cloud = cloud;
    this.region = region;
  }

  /**
   * Starts a simulator in memory on a free loopback port.
   *
   * @param region the region in which the lab is done
   * @param delivery how often its trails deliver log files
   */
  public static BundledSimulator start(String region, Duration delivery) {
    return start(SimulatorSettings.embedded(region, delivery));
  }

  /**
   * Starts a simulator.
   *
   * @throws IllegalArgumentException if a setting is not one that the simulator takes
   * @throws java.io.UncheckedIOException if it cannot listen there, or use the data directory or
   *     the certificate; the message says which and what to do
   */
  public static BundledSimulator start(SimulatorSettings settings) {
    CloudBuilder builder =
        Cloud.builder()
            .host(settings.host())
            .port(settings.port())
            .region(settings.region())
            .realism(settings.realism())
            .encodedAuthorizationMessages(settings.encodedMessages())
            .accounts(settings.accounts().stream().map(BundledSimulator::spec).toList());
    settings.data().ifPresent(builder::dataDirectory);
    settings.masterKey().ifPresent(builder::masterKey);
    settings.delivery().ifPresent(builder::deliveryInterval);
    settings.digests().ifPresent(builder::digestInterval);
    settings.insightWarmUp().ifPresent(builder::insightWarmUp);
    settings.lookupLimit().ifPresent(builder::lookupLimit);
    settings.failedAuthLimit().ifPresent(builder::failedAuthenticationLimit);
    settings
        .tls()
        .ifPresent(
            tls ->
                tls.given()
                    .ifPresentOrElse(
                        pair -> builder.tls(pair.certificate(), pair.key()),
                        builder::selfSignedTls));
    return new BundledSimulator(builder.start(), settings.region());
  }

  private static AccountSpec spec(SimulatorSettings.Seed seed) {
    return new AccountSpec(
        seed.id().orElse(null),
        seed.name().orElse(null),
        seed.root().map(SimulatorSettings.Key::id).orElse(null),
        seed.root().map(SimulatorSettings.Key::secret).orElse(null),
        seed.student().map(SimulatorSettings.Key::id).orElse(null),
        seed.student().map(SimulatorSettings.Key::secret).orElse(null));
  }

  /** The operations of AWS's services, each with whether the simulator serves it. */
  public static List<ServedOperation> operations() {
    return Services.operations().stream()
        .map(each -> new ServedOperation(each.service(), each.name(), each.implemented()))
        .toList();
  }

  /** Where it answers. */
  public URI endpoint() {
    return cloud.endpoint();
  }

  /** The PEM file with the certificate that clients have to trust, where one was made. */
  public Optional<Path> authority() {
    return cloud.authority();
  }

  /** All accounts in the order in which they were made. */
  public List<SimulatedAccount> accounts() {
    return cloud.accounts().stream().map(BundledSimulator::account).toList();
  }

  /** The account that a new simulator comes with. */
  public SimulatedAccount firstAccount() {
    return accounts().get(0);
  }

  /** Another account, with nothing in it. */
  public SimulatedAccount newAccount(String name) {
    return account(cloud.newAccount(name));
  }

  private static SimulatedAccount account(Account account) {
    return new SimulatedAccount(
        account.id(),
        credentials(account.rootAccessKeyId(), account.rootSecretAccessKey()),
        new LabSignIn(
            credentials(account.userAccessKeyId(), account.userSecretAccessKey()),
            account.roleArn()));
  }

  /** A key that was deleted since leaves nothing to sign with. */
  private static AwsCredentialsProvider credentials(String key, String secret) {
    if (key == null) {
      return AnonymousCredentialsProvider.create();
    }
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }

  /** A target on one account, called as root, with the lab's user and role known. */
  public Target target(SimulatedAccount account, Duration logWait) {
    TargetSettings settings =
        new TargetSettings(
            TargetKind.REFERENCE,
            Optional.empty(),
            region,
            Optional.of(account.root()),
            Optional.of(secondAccount()),
            Optional.of(account.signIn()),
            logWait,
            cloud.authority());
    return Target.at(endpoint(), settings, Clock.systemUTC());
  }

  /** Root of one more account, which is made when somebody first signs as it. */
  private AwsCredentialsProvider secondAccount() {
    return () -> {
      synchronized (this) {
        if (second == null) {
          second = newAccount("second");
        }
        return second.root().resolveCredentials();
      }
    };
  }

  @Override
  public void close() {
    cloud.close();
  }
}
