package dev.trailmark.cloud.kms.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;

class GrantsTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey();

  @Test
  void aGranteeMayDoWhatTheGrantSaysAndNoMore() {
    assertThat(refused(kms.nobody, "Encrypt", encryption(null))).isEqualTo("AccessDeniedException");

    CreateGrantResponse grant = grant(to(kms.nobody, "Encrypt"));

    assertThat(grant.grantId()).hasSize(64).matches("[0-9a-f]+");
    assertThat(grant.grantToken()).isNotEmpty();
    assertThat(kms.<SdkPojo>call(kms.nobody, "Encrypt", encryption(null))).isNotNull();
    assertThat(refused(kms.nobody, "DescribeKey", describing())).isEqualTo("AccessDeniedException");
    assertThat(refused(kms.stranger, "Encrypt", encryption(null)))
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void anotherAccountsGranteeNeedsItsOwnAccountsConsentToo() {
    Principal unprivileged = kms.user(KmsFixture.OTHER_ACCOUNT, "unprivileged", null);
    grant(to(kms.stranger, "Encrypt"));
    grant(to(unprivileged, "Encrypt"));

    assertThat(kms.<SdkPojo>call(kms.stranger, "Encrypt", encryption(null))).isNotNull();
    assertThat(refused(unprivileged, "Encrypt", encryption(null)))
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aConstraintBindsTheEncryptionContext() {
    grant(
        to(kms.nobody, "Encrypt").constraints(c -> c.encryptionContextSubset(Map.of("team", "a"))));

    assertThat(
            kms.<SdkPojo>call(kms.nobody, "Encrypt", encryption(Map.of("team", "a", "file", "f"))))
        .isNotNull();
    assertThat(refused(kms.nobody, "Encrypt", encryption(Map.of("team", "b"))))
        .isEqualTo("AccessDeniedException");
    assertThat(refused(kms.nobody, "Encrypt", encryption(null))).isEqualTo("AccessDeniedException");
  }

  @Test
  void anEqualConstraintAdmitsNoOtherPair() {
    grant(
        to(kms.nobody, "Encrypt").constraints(c -> c.encryptionContextEquals(Map.of("team", "a"))));

    assertThat(kms.<SdkPojo>call(kms.nobody, "Encrypt", encryption(Map.of("team", "a"))))
        .isNotNull();
    assertThat(refused(kms.nobody, "Encrypt", encryption(Map.of("team", "a", "file", "f"))))
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void theSameNamedGrantKeepsItsIdAndGetsANewToken() {
    CreateGrantResponse first = grant(to(kms.nobody, "Encrypt").name("one"));
    CreateGrantResponse again = grant(to(kms.nobody, "Encrypt").name("one"));
    CreateGrantResponse other = grant(to(kms.nobody, "Encrypt", "Decrypt").name("one"));
    CreateGrantResponse nameless = grant(to(kms.nobody, "Encrypt"));

    assertThat(again.grantId()).isEqualTo(first.grantId());
    assertThat(again.grantToken()).isNotEqualTo(first.grantToken());
    assertThat(other.grantId()).isNotEqualTo(first.grantId());
    assertThat(nameless.grantId()).isNotEqualTo(first.grantId());
    assertThat(list().grants()).hasSize(3);
  }

  @Test
  void grantsAreListedWithoutTheirTokens() {
    grant(
        to(kms.nobody, "Encrypt", "DescribeKey")
            .name("listed")
            .retiringPrincipal(kms.admin.arn())
            .constraints(c -> c.encryptionContextEquals(Map.of("a", "1"))));
    grant(to(kms.admin, "Decrypt"));

    GrantListEntry entry =
        list().grants().stream()
            .filter(grant -> grant.name().equals("listed"))
            .findFirst()
            .orElseThrow();

    assertThat(entry.keyId()).isEqualTo(key.arn());
    assertThat(entry.granteePrincipal()).isEqualTo(kms.nobody.arn());
    assertThat(entry.retiringPrincipal()).isEqualTo(kms.admin.arn());
    assertThat(entry.issuingAccount()).isEqualTo("arn:aws:iam::" + KmsFixture.ACCOUNT + ":root");
    assertThat(entry.operationsAsStrings()).containsExactly("Encrypt", "DescribeKey");
    assertThat(entry.constraints())
        .isEqualTo(GrantConstraints.builder().encryptionContextEquals(Map.of("a", "1")).build());
    ListGrantsResponse filtered =
        kms.call(
            kms.admin,
            "ListGrants",
            ListGrantsRequest.builder()
                .keyId(key.keyId())
                .granteePrincipal(kms.admin.arn())
                .build());
    assertThat(filtered.grants()).hasSize(1);
    ListRetirableGrantsResponse retirable =
        kms.call(
            kms.admin,
            "ListRetirableGrants",
            ListRetirableGrantsRequest.builder().retiringPrincipal(kms.admin.arn()).build());
    assertThat(retirable.grants())
        .extracting(GrantListEntry::grantId)
        .containsExactly(entry.grantId());
  }

  @Test
  void listsComeInPages() {
    for (int i = 0; i < 5; i++) {
      grant(to(kms.nobody, "Encrypt").name("n" + i));
    }
    ListGrantsResponse first =
        kms.call(
            kms.admin,
            "ListGrants",
            ListGrantsRequest.builder().keyId(key.keyId()).limit(3).build());
    ListGrantsResponse rest =
        kms.call(
            kms.admin,
            "ListGrants",
            ListGrantsRequest.builder().keyId(key.keyId()).marker(first.nextMarker()).build());

    assertThat(first.truncated()).isTrue();
    assertThat(rest.truncated()).isFalse();
    assertThat(first.grants().size() + rest.grants().size()).isEqualTo(5);
  }

  @Test
  void theRetiringPrincipalEndsAGrantByTokenAndTheGranteeOnlyIfItSaysSo() {
    Principal retirer = kms.user(KmsFixture.ACCOUNT, "retirer", null);
    CreateGrantResponse grant = grant(to(kms.nobody, "Encrypt").retiringPrincipal(retirer.arn()));
    RetireGrantRequest byToken =
        RetireGrantRequest.builder().grantToken(grant.grantToken()).build();

    assertThat(refused(kms.nobody, "RetireGrant", byToken)).isEqualTo("AccessDeniedException");
    kms.call(retirer, "RetireGrant", byToken);

    assertThat(refused(kms.nobody, "Encrypt", encryption(null))).isEqualTo("AccessDeniedException");
    assertThat(refused(retirer, "RetireGrant", byToken)).isEqualTo("InvalidGrantTokenException");
    CreateGrantResponse own = grant(to(kms.nobody, "Encrypt", "RetireGrant"));
    kms.call(
        kms.nobody,
        "RetireGrant",
        RetireGrantRequest.builder().keyId(key.arn()).grantId(own.grantId()).build());
    assertThat(list().grants()).isEmpty();
  }

  @Test
  void aGrantIsRevokedFromTheKeysSide() {
    CreateGrantResponse grant = grant(to(kms.nobody, "Encrypt"));
    RevokeGrantRequest revoking =
        RevokeGrantRequest.builder().keyId(key.keyId()).grantId(grant.grantId()).build();

    assertThat(refused(kms.nobody, "RevokeGrant", revoking)).isEqualTo("AccessDeniedException");
    kms.call(kms.admin, "RevokeGrant", revoking);

    assertThat(refused(kms.nobody, "Encrypt", encryption(null))).isEqualTo("AccessDeniedException");
    assertThat(kms.refusal(kms.admin, "RevokeGrant", revoking))
        .hasMessage("Grant ID %s not found".formatted(grant.grantId()))
        .extracting("code")
        .isEqualTo("NotFoundException");
  }

  @Test
  void whoMakesGrantsByAGrantPassesOnNoMoreThanThat() {
    Principal third = kms.user(KmsFixture.ACCOUNT, "third", null);
    grant(
        to(kms.nobody, "CreateGrant", "Encrypt")
            .constraints(c -> c.encryptionContextSubset(Map.of("team", "a"))));

    assertThat(
            refused(
                kms.nobody,
                "CreateGrant",
                to(third, "Decrypt")
                    .constraints(c -> c.encryptionContextSubset(Map.of("team", "a")))
                    .build()))
        .isEqualTo("AccessDeniedException");
    assertThat(refused(kms.nobody, "CreateGrant", to(third, "Encrypt").build()))
        .isEqualTo("AccessDeniedException");
    kms.call(
        kms.nobody,
        "CreateGrant",
        to(third, "Encrypt")
            .constraints(c -> c.encryptionContextEquals(Map.of("team", "a", "file", "f")))
            .build());

    assertThat(kms.<SdkPojo>call(third, "Encrypt", encryption(Map.of("team", "a", "file", "f"))))
        .isNotNull();
  }

  @Test
  void whatIsNoTokenIsRefused() {
    CreateGrantResponse grant = grant(to(kms.nobody, "Encrypt"));
    char[] forged = grant.grantToken().toCharArray();
    forged[forged.length - 6] = forged[forged.length - 6] == 'A' ? 'B' : 'A';

    for (String token : List.of("nonsense", "bm9uc2Vuc2U=", new String(forged))) {
      assertThat(
              refused(
                  kms.nobody, "Encrypt", encryption(null).toBuilder().grantTokens(token).build()))
          .isEqualTo("InvalidGrantTokenException");
    }
    for (String token : List.of("", "a".repeat(8193))) {
      assertThat(
              refused(
                  kms.nobody, "Encrypt", encryption(null).toBuilder().grantTokens(token).build()))
          .isEqualTo("ValidationException");
    }
    assertThat(
            kms.<SdkPojo>call(
                kms.nobody,
                "Encrypt",
                encryption(null).toBuilder().grantTokens(grant.grantToken()).build()))
        .isNotNull();
  }

  @Test
  void operationsMustSuitTheKeyAndPrincipalsMustExist() {
    KeyMetadata pair = kms.createKey("ECC_NIST_P256", "SIGN_VERIFY");

    assertThat(refused(kms.admin, "CreateGrant", to(kms.nobody, "Sign").build()))
        .isEqualTo("ValidationException");
    assertThat(refused(kms.admin, "CreateGrant", to(kms.nobody).build()))
        .as("of no operation")
        .isEqualTo("ValidationException");
    assertThat(
            refused(
                kms.admin,
                "CreateGrant",
                to(kms.nobody, "Sign")
                    .keyId(pair.keyId())
                    .constraints(c -> c.encryptionContextEquals(Map.of("a", "1")))
                    .build()))
        .isEqualTo("ValidationException");
    assertThat(
            refused(
                kms.admin,
                "CreateGrant",
                to(kms.nobody, "Encrypt")
                    .granteePrincipal("arn:aws:iam::111122223333:user/none")
                    .build()))
        .isEqualTo("InvalidArnException");
    assertThat(kms.refusal(kms.admin, "CreateGrant", to(kms.nobody, "Fly").build()))
        .hasMessageStartingWith(
            "1 validation error detected: Value '[Fly]' at 'operations' failed to satisfy"
                + " constraint: Member must satisfy constraint: [Member must satisfy enum value"
                + " set: [Decrypt, Encrypt,");
  }

  @Test
  void aKeyThatIsDisabledGetsNoGrantAndADryRunMakesNone() {
    assertThat(refused(kms.admin, "CreateGrant", to(kms.nobody, "Encrypt").dryRun(true).build()))
        .isEqualTo("DryRunOperationException");
    assertThat(list().grants()).isEmpty();
    kms.call(kms.admin, "DisableKey", DisableKeyRequest.builder().keyId(key.keyId()).build());
    assertThat(refused(kms.admin, "CreateGrant", to(kms.nobody, "Encrypt").build()))
        .isEqualTo("DisabledException");
  }

  @Test
  void theRecordHasNeitherTokenNorSecret() {
    CreateGrantResponse grant = grant(to(kms.nobody, "Encrypt"));
    assertThat(kms.recorded("CreateGrant", grant))
        .isEqualTo(Map.of("grantId", grant.grantId(), "keyId", key.arn()));
  }

  private CreateGrantRequest.Builder to(Principal grantee, String... operations) {
    return CreateGrantRequest.builder()
        .keyId(key.keyId())
        .granteePrincipal(grantee.arn())
        .operationsWithStrings(operations);
  }

  private CreateGrantResponse grant(CreateGrantRequest.Builder request) {
    return kms.call(kms.admin, "CreateGrant", request.build());
  }

  private ListGrantsResponse list() {
    return kms.call(
        kms.admin, "ListGrants", ListGrantsRequest.builder().keyId(key.keyId()).build());
  }

  private EncryptRequest encryption(Map<String, String> context) {
    return EncryptRequest.builder()
        .keyId(key.arn())
        .plaintext(SdkBytes.fromUtf8String("text"))
        .encryptionContext(context)
        .build();
  }

  private DescribeKeyRequest describing() {
    return DescribeKeyRequest.builder().keyId(key.arn()).build();
  }

  private String refused(Principal principal, String operation, SdkPojo input) {
    ServiceException refusal = kms.refusal(principal, operation, input);
    return refusal.code();
  }
}
