package dev.trailmark.cloud.kms.key;

import dev.trailmark.cloud.kms.keystore.KeyStores;
import dev.trailmark.cloud.kms.model.KeyCustody;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyStoreRecord;
import dev.trailmark.cloud.kms.model.NewKeys;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;

/** Which keys can be made in which custom key store. */
final class KeyPlacement {
  private KeyPlacement() {}

  /** Where a request wants the key; {@code null} when not in a custom key store. */
  static KeyCustody custody(CreateKeyRequest request, KeyForm form) {
    String origin = request.originAsString();
    boolean external = KeyStoreRecord.EXTERNAL.equals(origin);
    boolean custom = external || KeyStoreRecord.CLOUD_HSM.equals(origin);
    if (custom != (request.customKeyStoreId() != null)) {
      throw KmsError.VALIDATION.because(
          "CustomKeyStoreId is required when Origin is AWS_CLOUDHSM or EXTERNAL_KEY_STORE and is"
              + " not valid otherwise.");
    }
    if (external != (request.xksKeyId() != null)) {
      throw KmsError.VALIDATION.because(
          "XksKeyId is required when Origin is EXTERNAL_KEY_STORE and is not valid otherwise.");
    }
    if (!custom) {
      return null;
    }
    if (!form.symmetric() || Boolean.TRUE.equals(request.multiRegion())) {
      throw KmsError.UNSUPPORTED.because(
          "Custom key stores have single-Region symmetric encryption keys only.");
    }
    return new KeyCustody(request.customKeyStoreId(), null, request.xksKeyId());
  }

  /** A draft in its key store, which must be connected. */
  static NewKeys.Draft placed(Call call, Transaction transaction, NewKeys.Draft draft) {
    KeyCustody custody = draft.traits().custody();
    if (custody == null) {
      return draft;
    }
    KeyStoreRecord store = KeyStores.find(call, transaction, custody.store());
    if (!store.type().equals(draft.traits().origin())) {
      throw KmsError.VALIDATION.because(
          "Origin %s does not go with a custom key store of type %s.",
          draft.traits().origin(), store.type());
    }
    KeyStores.connected(call, transaction, custody.store());
    boolean taken =
        custody.externalKey() != null
            && KeyStores.keysIn(transaction, store)
                .anyMatch(
                    key -> custody.externalKey().equals(key.traits().custody().externalKey()));
    if (taken) {
      throw KmsError.XKS_KEY_IN_USE.because(
          "The external key %s is already in use in %s.", custody.externalKey(), store.id());
    }
    return draft.with(draft.traits().on(store.cluster()));
  }
}
