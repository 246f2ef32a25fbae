package dev.trailmark.cli;

import dev.trailmark.target.AwsClients;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.SimulatedAccount;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetSettings;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Loads the classes that most commands need, by starting a simulator and asking each of its
 * services something. The launcher has Java write them down meanwhile ({@code
 * -XX:ArchiveClassesAtExit}), so that later starts need not read and verify them anew.
 */
@Command(
    name = "warm-up",
    description = "Loads what other commands need, for the launcher to keep.",
    hidden = true)
final class WarmUpCommand implements Callable<Integer> {
  private static final String BUCKET = "trailmark-warm-up";

  @Override
  public Integer call() {
    try (BundledSimulator simulator =
        BundledSimulator.start(TargetSettings.DEFAULT_REGION, Workplace.DELIVERY)) {
      SimulatedAccount account = simulator.firstAccount();
      try (Target target = simulator.target(account, Duration.ZERO)) {
        use(target.clients());
      }
    }
    return ExitCode.OK;
  }

  private static void use(AwsClients clients) {
    clients.sts().getCallerIdentity();
    clients.iam().listUsers();
    clients.cloudTrail().describeTrails();
    String key = clients.kms().createKey().keyMetadata().keyId();
    clients.s3().createBucket(request -> request.bucket(BUCKET));
    clients
        .s3()
        .putObject(
            request ->
                request
                    .bucket(BUCKET)
                    .key("object")
                    .serverSideEncryption(ServerSideEncryption.AWS_KMS)
                    .ssekmsKeyId(key),
            RequestBody.fromString("text"));
    clients.s3().getObjectAsBytes(request -> request.bucket(BUCKET).key("object"));
  }
}
