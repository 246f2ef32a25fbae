package dev.trailmark.cloud.kms;

import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** Keys themselves: made, described, listed. */
final class Keys {
  private static final int MATERIAL_ID_DIGITS = 64;
  private static final int PAGE = 100;
  private static final int MOST_IN_REGION = 100_000;

  private Keys() {}

  /**
   * A key about to be made.
   *
   * @param account the owner
   * @param description free text, may be empty
   * @param policy the key policy's text
   * @param material what the key works with, made before anything is locked; {@code null} when it
   *     is to be imported
   */
  record Draft(
      String account,
      KeyTraits traits,
      String description,
      String policy,
      Map<String, String> tags,
      Material material) {

    /** The same with other traits. */
    Draft with(KeyTraits other) {
      return new Draft(account, other, description, policy, tags, material);
    }
  }

  /**
   * Refuses another key where an account has as many as it may. AWS managed keys do not count,
   * replicas and keys pending deletion do.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html">Resource
   *     quotas</a>
   */
  static void requireRoom(State state, String account, String region) {
    long known =
        state.range(KmsTables.KEYS, KmsTables.partition(account, region)).values().stream()
            .filter(key -> !key.traits().equals(KeyTraits.awsManaged()))
            .count();
    if (known >= MOST_IN_REGION) {
      throw KmsError.LIMIT_EXCEEDED.because(
          "An account can have at most %d KMS keys in a Region.", MOST_IN_REGION);
    }
  }

  /** Makes a key. */
  static KeyRecord make(Call call, Transaction transaction, Draft draft) {
    String materialId = call.ids().hex(MATERIAL_ID_DIGITS);
    KeyRecord key =
        new KeyRecord(
            draft.account(),
            call.region(),
            draft.traits().multiRegion() ? KeyIds.multiRegion(call.ids()) : call.ids().uuid(),
            call.time(),
            draft.traits(),
            draft.material() == null ? List.of() : List.of(MaterialEntry.first(materialId)),
            null,
            draft.description(),
            draft.material() == null ? KeyStatus.PENDING_IMPORT : KeyStatus.ENABLED,
            null,
            draft.traits().multiRegion() ? Regionality.ofPrimary(call.region()) : null,
            draft.policy(),
            List.of(),
            draft.tags());
    KmsTables.put(transaction, key);
    if (draft.material() != null) {
      Materials.put(transaction, key, materialId, draft.material());
    }
    return key;
  }

  static DescribeKeyResponse describe(Call call, DescribeKeyRequest request) {
    return DescribeKeyResponse.builder()
        .keyMetadata(metadata(KeyUse.of(call).key().record()))
        .build();
  }

  static ListKeysResponse list(Call call, ListKeysRequest request) {
    String account = KmsArns.accountOf(call);
    Paging.Page<KeyRecord> page =
        Paging.of(request.limit(), PAGE, request.marker())
            .over(
                call.state().range(KmsTables.KEYS, KmsTables.partition(account, call.region())),
                KmsTables.partition(account, call.region()),
                key -> !key.goneAt(call.time()));
    return ListKeysResponse.builder()
        .keys(
            page.items().stream()
                .map(key -> KeyListEntry.builder().keyId(key.id()).keyArn(key.arn()).build())
                .toList())
        .truncated(page.truncated())
        .nextMarker(page.nextMarker())
        .build();
  }

  static UpdateKeyDescriptionResponse updateDescription(
      Call call, UpdateKeyDescriptionRequest request) {
    KmsTables.change(
        call,
        KeyUse.of(call).key(),
        key -> KeyStates.notPendingDeletion(key).describedAs(request.description()));
    return UpdateKeyDescriptionResponse.builder().build();
  }

  /** A key as CreateKey and DescribeKey show it. */
  static KeyMetadata metadata(KeyRecord key) {
    KeyTraits traits = key.traits();
    KeyMetadata.Builder metadata = KeyMetadata.builder();
    algorithms(traits, metadata);
    custody(traits.custody(), metadata);
    return metadata
        .awsAccountId(key.account())
        .keyId(key.id())
        .arn(key.arn())
        .creationDate(key.created())
        .enabled(key.status() == KeyStatus.ENABLED)
        .description(key.description())
        .keyUsage(traits.usage())
        .keyState(key.status().shown())
        .deletionDate(key.deletionDate())
        .origin(traits.origin())
        .keyManager(traits.manager())
        .customerMasterKeySpec(traits.spec())
        .keySpec(traits.spec())
        .multiRegion(traits.multiRegion())
        .multiRegionConfiguration(Replicas.configuration(key))
        .pendingDeletionWindowInDays(key.regions() == null ? null : key.regions().waitingDays())
        .currentKeyMaterialId(shownMaterial(key))
        .expirationModel(expirationModel(key))
        .validTo(key.current() == null ? null : key.current().validTo())
        .build();
  }

  /** A replica in the making does not tell its material yet. */
  private static String shownMaterial(KeyRecord key) {
    return key.traits().showsMaterial() && key.status() != KeyStatus.CREATING
        ? key.currentMaterialId()
        : null;
  }

  /** What is said of imported material while it is there. */
  private static String expirationModel(KeyRecord key) {
    MaterialEntry current = key.current();
    return current == null || !current.imported() || !current.present()
        ? null
        : Imports.expirationModel(current);
  }

  private static void custody(KeyCustody custody, KeyMetadata.Builder metadata) {
    if (custody == null) {
      return;
    }
    metadata.customKeyStoreId(custody.store()).cloudHsmClusterId(custody.cluster());
    if (custody.externalKey() != null) {
      metadata.xksKeyConfiguration(key -> key.id(custody.externalKey()));
    }
  }

  private static void algorithms(KeyTraits traits, KeyMetadata.Builder metadata) {
    List<String> algorithms = traits.algorithms();
    switch (traits.usage()) {
      case KeyForm.SIGNING -> metadata.signingAlgorithmsWithStrings(algorithms);
      case KeyForm.MAC -> metadata.macAlgorithmsWithStrings(algorithms);
      case KeyForm.AGREEMENT -> metadata.keyAgreementAlgorithmsWithStrings(algorithms);
      case KeyForm.ENCAPSULATION -> metadata.encapsulationAlgorithmsWithStrings(algorithms);
      default -> metadata.encryptionAlgorithmsWithStrings(algorithms);
    }
  }
}
