package dev.trailmark.cloud.kms.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStatus;
import dev.trailmark.cloud.kms.model.MaterialEntry;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeleteImportedKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetParametersForImportRequest;
import software.amazon.awssdk.services.kms.model.GetParametersForImportResponse;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialRequest;
import software.amazon.awssdk.services.kms.model.ImportKeyMaterialResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;

/**
 * Many callers change one key's material at once: rotate it on demand, import new material, delete
 * the first and bring it back, while it expires under their hands. In the end the key has what a
 * model foretells that counts the calls that succeeded, every ciphertext opens, and no reader saw a
 * key that is enabled without all of its material.
 */
class ParallelMaterialTest {
  private static final int WRITERS = 6;
  private static final int STEPS = 20;
  private static final int MOST_ROTATIONS = 25;
  private static final long SEED = 20261129;

  /** What one caller did; only that caller's thread changes it. */
  private static final class Done {
    final Map<SdkBytes, String> ciphertexts = new HashMap<>();
    final Set<String> imported = new HashSet<>();
    final Set<String> tags = new HashSet<>();
    int rotations;
  }

  /** What a caller does with a key, step by step. */
  private interface Step {
    void take(Done mine, int writer, int step, Random random);
  }

  private KmsFixture kms;
  private KeyMetadata key;
  private PublicKey wrappingKey;
  private SdkBytes token;

  /** How the first material was brought last; only the first caller's thread changes it. */
  private Instant firstValidTo;

  private boolean firstDeleted;

  @Test
  void noRotationIsLostAndNoneIsOverTheLimit() throws Exception {
    kms = new KmsFixture();
    key = kms.createKey();

    List<Done> all = everybody(this::rotateOrUse);

    Set<String> tags = new HashSet<>();
    all.forEach(done -> tags.addAll(done.tags));
    assertThat(sum(all)).as("rotations that succeeded").isEqualTo(MOST_ROTATIONS);
    assertThat(materials()).hasSize(1 + MOST_ROTATIONS);
    assertThat(materials())
        .extracting(RotationsListEntry::keyMaterialStateAsString)
        .containsOnlyOnce("CURRENT");
    assertThat(materials())
        .extracting(RotationsListEntry::keyMaterialId)
        .doesNotHaveDuplicates()
        .contains(key.currentKeyMaterialId());
    assertThat(kms.published(key).tags().keySet()).isEqualTo(tags);
    assertEverythingOpens(all);
    kms.close();
  }

  private void rotateOrUse(Done mine, int writer, int step, Random random) {
    switch (random.nextInt(3)) {
      case 0, 1 -> rotate(mine, "LimitExceededException");
      default -> tag(mine, "writer-" + writer + "-" + step % 5);
    }
    use(mine, "writer " + writer + " step " + step);
  }

  @Test
  void noImportIsLostInMemory() throws Exception {
    importing(Stores.inMemory());
    kms.close();
  }

  @Test
  void noImportIsLostOnDisk(@TempDir Path directory) throws Exception {
    List<Done> all = importing(Stores.onDisk(directory));
    List<RotationsListEntry> before = materials();
    kms.close();

    kms = new KmsFixture(Stores.onDisk(directory));
    assertThat(materials()).isEqualTo(before);
    assertEverythingOpens(all);
    kms.close();
  }

  private List<Done> importing(Store store) throws Exception {
    kms = new KmsFixture(store);
    CreateKeyResponse made =
        call("CreateKey", CreateKeyRequest.builder().origin("EXTERNAL").build());
    key = made.keyMetadata();
    GetParametersForImportResponse parameters =
        call(
            "GetParametersForImport",
            GetParametersForImportRequest.builder()
                .keyId(key.keyId())
                .wrappingAlgorithm("RSAES_OAEP_SHA_256")
                .wrappingKeySpec("RSA_2048")
                .build());
    token = parameters.importToken();
    wrappingKey =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(parameters.publicKey().asByteArray()));
    String first = bring(importOf(0, null).build());

    List<Done> all = everybody(this::importRotateOrUse);
    kms.pass(Duration.ofHours(1));

    Set<String> ids = new HashSet<>(Set.of(first));
    all.forEach(done -> ids.addAll(done.imported));
    List<RotationsListEntry> materials = materials();
    assertThat(materials)
        .extracting(RotationsListEntry::keyMaterialId)
        .containsExactlyInAnyOrderElementsOf(ids);
    long waiting =
        materials.stream()
            .filter(entry -> entry.keyMaterialStateAsString().equals("PENDING_ROTATION"))
            .count();
    assertThat(ids.size() - 1 - sum(all))
        .as("imported, not yet rotated to")
        .isEqualTo((int) waiting);
    assertThat(waiting).isLessThanOrEqualTo(1);
    boolean gone = firstDeleted || firstValidTo != null;
    assertThat(materials.get(0).importStateAsString())
        .as("the first, deleted %s, valid to %s", firstDeleted, firstValidTo)
        .isEqualTo(gone ? "PENDING_IMPORT" : "IMPORTED");
    assertThat(kms.published(key).status())
        .isEqualTo(gone ? KeyStatus.PENDING_IMPORT : KeyStatus.ENABLED);
    bring(importOf(0, null).keyMaterialId(first).build());
    assertThat(kms.published(key).status()).isEqualTo(KeyStatus.ENABLED);
    assertEverythingOpens(all);
    return all;
  }

  private void importRotateOrUse(Done mine, int writer, int step, Random random) {
    if (writer == 0) {
      loseOrBringBack(random);
      return;
    }
    switch (random.nextInt(4)) {
      case 0, 1 -> importNew(mine, 1000 * writer + step);
      case 2 -> rotate(mine, "LimitExceededException");
      default -> {}
    }
    use(mine, "writer " + writer + " step " + step);
  }

  private void importNew(Done mine, int filling) {
    ImportKeyMaterialRequest request =
        importOf(filling, null).importType("NEW_KEY_MATERIAL").build();
    tried("ImportKeyMaterial", request, Set.of(), made -> mine.imported.add(materialId(made)));
  }

  /**
   * The first caller's part: the material that every key of this test begins with, and the time in
   * which it expires.
   */
  private void loseOrBringBack(Random random) {
    int choice = random.nextInt(4);
    if (choice == 0) {
      kms.pass(Duration.ofMinutes(45));
      return;
    }
    if (choice == 1) {
      call(
          "DeleteImportedKeyMaterial",
          DeleteImportedKeyMaterialRequest.builder()
              .keyId(key.keyId())
              .keyMaterialId(materials().get(0).keyMaterialId())
              .build());
      firstDeleted = true;
      return;
    }
    firstValidTo = random.nextBoolean() ? kms.now().plus(Duration.ofMinutes(30)) : null;
    bring(importOf(0, firstValidTo).build());
    firstDeleted = false;
  }

  private void rotate(Done mine, String... refusals) {
    tried(
        "RotateKeyOnDemand",
        RotateKeyOnDemandRequest.builder().keyId(key.keyId()).build(),
        Set.of(refusals),
        made -> mine.rotations++);
  }

  private void tag(Done mine, String name) {
    call(
        "TagResource",
        TagResourceRequest.builder()
            .keyId(key.keyId())
            .tags(Tag.builder().tagKey(name).tagValue("").build())
            .build());
    mine.tags.add(name);
  }

  private void use(Done mine, String text) {
    EncryptRequest request =
        EncryptRequest.builder()
            .keyId(key.keyId())
            .plaintext(SdkBytes.fromUtf8String(text))
            .build();
    tried(
        "Encrypt",
        request,
        Set.of(),
        made -> mine.ciphertexts.put(((EncryptResponse) made).ciphertextBlob(), text));
  }

  /** Calls; whatever is refused is so for the state that the key's material was in. */
  private void tried(
      String operation,
      SdkPojo request,
      Set<String> refusals,
      java.util.function.Consumer<SdkPojo> then) {
    try {
      then.accept(call(operation, request));
    } catch (ServiceException e) {
      Set<String> expected = new HashSet<>(refusals);
      expected.add("KMSInvalidStateException");
      assertThat(expected).as("%s: %s", operation, e.getMessage()).contains(e.code());
    }
  }

  private List<Done> everybody(Step step) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
    AtomicBoolean finished = new AtomicBoolean();
    try {
      Future<Integer> reader = threads.submit(() -> readUntil(finished));
      List<Callable<Done>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        writers.add(() -> write(step, writer));
      }
      List<Done> all = new ArrayList<>();
      for (Future<Done> done : threads.invokeAll(writers)) {
        all.add(done.get());
      }
      finished.set(true);
      assertThat(reader.get()).as("readings").isPositive();
      return all;
    } finally {
      finished.set(true);
      threads.shutdownNow();
    }
  }

  private static Done write(Step step, int writer) {
    Random random = new Random(SEED + writer);
    Done mine = new Done();
    for (int i = 0; i < STEPS; i++) {
      step.take(mine, writer, i, random);
    }
    return mine;
  }

  /** Reads without pause; gives how often. */
  private int readUntil(AtomicBoolean finished) {
    int readings = 0;
    while (!finished.get() || readings == 0) {
      KeyRecord record = kms.published(key);
      boolean complete =
          record.current() != null
              && record.materials().stream().allMatch(m -> m.present() || m.pending());
      assertThat(record.status() == KeyStatus.ENABLED)
          .as("enabled with all of its material, or neither: %s", record)
          .isEqualTo(complete);
      assertThat(record.materials().stream().filter(MaterialEntry::pending).count())
          .isLessThanOrEqualTo(1);
      readings++;
    }
    return readings;
  }

  private void assertEverythingOpens(List<Done> all) {
    for (Done done : all) {
      done.ciphertexts.forEach(
          (blob, text) -> {
            DecryptResponse opened =
                call("Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build());
            assertThat(opened.plaintext().asUtf8String()).isEqualTo(text);
          });
    }
    assertThat(all.stream().mapToInt(done -> done.ciphertexts.size()).sum()).isPositive();
  }

  private static int sum(List<Done> all) {
    return all.stream().mapToInt(done -> done.rotations).sum();
  }

  private List<RotationsListEntry> materials() {
    ListKeyRotationsResponse found =
        call(
            "ListKeyRotations",
            ListKeyRotationsRequest.builder()
                .keyId(key.keyId())
                .includeKeyMaterial("ALL_KEY_MATERIAL")
                .limit(1000)
                .build());
    return found.rotations();
  }

  private ImportKeyMaterialRequest.Builder importOf(int filling, Instant validTo) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) filling);
    secret[0] = (byte) (filling >> 8);
    return ImportKeyMaterialRequest.builder()
        .keyId(key.keyId())
        .importToken(token)
        .encryptedKeyMaterial(SdkBytes.fromByteArray(wrapped(secret)))
        .expirationModel(validTo == null ? "KEY_MATERIAL_DOES_NOT_EXPIRE" : "KEY_MATERIAL_EXPIRES")
        .validTo(validTo);
  }

  private byte[] wrapped(byte[] secret) {
    try {
      Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          wrappingKey,
          new OAEPParameterSpec(
              "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
      return cipher.doFinal(secret);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String bring(ImportKeyMaterialRequest request) {
    return materialId(call("ImportKeyMaterial", request));
  }

  private static String materialId(SdkPojo imported) {
    return ((ImportKeyMaterialResponse) imported).keyMaterialId();
  }

  private <O extends SdkPojo> O call(String operation, SdkPojo request) {
    return kms.call(kms.admin, operation, request);
  }
}
