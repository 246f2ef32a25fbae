package dev.trailmark.cloud.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trailmark.cloud.Cloud;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DryRunOperationException;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetKeyLastUsageResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;

/** When a key was last used, beside what the trail says of it. */
class KeyLastUsageTest {
  private volatile Instant now = Instant.parse("2025-10-26T12:00:00Z");
  @AutoClose private final LabCloud lab = new LabCloud(Cloud.builder().clock(() -> now));
  private final KmsClient kms = lab.rootKms();

  @Test
  void theLastSuccessIsToldWithItsEvent() {
    KeyMetadata key = kms.createKey().keyMetadata();
    assertThat(usage(key).keyLastUsage().operation()).isNull();
    assertThat(usage(key).keyCreationDate()).isEqualTo(now);
    assertThat(usage(key).trackingStartDate()).isEqualTo(now);
    EncryptResponse sealed = encrypt(key);
    now = now.plus(Duration.ofHours(1));
    Instant used = now;
    String request = encrypt(key).responseMetadata().requestId();
    now = now.plus(Duration.ofHours(1));
    catchThrowableOfType(
        DryRunOperationException.class,
        () -> kms.decrypt(r -> r.ciphertextBlob(sealed.ciphertextBlob()).dryRun(true)));
    kms.disableKey(r -> r.keyId(key.keyId()));
    catchThrowableOfType(KmsException.class, () -> encrypt(key));
    for (int i = 0; i < 60; i++) {
      kms.describeKey(r -> r.keyId(key.keyId()));
    }

    GetKeyLastUsageResponse usage = usage(key);

    assertThat(usage.keyId()).isEqualTo(key.arn());
    assertThat(usage.keyLastUsage().operationAsString()).isEqualTo("Encrypt");
    assertThat(usage.keyLastUsage().timestamp()).isEqualTo(used);
    assertThat(usage.keyLastUsage().kmsRequestId()).isEqualTo(request);
    assertThat(event(usage.keyLastUsage().cloudTrailEventId()).eventName()).isEqualTo("Encrypt");
  }

  @Test
  void reEncryptionUsesBothKeys() {
    KeyMetadata source = kms.createKey().keyMetadata();
    KeyMetadata destination = kms.createKey().keyMetadata();
    SdkBytes blob = encrypt(source).ciphertextBlob();
    now = now.plus(Duration.ofHours(1));

    kms.reEncrypt(r -> r.ciphertextBlob(blob).destinationKeyId(destination.keyId()));

    assertThat(usage(source).keyLastUsage().operationAsString()).isEqualTo("ReEncrypt");
    assertThat(usage(destination).keyLastUsage()).isEqualTo(usage(source).keyLastUsage());
  }

  @Test
  void aNitroEnclavesRecipientIsRefusedInSoManyWords() {
    KeyMetadata key = kms.createKey().keyMetadata();

    KmsException refusal =
        catchThrowableOfType(
            KmsException.class,
            () ->
                kms.generateDataKey(
                    r ->
                        r.keyId(key.keyId())
                            .keySpec("AES_256")
                            .recipient(
                                to ->
                                    to.keyEncryptionAlgorithm("RSAES_OAEP_SHA_256")
                                        .attestationDocument(SdkBytes.fromUtf8String("doc")))));

    assertThat(refusal.statusCode()).isEqualTo(501);
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo("Trailmark does not implement the parameter Recipient of GenerateDataKey.");
  }

  private EncryptResponse encrypt(KeyMetadata key) {
    return kms.encrypt(r -> r.keyId(key.keyId()).plaintext(SdkBytes.fromUtf8String("text")));
  }

  private GetKeyLastUsageResponse usage(KeyMetadata key) {
    return kms.getKeyLastUsage(r -> r.keyId(key.keyId()));
  }

  private Event event(String id) {
    return lab.trails()
        .lookupEvents(
            r ->
                r.lookupAttributes(
                    a -> a.attributeKey(LookupAttributeKey.EVENT_ID).attributeValue(id)))
        .events()
        .get(0);
  }
}
