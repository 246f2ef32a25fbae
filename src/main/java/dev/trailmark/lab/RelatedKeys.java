package dev.trailmark.lab;

import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeyState;

/**
 * The workbench's corner for multi-Region keys: a primary key where the caller is at home, and a
 * replica in one other region.
 */
public final class RelatedKeys {

  /** A replica is Creating for a few seconds. */
  private static final Duration MAKING = Duration.ofSeconds(60);

  private static final int SHORTEST_WAIT_DAYS = 7;

  private final Target target;
  private final Cleanup cleanup;
  private final Workbench workbench;

  RelatedKeys(Target target, Cleanup cleanup, Workbench workbench) {
    this.target = target;
    this.cleanup = cleanup;
    this.workbench = workbench;
  }

  /** The other region. */
  public Region elsewhere() {
    return workbench.elsewhere();
  }

  /** KMS in the other region. */
  public KmsClient kms() {
    return workbench.caller().kms(elsewhere());
  }

  /** A primary key. */
  public KeyMetadata primary() {
    KmsClient home = workbench.caller().kms();
    KeyMetadata key =
        workbench
            .must("kms:CreateKey", () -> home.createKey(request -> request.multiRegion(true)))
            .keyMetadata();
    unmake(home, key.keyId());
    return key;
  }

  /** Replicates a key into the other region, and waits until the replica is enabled. */
  public KeyMetadata replica(String keyId) {
    workbench.must(
        "kms:ReplicateKey",
        () ->
            workbench
                .caller()
                .kms()
                .replicateKey(request -> request.keyId(keyId).replicaRegion(elsewhere().id())));
    unmake(kms(), keyId);
    Supplier<Reply<KeyMetadata>> question =
        () ->
            workbench.ask(
                "kms:DescribeKey",
                () -> kms().describeKey(request -> request.keyId(keyId)).keyMetadata());
    return Expect.answered(
        "kms:DescribeKey",
        new Ask(target, false)
            .eventually(
                question,
                reply ->
                    reply instanceof Reply.Answered<KeyMetadata> answered
                        && answered.value().keyState() == KeyState.ENABLED,
                MAKING));
  }

  private void unmake(KmsClient kms, String keyId) {
    cleanup.made(
        "key " + keyId,
        "deleted in 7 days",
        () ->
            kms.scheduleKeyDeletion(
                request -> request.keyId(keyId).pendingWindowInDays(SHORTEST_WAIT_DAYS)));
  }
}
