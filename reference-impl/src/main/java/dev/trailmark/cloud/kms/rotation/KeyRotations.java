package dev.trailmark.cloud.kms.rotation;

import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.kms.model.Replicas;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Paging;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.State;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/**
 * ListKeyRotations: the materials of a key, newest last.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html">ListKeyRotations</a>
 */
final class KeyRotations {
  private static final String ALL = "ALL_KEY_MATERIAL";
  private static final int PAGE = 100;

  private KeyRotations() {}

  static ListKeyRotationsResponse list(Call call, ListKeyRotationsRequest request) {
    KeyRecord key = KeyUse.of(call).key().record();
    if (request.includeKeyMaterial() != null && !key.traits().symmetric()) {
      throw KmsError.VALIDATION.because(
          "Input parameter includeKeyMaterial can only be used with symmetric keys.");
    }
    if (key.traits().custody() != null) {
      throw KmsError.UNSUPPORTED.fail();
    }
    boolean all = ALL.equals(request.includeKeyMaterialAsString());
    TreeMap<String, MaterialEntry> inOrder = new TreeMap<>();
    for (MaterialEntry material : key.materials()) {
      inOrder.put(String.format(java.util.Locale.ROOT, "%06d", inOrder.size()), material);
    }
    Paging.Page<MaterialEntry> page =
        Paging.of(request.limit(), PAGE, request.marker())
            .over(inOrder, "", material -> all || material.rotatedAt() != null);
    return ListKeyRotationsResponse.builder()
        .rotations(
            page.items().stream().map(material -> entry(call.state(), key, material)).toList())
        .truncated(page.truncated())
        .nextMarker(page.nextMarker())
        .build();
  }

  private static RotationsListEntry entry(State state, KeyRecord key, MaterialEntry material) {
    RotationsListEntry.Builder entry =
        RotationsListEntry.builder()
            .keyId(key.arn())
            .keyMaterialId(material.id())
            .keyMaterialState(state(state, key, material))
            .rotationDate(material.rotatedAt())
            .rotationType(material.rotationType());
    if (material.imported()) {
      entry
          .keyMaterialDescription(material.description())
          .importState(material.present() ? "IMPORTED" : "PENDING_IMPORT")
          .expirationModel(material.present() ? material.expirationModel() : null)
          .validTo(material.validTo());
    }
    return entry.build();
  }

  private static String state(State state, KeyRecord key, MaterialEntry material) {
    if (material.pending()) {
      return Replicas.everywhere(state, key, material.id())
          ? "PENDING_ROTATION"
          : "PENDING_MULTI_REGION_IMPORT_AND_ROTATION";
    }
    return material.id().equals(key.currentMaterialId()) ? "CURRENT" : "NON_CURRENT";
  }
}
