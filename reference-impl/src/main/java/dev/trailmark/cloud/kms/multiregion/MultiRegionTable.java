package dev.trailmark.cloud.kms.multiregion;

import dev.trailmark.cloud.kms.access.KmsTrail;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.request.KmsLimits;
import dev.trailmark.cloud.kms.tagging.Tags;
import dev.trailmark.cloud.operation.Operation;
import dev.trailmark.cloud.operation.TrailRule;
import java.util.List;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.UpdatePrimaryRegionRequest;

/** The operations that only multi-Region keys have: one row each. */
public final class MultiRegionTable {
  private static final String KEY_ID = "KeyId";

  private final Replication replication;
  private final PrimaryRegion primaryRegion;

  /** A table whose keys are found with {@code lookup}. */
  public MultiRegionTable(KeyLookup lookup) {
    this.replication = new Replication(lookup);
    this.primaryRegion = new PrimaryRegion(lookup);
  }

  /** The rows. */
  public List<Operation<?, ?>> rows() {
    return List.of(replicateKey(), updatePrimaryRegion());
  }

  private Operation<?, ?> replicateKey() {
    return Operation.of("ReplicateKey", ReplicateKeyRequest::builder, Replication::replicate)
        .access(replication::access)
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.region("ReplicaRegion"))
        .constrain(KmsLimits.POLICY, KmsLimits.POLICY_CHARACTERS)
        .constrain(KmsLimits.DESCRIPTION, Tags.eachTag())
        .honours(
            KEY_ID,
            "ReplicaRegion",
            "Policy",
            "BypassPolicyLockoutSafetyCheck",
            "Description",
            "Tags")
        .trail(TrailRule.write())
        .build();
  }

  private Operation<?, ?> updatePrimaryRegion() {
    return Operation.of(
            "UpdatePrimaryRegion", UpdatePrimaryRegionRequest::builder, PrimaryRegion::update)
        .access(primaryRegion::access)
        .constrain(KmsLimits.key(KEY_ID))
        .constrain(KmsLimits.region("PrimaryRegion"))
        .honours(KEY_ID, "PrimaryRegion")
        .trail(KmsTrail.changeOfKey())
        .build();
  }
}
