package dev.trailmark.cloud.kms.multiregion;

import dev.trailmark.cloud.kms.access.KeyAccess;
import dev.trailmark.cloud.kms.key.Keys;
import dev.trailmark.cloud.kms.lookup.ConditionKeys;
import dev.trailmark.cloud.kms.lookup.DefaultPolicies;
import dev.trailmark.cloud.kms.lookup.KeyLookup;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.NewKeys;
import dev.trailmark.cloud.kms.model.Regionality;
import dev.trailmark.cloud.kms.model.Replicas;
import dev.trailmark.cloud.kms.policy.KeyPolicies;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.tagging.Tags;
import dev.trailmark.cloud.operation.AccessCheck;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.TrailNotes;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.store.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.ReplicateKeyRequest;
import software.amazon.awssdk.services.kms.model.ReplicateKeyResponse;

/**
 * ReplicateKey: makes a replica in another region, with the primary's id and material. It is
 * Creating for a moment, and then Enabled or, when the material was imported, pending import.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html">ReplicateKey</a>
 */
final class Replication {
  /** How long a new replica is Creating, and keys that change roles are Updating. */
  static final Duration PASSING = Duration.ofSeconds(2);

  static final String REQUESTED_REGION = "aws:requestedregion";

  private final KeyLookup lookup;

  Replication(KeyLookup lookup) {
    this.lookup = lookup;
  }

  /**
   * kms:ReplicateKey on the primary, and in the replica's region kms:CreateKey and, with tags,
   * kms:TagResource.
   */
  List<AccessCheck> access(Call call, ReplicateKeyRequest request) {
    noteDefaults(call, request);
    Map<String, String> tags = Tags.of(request.tags());
    KeyUse use = lookup.managed(call, request.keyId(), "kms:ReplicateKey");
    KeyAccess.subject(call, use);
    List<AccessCheck> checks = new ArrayList<>(3);
    checks.add(
        KeyAccess.check(
            call,
            "kms:ReplicateKey",
            use,
            keys -> keys.put("kms:replicaregion", List.of(request.replicaRegion()))));
    Map<String, List<String>> keys = ofNewReplica(use.key().record(), request);
    keys.put("kms:bypasspolicylockoutsafetycheck", List.of(Boolean.toString(bypasses(request))));
    ConditionKeys.requestTags(tags, keys);
    checks.add(AccessCheck.onAny("kms:CreateKey", call.accountId()).with(keys));
    if (!tags.isEmpty()) {
      checks.add(AccessCheck.onAny("kms:TagResource", call.accountId()).with(keys));
    }
    return checks;
  }

  private static Map<String, List<String>> ofNewReplica(
      KeyRecord primary, ReplicateKeyRequest request) {
    Map<String, List<String>> keys = new HashMap<>();
    ConditionKeys.traits(primary.traits(), keys);
    keys.put(ConditionKeys.MULTI_REGION_TYPE, List.of(Regionality.REPLICA));
    keys.put(REQUESTED_REGION, List.of(request.replicaRegion()));
    return keys;
  }

  static ReplicateKeyResponse replicate(Call call, ReplicateKeyRequest request) {
    KeyView seen = KeyUse.of(call).key();
    replicable(seen.record(), request.replicaRegion());
    String policy = policyOf(call, request, seen.record());
    KeyRecord replica =
        KmsTables.update(
            call,
            seen.account(),
            transaction -> {
              KeyRecord primary =
                  KmsTables.newest(transaction, seen.record().address(), seen.arn());
              return make(call, transaction, primary, request, policy);
            });
    String shownPolicy = call.directory().shown(policy);
    noteCreation(call, request, replica, shownPolicy);
    return ReplicateKeyResponse.builder()
        .replicaKeyMetadata(Keys.metadata(replica))
        .replicaPolicy(shownPolicy)
        .replicaTags(request.hasTags() ? request.tags() : null)
        .build();
  }

  private static KeyRecord make(
      Call call,
      Transaction transaction,
      KeyRecord primary,
      ReplicateKeyRequest request,
      String policy) {
    String region = request.replicaRegion();
    replicable(primary, region);
    NewKeys.requireRoom(transaction, primary.account(), region);
    Regionality regions = primary.regions().with(region);
    boolean imported = primary.traits().origin().equals(KeyTraits.EXTERNAL);
    KeyRecord empty =
        new KeyRecord(
            primary.account(),
            region,
            primary.id(),
            call.time(),
            primary.traits(),
            List.of(),
            primary.rotation(),
            request.description() == null ? "" : request.description(),
            KeyStatus.CREATING,
            null,
            regions.settling(
                imported ? KeyStatus.PENDING_IMPORT : KeyStatus.ENABLED, call.time().plus(PASSING)),
            policy,
            List.of(),
            Tags.of(request.tags()));
    KeyRecord replica =
        empty.change().materials(Replicas.shared(transaction, primary, empty)).done();
    KmsTables.put(transaction, replica);
    Replicas.tell(transaction, primary, known -> known.with(region));
    return replica;
  }

  /** Refuses keys that cannot be replicated there. */
  private static void replicable(KeyRecord primary, String region) {
    KeyStates.enabled(Replicas.primary(primary));
    if (region.equals(primary.region())) {
      throw KmsError.VALIDATION.because(
          "%s cannot have a replica because it contains the primary.", region);
    }
    Region known = Region.of(region);
    if (!Region.regions().contains(known) || known.isGlobalRegion()) {
      throw KmsError.VALIDATION.because(
          "Region %s is not a valid Region or multi-Region keys are not supported in Region %s.",
          region, region);
    }
    if (!known.metadata().partition().id().equals("aws")) {
      throw KmsError.VALIDATION.because(
          "The replica key Region must be in the same AWS partition as the primary key Region.");
    }
    if (primary.regions().members().contains(region)) {
      throw KmsError.ALREADY_EXISTS.because(
          "You can create only one replica of each primary key in each AWS Region.");
    }
  }

  private static String policyOf(Call call, ReplicateKeyRequest request, KeyRecord primary) {
    if (request.policy() == null) {
      return DefaultPolicies.customer(call.accountId());
    }
    PolicyDocument policy = KeyPolicies.accept(call, request.policy());
    if (!bypasses(request)) {
      String arn = KmsArns.key(primary.account(), request.replicaRegion(), primary.id());
      KeyPolicies.refuseLockout(call, arn, policy, ofNewReplica(primary, request));
    }
    return policy.text();
  }

  private static boolean bypasses(ReplicateKeyRequest request) {
    return Boolean.TRUE.equals(request.bypassPolicyLockoutSafetyCheck());
  }

  private static void noteDefaults(Call call, ReplicateKeyRequest request) {
    call.trail()
        .parameter("description", request.description() == null ? "" : request.description())
        .parameter("bypassPolicyLockoutSafetyCheck", bypasses(request));
  }

  /** The replica's region records a CreateKey. */
  private static void noteCreation(
      Call call, ReplicateKeyRequest request, KeyRecord replica, String policy) {
    KeyTraits traits = replica.traits();
    CreateKeyRequest shown =
        CreateKeyRequest.builder()
            .policy(request.policy() == null ? null : policy)
            .description(replica.description())
            .keyUsage(traits.usage())
            .customerMasterKeySpec(traits.spec())
            .keySpec(traits.spec())
            .origin(traits.origin())
            .bypassPolicyLockoutSafetyCheck(bypasses(request))
            .tags(request.hasTags() ? request.tags() : List.of())
            .multiRegion(true)
            .build();
    call.trail()
        .elsewhere(
            new TrailNotes.Elsewhere(
                replica.region(),
                "CreateKey",
                shown,
                CreateKeyResponse.builder().keyMetadata(Keys.metadata(replica)).build(),
                List.of(KeyAccess.resource(replica))));
  }
}
