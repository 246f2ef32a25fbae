package dev.trailmark.cloud.kms.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.Tag;

/** Who may use a key: the key policy, what it delegates, and other accounts. */
class KeyPermissionsTest {
  private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("a secret");

  @AutoClose private final KmsFixture kms = new KmsFixture();

  @Test
  void theDefaultPolicyLeavesItToIdentityPolicies() {
    KeyMetadata key = kms.createKey();

    assertThat(encrypt(kms.admin, key.keyId()).keyId()).isEqualTo(key.arn());
    assertThat(encrypt(kms.root, key.keyId()).keyId()).isEqualTo(key.arn());
    ServiceException refused = refuse(kms.nobody, key.keyId());
    assertThat(refused.code()).isEqualTo("AccessDeniedException");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused)
        .hasMessage(
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: kms:Encrypt"
                + " on resource: "
                + key.arn()
                + " because no identity-based policy allows the kms:Encrypt action");
  }

  @Test
  void aUserNamedInTheKeyPolicyNeedsNoIdentityPolicy() {
    KeyMetadata key =
        kms.createKey(
            kms.admin,
            keyPolicy(allow(kms.admin.arn(), "kms:*"), allow(kms.nobody.arn(), "kms:Encrypt")));

    assertThat(encrypt(kms.nobody, key.keyId()).keyId()).isEqualTo(key.arn());
  }

  @Test
  void withoutDelegationIdentityPoliciesCountForNothing() {
    KeyMetadata key = kms.createKey(kms.admin, keyPolicy(allow(kms.admin.arn(), "kms:*")));
    Principal other = kms.user(KmsFixture.ACCOUNT, "other", KmsFixture.ALL_OF_KMS);

    String reason = "because no resource-based policy allows the kms:Encrypt action";
    assertThat(refuse(other, key.keyId())).hasMessageEndingWith(reason);
    assertThat(refuse(kms.root, key.keyId()).code()).isEqualTo("AccessDeniedException");
    assertThat(encrypt(kms.admin, key.keyId()).keyId()).isEqualTo(key.arn());
  }

  @Test
  void anExplicitDenySaysSo() {
    KeyMetadata key =
        kms.createKey(
            kms.admin,
            keyPolicy(
                allow("arn:aws:iam::111122223333:root", "kms:*"),
                allow(kms.nobody.arn(), "kms:*"),
                statement("Deny", kms.nobody.arn(), "kms:Encrypt", "")));

    assertThat(refuse(kms.nobody, key.keyId()))
        .hasMessageEndingWith("with an explicit deny in a resource-based policy");
  }

  @Test
  void theEncryptionContextIsACondition() {
    String condition =
        ",\"Condition\":{\"StringEquals\":{\"kms:EncryptionContext:Department\":\"Finance\"}}";
    KeyMetadata key =
        kms.createKey(
            kms.admin,
            keyPolicy(
                allow(kms.admin.arn(), "kms:*"),
                statement("Allow", kms.nobody.arn(), "kms:Encrypt", condition)));
    EncryptRequest.Builder request =
        EncryptRequest.builder().keyId(key.keyId()).plaintext(PLAINTEXT);

    EncryptResponse made =
        kms.call(
            kms.nobody,
            "Encrypt",
            request.encryptionContext(Map.of("Department", "Finance")).build());
    assertThat(made.keyId()).isEqualTo(key.arn());
    assertThat(
            kms.refusal(
                    kms.nobody,
                    "Encrypt",
                    request.encryptionContext(Map.of("Department", "Sales")).build())
                .code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void anotherAccountNeedsBothSides() {
    KeyMetadata closed = kms.createKey();
    KeyMetadata shared =
        kms.createKey(
            kms.admin,
            keyPolicy(
                allow(kms.admin.arn(), "kms:*"),
                allow("arn:aws:iam::444455556666:root", "kms:Encrypt")));
    Principal powerless = kms.user(KmsFixture.OTHER_ACCOUNT, "powerless", null);

    assertThat(encrypt(kms.stranger, shared.arn()).keyId()).isEqualTo(shared.arn());
    assertThat(refuse(powerless, shared.arn()))
        .hasMessageEndingWith(
            "on this resource because no identity-based policy allows the kms:Encrypt action");
    String hidden =
        "User: arn:aws:iam::444455556666:user/stranger is not authorized to perform: kms:Encrypt on"
            + " this resource because the resource does not exist in this Region, no resource-based"
            + " policies allow access, or a resource-based policy explicitly denies access";
    assertThat(refuse(kms.stranger, closed.arn())).hasMessage(hidden);
    assertThat(
            refuse(
                kms.stranger,
                "arn:aws:kms:us-east-1:111122223333:key/00000000-0000-0000-0000-000000000000"))
        .hasMessage(hidden);
  }

  @Test
  void aRefusalToDecryptDoesNotNameTheKey() {
    KeyMetadata key = kms.createKey();
    DecryptRequest request =
        DecryptRequest.builder()
            .ciphertextBlob(encrypt(kms.admin, key.keyId()).ciphertextBlob())
            .build();

    assertThat(kms.refusal(kms.nobody, "Decrypt", request))
        .hasMessage(
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform: kms:Decrypt"
                + " on the resource associated with this ciphertext because no identity-based"
                + " policy allows the kms:Decrypt action");
    assertThat(kms.refusal(kms.stranger, "Decrypt", request))
        .hasMessage(
            "User: arn:aws:iam::444455556666:user/stranger is not authorized to perform:"
                + " kms:Decrypt on the resource associated with this ciphertext because the"
                + " resource does not exist in this Region, no resource-based policies allow"
                + " access, or a resource-based policy explicitly denies access");
    assertThat(kms.refusal(kms.nobody, "Decrypt", request.toBuilder().keyId(key.keyId()).build()))
        .hasMessageContaining("kms:Decrypt on resource: " + key.arn() + " because");
    DecryptResponse opened = kms.call(kms.admin, "Decrypt", request);
    assertThat(opened.plaintext()).isEqualTo(PLAINTEXT);
  }

  @Test
  void makingAKeyNeedsPermissionAndTaggingItAnother() {
    Principal maker =
        kms.user(
            KmsFixture.ACCOUNT,
            "maker",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:CreateKey\",\"Resource\":\"*\"}]}");
    CreateKeyRequest plain = CreateKeyRequest.builder().build();
    CreateKeyRequest tagged =
        CreateKeyRequest.builder().tags(Tag.builder().tagKey("a").tagValue("b").build()).build();

    assertThat(kms.createKey(maker, null).enabled()).isTrue();
    assertThat(kms.refusal(maker, "CreateKey", tagged))
        .hasMessage(
            "User: arn:aws:iam::111122223333:user/maker is not authorized to perform:"
                + " kms:TagResource because no identity-based policy allows the kms:TagResource"
                + " action");
    assertThat(kms.refusal(kms.nobody, "CreateKey", plain))
        .hasMessage(
            "User: arn:aws:iam::111122223333:user/nobody is not authorized to perform:"
                + " kms:CreateKey on resource: * because no identity-based policy allows the"
                + " kms:CreateKey action");
  }

  @Test
  void s3UsesItsManagedKeyForThoseWhoMayUseS3AndNobodyElseDoes() {
    GenerateDataKeyRequest request =
        GenerateDataKeyRequest.builder().keyId("alias/aws/s3").keySpec("AES_256").build();

    assertThat(kms.refusal(kms.admin, "GenerateDataKey", request))
        .hasMessage("Alias arn:aws:kms:us-east-1:111122223333:alias/aws/s3 is not found.");
    GenerateDataKeyResponse made = kms.throughS3(kms.nobody, "GenerateDataKey", request);
    GenerateDataKeyResponse again = kms.throughS3(kms.nobody, "GenerateDataKey", request);

    assertThat(again.keyId()).isEqualTo(made.keyId());
    DecryptRequest decrypt = DecryptRequest.builder().ciphertextBlob(made.ciphertextBlob()).build();
    DecryptResponse opened = kms.throughS3(kms.nobody, "Decrypt", decrypt);
    assertThat(opened.plaintext()).isEqualTo(made.plaintext());
    assertThat(kms.refusal(kms.admin, "Decrypt", decrypt).code())
        .isEqualTo("AccessDeniedException");
    assertThat(kms.refusal(kms.admin, "GenerateDataKey", request))
        .hasMessageEndingWith(
            "because no resource-based policy allows the kms:GenerateDataKey action");
  }

  private EncryptResponse encrypt(Principal principal, String keyId) {
    return kms.call(principal, "Encrypt", request(keyId));
  }

  private ServiceException refuse(Principal principal, String keyId) {
    return kms.refusal(principal, "Encrypt", request(keyId));
  }

  private static EncryptRequest request(String keyId) {
    return EncryptRequest.builder().keyId(keyId).plaintext(PLAINTEXT).build();
  }

  private static String allow(String principal, String action) {
    return statement("Allow", principal, action, "");
  }

  private static String statement(
      String effect, String principal, String action, String condition) {
    return "{\"Effect\":\"%s\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"%s\",\"Resource\":\"*\"%s}"
        .formatted(effect, principal, action, condition);
  }

  private static String keyPolicy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }
}
