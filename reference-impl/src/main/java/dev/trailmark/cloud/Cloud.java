package dev.trailmark.cloud;

import dev.trailmark.cloud.cloudtrail.Delivery;
import dev.trailmark.cloud.gateway.Caretaker;
import dev.trailmark.cloud.http.HttpFront;
import dev.trailmark.cloud.iam.enrolment.Account;
import dev.trailmark.cloud.iam.enrolment.Accounts;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.tls.ServerIdentity;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The simulator as one object: KMS, S3, CloudTrail, IAM and STS behind one HTTP endpoint on
 * loopback.
 *
 * <pre>{@code
 * try (Cloud cloud = Cloud.start()) {
 *   Account account = cloud.accounts().get(0);
 *   KmsClient kms = KmsClient.builder().endpointOverride(cloud.endpoint()).region(Region.US_EAST_1)
 *       .credentialsProvider(…account.rootAccessKeyId(), account.rootSecretAccessKey()…).build();
 * }
 * }</pre>
 */
public final class Cloud implements AutoCloseable {
  private final String host;
  private final ServerIdentity identity;
  private final Store store;
  private final HttpFront front;
  private final Accounts accounts;
  private final Delivery delivery;
  private final Caretaker caretaker;
  private final List<ScheduledExecutorService> schedules;
  private final AtomicBoolean closed = new AtomicBoolean();

  Cloud(
      String host,
      ServerIdentity identity,
      Store store,
      HttpFront front,
      Accounts accounts,
      Delivery delivery,
      Caretaker caretaker,
      List<ScheduledExecutorService> schedules) {
    this.host = host;
    this.identity = identity;
    this.store = store;
    this.front = front;
    this.accounts = accounts;
    this.delivery = delivery;
    this.caretaker = caretaker;
    this.schedules = schedules;
  }

  /** A simulator with one new account, in memory, on a free port of the loopback interface. */
  public static Cloud start() {
    return builder().start();
  }

  /** A simulator to be set up. */
  public static CloudBuilder builder() {
    return new CloudBuilder();
  }

  /** Where all services answer, such as {@code http://127.0.0.1:4566}; on TLS {@code https}. */
  public URI endpoint() {
    String scheme = identity == null ? "http" : "https";
    String name = host.contains(":") ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + name + ":" + front.port());
  }

  /**
   * The PEM file with the certificate that clients have to trust, as {@code AWS_CA_BUNDLE} names
   * it; empty on plain HTTP and where a certificate was given.
   */
  public Optional<Path> authority() {
    return identity == null ? Optional.empty() : identity.authority();
  }

  /**
   * The accounts with the credentials that were made or given for them, in order of creation.
   * Accounts that the administrator made for others over HTTP are theirs, and not among them.
   */
  public List<Account> accounts() {
    return accounts.ofNobody();
  }

  /** Adds an account with a root user, an IAM user {@code student} and the role it assumes. */
  public Account newAccount(String name) {
    return accounts.create(null, name, null, null, null, null);
  }

  /** Delivers the logs of all trails now instead of at the next interval. */
  public void deliverLogs() {
    delivery.deliverNow();
  }

  /**
   * Does now what the passing of simulated time has made due (deletions, rotations, expiries), and
   * what is pending (replication), which otherwise happens within a second or begins then. For
   * tests that move the clock.
   */
  public void settle() {
    caretaker.run();
    caretaker.haul();
  }

  /**
   * Stops listening, then stops the rest; with a data directory everything acknowledged is kept.
   * Closing again does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    caretaker.end();
    schedules.forEach(ScheduledExecutorService::shutdown);
    front.close();
    schedules.forEach(Cloud::finish);
    caretaker.finish();
    store.close();
    if (identity != null) {
      identity.close();
    }
  }

  /** What is being delivered is finished before the store is closed. */
  private static void finish(ScheduledExecutorService schedule) {
    try {
      schedule.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
