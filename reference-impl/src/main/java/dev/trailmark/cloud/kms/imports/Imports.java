package dev.trailmark.cloud.kms.imports;

import dev.trailmark.cloud.crypto.EncodedPair;
import dev.trailmark.cloud.crypto.GivenPairs;
import dev.trailmark.cloud.crypto.KeyWrapping;
import dev.trailmark.cloud.crypto.MacAlgorithm;
import dev.trailmark.cloud.crypto.PairSpec;
import dev.trailmark.cloud.kms.access.UsageCheck;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.lookup.KeyView;
import dev.trailmark.cloud.kms.model.ImportParameters;
import dev.trailmark.cloud.kms.model.KeyForm;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.model.Material;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.kms.model.Materials;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;

/**
 * Imported key material. A token is valid for a day and for its key alone; it may be used more than
 * once. The id of a material follows from key and material, so that it is known again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html">Importing
 *     key material</a>
 */
public final class Imports {
  private static final Duration TOKEN_LIFE = Duration.ofDays(1);
  private static final int TOKEN_ID_DIGITS = 64;

  private Imports() {}

  static GetParametersForImportResponse parameters(
      Call call, GetParametersForImportRequest request) {
    KeyView seen = KeyUse.of(call).key();
    importable(seen.record());
    PairSpec spec = PairSpec.valueOf(request.wrappingKeySpecAsString());
    KeyWrapping wrapping = KeyWrapping.valueOf(request.wrappingAlgorithmAsString());
    KeyForm form = seen.record().traits().form();
    if (!wrapping.takes(spec, form.pair())) {
      throw KmsError.VALIDATION.because(
          "Wrapping algorithm %s and wrapping key spec %s cannot be used to import a %s key.",
          wrapping, spec, form);
    }
    EncodedPair pair = spec.generate(call.ids().secureRandom());
    Instant validTo = call.time().plus(TOKEN_LIFE).truncatedTo(ChronoUnit.MILLIS);
    String token = call.ids().hex(TOKEN_ID_DIGITS);
    KmsTables.update(
        call,
        seen.account(),
        transaction -> {
          forgetExpired(transaction, seen.record(), call.time());
          transaction.put(
              KmsTables.IMPORTS,
              seen.record().address() + "/" + token,
              new ImportParameters(wrapping.name(), pair.privateKey(), validTo));
          return token;
        });
    return GetParametersForImportResponse.builder()
        .keyId(seen.arn())
        .importToken(SdkBytes.fromUtf8String(token))
        .publicKey(SdkBytes.fromByteArrayUnsafe(pair.publicKey()))
        .parametersValidTo(validTo)
        .build();
  }

  static ImportKeyMaterialResponse importMaterial(Call call, ImportKeyMaterialRequest request) {
    KeyView seen = KeyUse.of(call).key();
    importable(seen.record());
    ImportRules.checkMembers(seen.record(), request);
    Instant validTo = ImportRules.validTo(call, request);
    Material material = unwrapped(call, seen.record(), request);
    String id = materialId(seen.record(), material);
    if (request.keyMaterialId() != null && !request.keyMaterialId().equals(id)) {
      throw ImportRules.unexpected(request.keyMaterialId());
    }
    KmsTables.update(
        call,
        seen.account(),
        transaction -> {
          KeyRecord key =
              importable(KmsTables.newest(transaction, seen.record().address(), seen.arn()));
          KeyRecord next = with(key, id, validTo, request);
          Materials.put(transaction, key, id, material);
          KmsTables.put(transaction, next);
          return next;
        });
    return ImportKeyMaterialResponse.builder()
        .keyId(seen.arn())
        .keyMaterialId(seen.record().traits().symmetric() ? id : null)
        .build();
  }

  static DeleteImportedKeyMaterialResponse delete(
      Call call, DeleteImportedKeyMaterialRequest request) {
    KeyView seen = KeyUse.of(call).key();
    String asked = request.keyMaterialId();
    KeyRecord before = KeyStates.notCreating(KeyStates.notUpdating(external(seen.record())));
    String id = asked == null ? before.currentMaterialId() : asked;
    if (asked != null && before.materials().stream().noneMatch(m -> m.id().equals(asked))) {
      throw KmsError.VALIDATION.because(
          "Key material (id: %s) has never been imported into KMS key %s.", asked, seen.arn());
    }
    if (id != null) {
      KmsTables.update(
          call,
          seen.account(),
          transaction -> {
            KeyRecord key = KmsTables.newest(transaction, seen.record().address(), seen.arn());
            KeyRecord next = without(transaction, key, id);
            KmsTables.put(transaction, next);
            return next;
          });
    }
    return DeleteImportedKeyMaterialResponse.builder()
        .keyId(seen.arn())
        .keyMaterialId(before.traits().symmetric() ? id : null)
        .build();
  }

  /** The key after one of its materials is gone; removes the secret, but does not put the key. */
  public static KeyRecord without(Transaction transaction, KeyRecord key, String id) {
    List<MaterialEntry> materials = new ArrayList<>();
    boolean waited = false;
    for (MaterialEntry material : key.materials()) {
      if (!material.id().equals(id)) {
        materials.add(material);
      } else if (material.pending()) {
        waited = true;
        Materials.remove(transaction, key, id);
        if (key.replica()) {
          materials.add(material.lost());
        }
      } else {
        Materials.lose(transaction, key, id);
        materials.add(material.lost());
      }
    }
    KeyStatus status = waited || key.status().leaving() ? key.status() : KeyStatus.PENDING_IMPORT;
    return key.change().materials(materials).status(status).done();
  }

  private static KeyRecord external(KeyRecord key) {
    if (!key.traits().origin().equals(KeyTraits.EXTERNAL)) {
      throw UsageCheck.wrongOrigin(key);
    }
    return key;
  }

  private static KeyRecord importable(KeyRecord key) {
    return KeyStates.notCreating(KeyStates.notPendingDeletion(external(key)));
  }

  private static void forgetExpired(Transaction transaction, KeyRecord key, Instant now) {
    List.copyOf(transaction.range(KmsTables.IMPORTS, key.address() + "/").entrySet()).stream()
        .filter(entry -> !entry.getValue().validTo().isAfter(now))
        .forEach(entry -> transaction.remove(KmsTables.IMPORTS, entry.getKey()));
  }

  private static Material unwrapped(Call call, KeyRecord key, ImportKeyMaterialRequest request) {
    String token =
        new String(request.importToken().asByteArrayUnsafe(), StandardCharsets.ISO_8859_1);
    ImportParameters parameters = call.state().get(KmsTables.IMPORTS, key.address() + "/" + token);
    if (parameters == null) {
      throw KmsError.INVALID_IMPORT_TOKEN.fail();
    }
    if (!parameters.validTo().isAfter(call.time())) {
      throw KmsError.EXPIRED_IMPORT_TOKEN.fail();
    }
    byte[] bytes =
        KeyWrapping.valueOf(parameters.wrapping())
            .unwrap(parameters.privateKey(), request.encryptedKeyMaterial().asByteArrayUnsafe());
    if (bytes == null) {
      throw KmsError.INVALID_CIPHERTEXT.fail();
    }
    Material material = material(key.traits().form(), bytes);
    if (material == null) {
      throw KmsError.INVALID_CIPHERTEXT.fail(); // which says no more of material that does not fit
    }
    return material;
  }

  private static Material material(KeyForm form, byte[] bytes) {
    if (form.pair() == null) {
      return bytes.length == form.secretLength() ? new Material(bytes, null) : null;
    }
    EncodedPair pair = GivenPairs.of(form.pair(), bytes); // which encodes it anew
    Arrays.fill(bytes, (byte) 0);
    return pair == null ? null : new Material(pair.privateKey(), pair.publicKey());
  }

  /** What cannot be undone: nobody learns the material from its id. */
  private static String materialId(KeyRecord key, Material material) {
    return HexFormat.of()
        .formatHex(
            MacAlgorithm.HMAC_SHA_256.code(
                material.secret(), key.id().getBytes(StandardCharsets.UTF_8)));
  }

  private static KeyRecord with(
      KeyRecord key, String id, Instant validTo, ImportKeyMaterialRequest request) {
    List<MaterialEntry> materials = new ArrayList<>(key.materials());
    int known = -1;
    for (int i = 0; i < materials.size(); i++) {
      known = materials.get(i).id().equals(id) ? i : known;
    }
    boolean asNew =
        request.importType() == null
            ? materials.isEmpty()
            : request.importTypeAsString().equals(ImportRules.NEW);
    String description = request.keyMaterialDescription();
    if (known >= 0 && !asNew) {
      materials.set(known, materials.get(known).back(validTo, description));
      return imported(key, materials);
    }
    ImportRules.checkNew(key, id, known >= 0, asNew);
    materials.add(MaterialEntry.imported(id, !materials.isEmpty(), validTo, description));
    return imported(key, materials);
  }

  /** A key is enabled by an import after which its material is complete, disabled or not. */
  private static KeyRecord imported(KeyRecord key, List<MaterialEntry> materials) {
    boolean complete =
        materials.stream().allMatch(material -> material.present() || material.pending());
    boolean waits = key.status() == KeyStatus.PENDING_IMPORT || key.status() == KeyStatus.DISABLED;
    KeyStatus status = waits && complete ? KeyStatus.ENABLED : key.status();
    return key.change().materials(materials).status(status).done();
  }
}
