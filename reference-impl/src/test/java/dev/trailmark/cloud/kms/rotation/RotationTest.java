package dev.trailmark.cloud.kms.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Seeds;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

class RotationTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();

  @Test
  void aKeyRotatesWhenItsPeriodIsOverAndOldCiphertextsStillOpen() {
    KeyMetadata key = kms.createKey();
    SdkBytes before = encrypt(key, "before");
    enable(key, 90);
    Instant due = kms.now().plus(Duration.ofDays(90));
    assertThat(status(key).nextRotationDate()).isEqualTo(due);
    assertThat(status(key).rotationPeriodInDays()).isEqualTo(90);

    kms.pass(Duration.ofDays(90));

    String current = describe(key).currentKeyMaterialId();
    assertThat(current).isNotEqualTo(key.currentKeyMaterialId());
    assertThat(status(key).nextRotationDate()).isEqualTo(due.plus(Duration.ofDays(90)));
    assertThat(decrypt(before).keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(decrypt(before).plaintext().asUtf8String()).isEqualTo("before");
    assertThat(decrypt(encrypt(key, "after")).keyMaterialId()).isEqualTo(current);
    ServiceEvent event = kms.happened().get(0);
    assertThat(event.name()).isEqualTo("RotateKey");
    assertThat(event.time()).isEqualTo(due);
    assertThat(event.details())
        .isEqualTo(
            Map.of(
                "rotationType",
                "AUTOMATIC",
                "keyOrigin",
                "AWS_KMS",
                "previousKeyMaterialId",
                key.currentKeyMaterialId(),
                "currentKeyMaterialId",
                current,
                "keyId",
                key.keyId()));
  }

  @Test
  void missedRotationsAreMadeUpForOneByOne() {
    KeyMetadata key = kms.createKey();
    enable(key, null);

    kms.pass(Duration.ofDays(3 * 365 + 1));

    assertThat(rotations(key, null).rotations())
        .extracting(RotationsListEntry::rotationTypeAsString)
        .containsExactly("AUTOMATIC", "AUTOMATIC", "AUTOMATIC");
    assertThat(kms.happened()).hasSize(3);
  }

  @Test
  void anAwsManagedKeyRotatesEveryYear() {
    DescribeKeyResponse made =
        kms.call(
            kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId("alias/aws/s3").build());
    KeyMetadata key = made.keyMetadata();
    assertThat(status(key).keyRotationEnabled()).isTrue();

    kms.pass(Duration.ofDays(366));

    assertThat(describe(key).currentKeyMaterialId()).isNotEqualTo(key.currentKeyMaterialId());
    assertThat(rotations(key, null).rotations()).hasSize(1);
  }

  @Test
  void aDisabledKeyRotatesOnceItIsEnabledAgain() {
    KeyMetadata key = kms.createKey();
    enable(key, 90);
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());

    kms.pass(Duration.ofDays(91));
    assertThat(describe(key).currentKeyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    kms.call(kms.admin, "EnableKey", EnableKeyRequest.builder().keyId(key.keyId()).build());
    kms.pass(Duration.ofSeconds(1));

    assertThat(describe(key).currentKeyMaterialId()).isNotEqualTo(key.currentKeyMaterialId());
  }

  @Test
  void withoutRotationTheStatusSaysNoMoreThanThat() {
    KeyMetadata key = kms.createKey();
    enable(key, 90);
    kms.call(
        kms.admin,
        "DisableKeyRotation",
        DisableKeyRotationRequest.builder().keyId(key.keyId()).build());

    assertThat(status(key))
        .isEqualTo(
            GetKeyRotationStatusResponse.builder()
                .keyId(key.arn())
                .keyRotationEnabled(false)
                .build());
    kms.pass(Duration.ofDays(1000));
    assertThat(describe(key).currentKeyMaterialId()).isEqualTo(key.currentKeyMaterialId());
  }

  @Test
  void thePeriodIsFrom90To2560Days() {
    KeyMetadata key = kms.createKey();

    for (int days : new int[] {89, 2561}) {
      assertThat(
              kms.refusal(
                  kms.admin,
                  "EnableKeyRotation",
                  EnableKeyRotationRequest.builder()
                      .keyId(key.keyId())
                      .rotationPeriodInDays(days)
                      .build()))
          .hasMessageStartingWith(
              "1 validation error detected: Value '%d' at 'rotationPeriodInDays' failed"
                  .formatted(days))
          .extracting("code")
          .isEqualTo("ValidationException");
    }
  }

  @Test
  void aKeyRotatesOnDemandUpTo25Times() {
    KeyMetadata key = kms.createKey();
    for (int i = 0; i < 25; i++) {
      RotateKeyOnDemandResponse answer = kms.call(kms.admin, "RotateKeyOnDemand", onDemand(key));
      assertThat(answer.keyId()).isEqualTo(key.arn());
    }

    assertThat(kms.refusal(kms.admin, "RotateKeyOnDemand", onDemand(key)))
        .hasMessage(
            "The on-demand rotations limit has been reached for the given keyId. No more on-demand"
                + " rotations can be performed for this key: "
                + key.arn())
        .extracting("code")
        .isEqualTo("LimitExceededException");
    assertThat(kms.lastCall().trail().others()).isEmpty();
  }

  @Test
  void onlyEnabledSymmetricKeysRotate() {
    KeyMetadata pair = kms.createKey("ECC_NIST_P256", "SIGN_VERIFY");
    assertThat(kms.refusal(kms.admin, "RotateKeyOnDemand", onDemand(pair)))
        .hasMessage(null)
        .extracting("code")
        .isEqualTo("UnsupportedOperationException");
    assertThat(
            kms.refusal(
                    kms.admin,
                    "EnableKeyRotation",
                    EnableKeyRotationRequest.builder().keyId(pair.keyId()).build())
                .code())
        .isEqualTo("UnsupportedOperationException");
    KeyMetadata key = kms.createKey();
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());
    assertThat(kms.refusal(kms.admin, "RotateKeyOnDemand", onDemand(key)))
        .hasMessage(key.arn() + " is disabled.")
        .extracting("code")
        .isEqualTo("DisabledException");
    assertThat(kms.refusal(kms.nobody, "RotateKeyOnDemand", onDemand(key)).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void theFirstMaterialIsListedOnRequest() {
    KeyMetadata key = kms.createKey();
    kms.call(kms.admin, "RotateKeyOnDemand", onDemand(key));
    kms.call(kms.admin, "RotateKeyOnDemand", onDemand(key));

    assertThat(rotations(key, null).rotations())
        .extracting(RotationsListEntry::keyMaterialStateAsString)
        .containsExactly("NON_CURRENT", "CURRENT");
    List<RotationsListEntry> all = rotations(key, "ALL_KEY_MATERIAL").rotations();
    assertThat(all)
        .extracting(RotationsListEntry::keyMaterialStateAsString)
        .containsExactly("NON_CURRENT", "NON_CURRENT", "CURRENT");
    assertThat(all.get(0).keyMaterialId()).isEqualTo(key.currentKeyMaterialId());
    assertThat(all.get(0).rotationDate()).isNull();
    assertThat(all.get(2).rotationTypeAsString()).isEqualTo("ON_DEMAND");
  }

  @Test
  void howeverOftenAKeyRotatesEveryCiphertextOpensUnderItsContextAndNoOther() {
    Random random = new Random(Seeds.seed());
    CreateKeyResponse made = kms.call(kms.admin, "CreateKey", CreateKeyRequest.builder().build());
    KeyMetadata key = made.keyMetadata();
    List<SdkBytes> blobs = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      blobs.add(encrypt(key, "text " + i));
      if (random.nextInt(12) == 0 && rotations(key, null).rotations().size() < 25) {
        kms.call(kms.admin, "RotateKeyOnDemand", onDemand(key));
      }
    }
    for (int i = 0; i < blobs.size(); i++) {
      assertThat(decrypt(blobs.get(i)).plaintext().asUtf8String()).isEqualTo("text " + i);
      assertThat(
              kms.refusal(
                      kms.admin,
                      "Decrypt",
                      DecryptRequest.builder()
                          .ciphertextBlob(blobs.get(i))
                          .encryptionContext(Map.of("other", "" + random.nextInt()))
                          .build())
                  .code())
          .isEqualTo("InvalidCiphertextException");
    }
  }

  private void enable(KeyMetadata key, Integer days) {
    kms.call(
        kms.admin,
        "EnableKeyRotation",
        EnableKeyRotationRequest.builder().keyId(key.keyId()).rotationPeriodInDays(days).build());
  }

  private GetKeyRotationStatusResponse status(KeyMetadata key) {
    return kms.call(
        kms.admin,
        "GetKeyRotationStatus",
        GetKeyRotationStatusRequest.builder().keyId(key.keyId()).build());
  }

  private static RotateKeyOnDemandRequest onDemand(KeyMetadata key) {
    return RotateKeyOnDemandRequest.builder().keyId(key.keyId()).build();
  }

  private ListKeyRotationsResponse rotations(KeyMetadata key, String include) {
    return kms.call(
        kms.admin,
        "ListKeyRotations",
        ListKeyRotationsRequest.builder().keyId(key.keyId()).includeKeyMaterial(include).build());
  }

  private KeyMetadata describe(KeyMetadata key) {
    DescribeKeyResponse answer =
        kms.call(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(key.keyId()).build());
    return answer.keyMetadata();
  }

  private SdkBytes encrypt(KeyMetadata key, String text) {
    EncryptResponse answer =
        kms.call(
            kms.admin,
            "Encrypt",
            EncryptRequest.builder()
                .keyId(key.keyId())
                .plaintext(SdkBytes.fromUtf8String(text))
                .build());
    return answer.ciphertextBlob();
  }

  private DecryptResponse decrypt(SdkBytes blob) {
    return kms.call(kms.admin, "Decrypt", DecryptRequest.builder().ciphertextBlob(blob).build());
  }
}
