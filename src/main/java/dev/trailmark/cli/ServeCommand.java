package dev.trailmark.cli;

import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.ServedOperation;
import dev.trailmark.target.SimulatorSettings;
import dev.trailmark.target.SimulatorSettings.Key;
import dev.trailmark.target.SimulatorSettings.Seed;
import dev.trailmark.target.TargetSettings;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the bundled simulator until it is stopped. */
@Command(
    name = "serve",
    description = "Runs the bundled simulator of KMS, S3, CloudTrail, IAM and STS.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Without --accounts the first account's root credentials come from TRAILMARK_ACCOUNT_ID,",
      "TRAILMARK_ROOT_ACCESS_KEY_ID and TRAILMARK_ROOT_SECRET_ACCESS_KEY; whatever is not given is",
      "made and printed once.",
      "",
      "Secrets in DIR are encrypted under the key in DIR/master.key, made on the first start, or"
          + " in",
      "TRAILMARK_MASTER_KEY: 32 bytes in base 64."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int MASTER_KEY_LENGTH = 32;

  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "127.0.0.1",
      description = "The address to listen on (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      defaultValue = "4566",
      description = "The port to listen on, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--region",
      defaultValue = TargetSettings.DEFAULT_REGION,
      description = "The region of requests that name none (default: ${DEFAULT-VALUE}).")
  private String region;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where to keep the state; without it, it is gone when the simulator stops.")
  private Path data;

  @Option(
      names = "--accounts",
      paramLabel = "FILE",
      description = "A YAML list of accounts: id, name, accessKeyId, secretAccessKey.")
  private Path accounts;

  @Option(
      names = "--delivery-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description = "How often trails deliver log files (default: 5s).")
  private Duration delivery;

  @Option(
      names = "--digest-interval",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How much time each digest of a trail with log file validation covers, in whole seconds"
              + " (default: 1h).")
  private Duration digests;

  @Option(
      names = "--insight-warm-up",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "How far back a region's events must go before CloudTrail Insights find anything unusual"
              + " (default: 36h).")
  private Duration insightWarmUp;

  @Mixin private TlsOptions tls;

  @Option(
      names = "--failed-auth-limit",
      paramLabel = "N",
      description =
          "How many requests a minute may fail authentication from one address before they are"
              + " throttled, 0 for no limit (default: 600).")
  private Integer failedAuthLimit;

  @Option(
      names = "--realism",
      description = "Be late and limited as AWS is: IAM and logs come late, calls are throttled.")
  private boolean realism;

  @Option(
      names = "--lookup-limit",
      negatable = true,
      fallbackValue = "true",
      description =
          "Limit LookupEvents to two calls a second for each account and region, as AWS does"
              + " (default: with --realism only).")
  private Boolean lookupLimit;

  @Option(
      names = "--encoded-authorization-messages",
      description =
          "End refusals with an encoded message, as EC2 does, for aws sts"
              + " decode-authorization-message.")
  private boolean encodedMessages;

  @Option(
      names = "--operations",
      description = "List the operations that are served, and those that are not, and end.")
  private boolean operations;

  @Override
  public Integer call() throws InterruptedException {
    Output output = new Output(spec);
    if (operations) {
      BundledSimulator.operations().forEach(each -> output.line(line(each)));
      return ExitCode.OK;
    }
    List<Seed> seeds = seeds(System::getenv);
    BundledSimulator simulator = start(seeds, masterKey(System::getenv));
    Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "trailmark-stop"));
    new Announcement(Optional.ofNullable(data), output).make(simulator.accounts(), seeds);
    simulator
        .authority()
        .ifPresent(file -> output.line("Clients trust its certificate by AWS_CA_BUNDLE=" + file));
    output.line("Trailmark is listening on " + simulator.endpoint());
    new CountDownLatch(1).await();
    return ExitCode.OK;
  }

  private BundledSimulator start(List<Seed> seeds, Optional<byte[]> masterKey) {
    try {
      return BundledSimulator.start(
          new SimulatorSettings(
              host,
              port,
              region,
              Optional.ofNullable(data),
              Optional.ofNullable(delivery),
              Optional.ofNullable(digests),
              Optional.ofNullable(insightWarmUp),
              realism,
              Optional.ofNullable(lookupLimit),
              encodedMessages,
              seeds,
              tls.settings(),
              failedAuthLimit == null ? OptionalInt.empty() : OptionalInt.of(failedAuthLimit),
              masterKey));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw CliException.usage(e.getMessage());
    } finally {
      masterKey.ifPresent(key -> Arrays.fill(key, (byte) 0));
    }
  }

  private static Optional<byte[]> masterKey(UnaryOperator<String> environment) {
    String text = environment.apply("TRAILMARK_MASTER_KEY");
    if (text == null || text.isBlank()) {
      return Optional.empty();
    }
    byte[] key = bytes(text.strip());
    if (key.length != MASTER_KEY_LENGTH) {
      throw CliException.usage(
          "TRAILMARK_MASTER_KEY is not 32 bytes in base 64; head -c 32 /dev/urandom | base64 makes"
              + " some");
    }
    return Optional.of(key);
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // refused for its length, without a cause that quotes it
    }
  }

  private List<Seed> seeds(UnaryOperator<String> environment) {
    if (accounts != null) {
      return AccountsFile.read(accounts);
    }
    Optional<String> id = Optional.ofNullable(environment.apply("TRAILMARK_ACCOUNT_ID"));
    Optional<String> key = Optional.ofNullable(environment.apply("TRAILMARK_ROOT_ACCESS_KEY_ID"));
    Optional<String> secret =
        Optional.ofNullable(environment.apply("TRAILMARK_ROOT_SECRET_ACCESS_KEY"));
    if (key.isPresent() != secret.isPresent()) {
      throw CliException.usage(
          "set TRAILMARK_ROOT_ACCESS_KEY_ID and TRAILMARK_ROOT_SECRET_ACCESS_KEY together");
    }
    if (id.isEmpty() && key.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Seed(
            id, Optional.empty(), key.map(name -> new Key(name, secret.get())), Optional.empty()));
  }

  private static String line(ServedOperation operation) {
    return "%-11s %-45s %s"
        .formatted(
            operation.service(),
            operation.name(),
            operation.served() ? "served" : "NotImplemented");
  }
}
