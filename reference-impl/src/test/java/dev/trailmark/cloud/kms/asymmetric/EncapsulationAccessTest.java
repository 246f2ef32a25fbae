package dev.trailmark.cloud.kms.asymmetric;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyResponse;
import software.amazon.awssdk.services.kms.model.DecapsulateRequest;
import software.amazon.awssdk.services.kms.model.DecapsulateResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateRequest;
import software.amazon.awssdk.services.kms.model.EncapsulateResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;

/** Who may encapsulate and recover secrets under an ML-KEM key, and when the key works. */
class EncapsulationAccessTest {
  private static final String USAGE = "ENCAPSULATE_DECAPSULATE";

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey("ML_KEM_512", USAGE);

  @Test
  void aDryRunSaysThatItWouldHaveSucceeded() {
    SdkBytes blob = encapsulated(key).sharedSecretCiphertextBlob();

    assertThat(refused(kms.admin, encapsulation(key).dryRun(true)).code())
        .isEqualTo("DryRunOperationException");
    assertThat(refused(kms.admin, decapsulation(key, blob).dryRun(true)).code())
        .isEqualTo("DryRunOperationException");
    assertThat(refused(kms.nobody, encapsulation(key).dryRun(true)).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aKeyThatIsNotEnabledNeitherEncapsulatesNorRecovers() {
    SdkBytes blob = encapsulated(key).sharedSecretCiphertextBlob();
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());

    assertThat(refused(kms.admin, encapsulation(key)).code()).isEqualTo("DisabledException");
    assertThat(refused(kms.admin, decapsulation(key, blob)).code()).isEqualTo("DisabledException");
    kms.call(
        kms.admin,
        "ScheduleKeyDeletion",
        ScheduleKeyDeletionRequest.builder().keyId(key.keyId()).build());
    assertThat(refused(kms.admin, encapsulation(key)))
        .hasMessage(key.arn() + " is pending deletion.")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");
    assertThat(refused(kms.admin, decapsulation(key, blob)).code())
        .isEqualTo("KMSInvalidStateException");
    kms.pass(Duration.ofDays(30));
    assertThat(refused(kms.admin, decapsulation(key, blob)).code()).isEqualTo("NotFoundException");
  }

  @Test
  void aKeyThatWaitsForItsMaterialHasNothingToEncapsulateWith() {
    KeyMetadata external =
        kms.<CreateKeyResponse>call(
                kms.admin,
                "CreateKey",
                CreateKeyRequest.builder()
                    .origin("EXTERNAL")
                    .keySpec("ML_KEM_768")
                    .keyUsage(USAGE)
                    .build())
            .keyMetadata();

    assertThat(refused(kms.admin, encapsulation(external)))
        .hasMessage(external.arn() + " is pending import.")
        .extracting("code")
        .isEqualTo("KMSInvalidStateException");
  }

  @Test
  void anotherAccountNeedsBothAccountsConsentAndTheArn() {
    assertThat(refused(kms.stranger, encapsulation(key).keyId(key.arn())).code())
        .isEqualTo("AccessDeniedException");
    kms.call(
        kms.admin,
        "PutKeyPolicy",
        PutKeyPolicyRequest.builder()
            .keyId(key.keyId())
            .policy(
                """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"},
                 {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:root"},
                  "Action":"kms:Encapsulate","Resource":"*"}]}
                """)
            .build());

    EncapsulateResponse made =
        kms.call(kms.stranger, "Encapsulate", encapsulation(key).keyId(key.arn()).build());

    assertThat(made.keyId()).isEqualTo(key.arn());
    assertThat(
            refused(
                    kms.stranger,
                    decapsulation(key, made.sharedSecretCiphertextBlob()).keyId(key.arn()))
                .code())
        .isEqualTo("AccessDeniedException");
    Principal unprivileged = kms.user(KmsFixture.OTHER_ACCOUNT, "unprivileged", null);
    assertThat(refused(unprivileged, encapsulation(key).keyId(key.arn())).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aGrantOfOneOperationIsNoneOfTheOther() {
    SdkBytes blob = encapsulated(key).sharedSecretCiphertextBlob();
    CreateGrantResponse grant =
        kms.call(
            kms.admin,
            "CreateGrant",
            CreateGrantRequest.builder()
                .keyId(key.keyId())
                .granteePrincipal(kms.nobody.arn())
                .operationsWithStrings("Decapsulate")
                .build());

    DecapsulateResponse recovered =
        kms.call(
            kms.nobody,
            "Decapsulate",
            decapsulation(key, blob).grantTokens(grant.grantToken()).build());

    assertThat(recovered.sharedSecret().asByteArray()).hasSize(32);
    assertThat(refused(kms.nobody, encapsulation(key)).code()).isEqualTo("AccessDeniedException");
  }

  @Test
  void anAliasNamesTheKey() {
    kms.call(
        kms.admin,
        "CreateAlias",
        CreateAliasRequest.builder().aliasName("alias/kem").targetKeyId(key.keyId()).build());

    EncapsulateResponse made =
        kms.call(kms.admin, "Encapsulate", encapsulation(key).keyId("alias/kem").build());

    assertThat(made.keyId()).isEqualTo(key.arn());
  }

  private EncapsulateResponse encapsulated(KeyMetadata under) {
    return kms.call(kms.admin, "Encapsulate", encapsulation(under).build());
  }

  private static EncapsulateRequest.Builder encapsulation(KeyMetadata under) {
    return EncapsulateRequest.builder().keyId(under.keyId()).encapsulationAlgorithm("ML_KEM");
  }

  private static DecapsulateRequest.Builder decapsulation(KeyMetadata under, SdkBytes blob) {
    return DecapsulateRequest.builder()
        .keyId(under.keyId())
        .encapsulationAlgorithm("ML_KEM")
        .sharedSecretCiphertextBlob(blob);
  }

  private ServiceException refused(Principal principal, EncapsulateRequest.Builder request) {
    return kms.refusal(principal, "Encapsulate", request.build());
  }

  private ServiceException refused(Principal principal, DecapsulateRequest.Builder request) {
    return kms.refusal(principal, "Decapsulate", request.build());
  }
}
