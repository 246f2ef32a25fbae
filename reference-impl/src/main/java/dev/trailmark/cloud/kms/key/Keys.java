package dev.trailmark.cloud.kms.key;

import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyCustody;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.kms.model.Replicas;
import dev.trailmark.cloud.kms.request.KmsArns;
import dev.trailmark.cloud.kms.request.Paging;
import dev.trailmark.cloud.operation.Call;
import java.util.List;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionResponse;

/** Keys themselves: described, listed. */
public final class Keys {
  private static final int PAGE = 100;

  private Keys() {}

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
        KeyUse.of(call).key().record(),
        key -> KeyStates.notPendingDeletion(key).describedAs(request.description()));
    return UpdateKeyDescriptionResponse.builder().build();
  }

  /** A key as CreateKey and DescribeKey show it. */
  public static KeyMetadata metadata(KeyRecord key) {
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
        : current.expirationModel();
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
