package dev.trailmark.cloud.kms.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.kms.lookup.DefaultPolicies;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;

/** Grants to AWS services, for one resource of an account each, and what grants may say at all. */
class ServiceGrantsTest {
  private static final String SERVICE = "dynamodb.amazonaws.com";
  private static final String TABLE = "arn:aws:dynamodb:us-east-1:111122223333:table/one";
  private static final String OTHER = "arn:aws:dynamodb:us-east-1:111122223333:table/two";

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey();

  @Test
  void aServiceUsesTheKeyForTheGrantsResourceAlone() {
    grant(r -> r.operationsWithStrings("Encrypt", "DescribeKey"));

    assertThat(kms.<SdkPojo>asService(SERVICE, TABLE, "Encrypt", encryption())).isNotNull();
    assertThat(kms.<SdkPojo>asService(SERVICE, TABLE, "DescribeKey", describing())).isNotNull();
    assertThat(kms.refusalAsService(SERVICE, OTHER, "Encrypt", encryption()).code())
        .isEqualTo("AccessDeniedException");
    assertThat(kms.refusalAsService(SERVICE, OTHER, "DescribeKey", describing()).code())
        .isEqualTo("AccessDeniedException");
    assertThat(kms.refusalAsService("sns.amazonaws.com", TABLE, "Encrypt", encryption()).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aSourceGoesTogetherWithAnEncryptionContext() {
    grant(r -> r.constraints(c -> c.sourceArn(TABLE).encryptionContextSubset(Map.of("team", "a"))));
    EncryptRequest right = encryption().toBuilder().encryptionContext(Map.of("team", "a")).build();

    assertThat(kms.<SdkPojo>asService(SERVICE, TABLE, "Encrypt", right)).isNotNull();
    assertThat(kms.refusalAsService(SERVICE, OTHER, "Encrypt", right)).isNotNull();
    assertThat(kms.refusalAsService(SERVICE, TABLE, "Encrypt", encryption())).isNotNull();
  }

  @Test
  void theRetiringServiceEndsTheGrantForWhateverResource() {
    CreateGrantResponse grant =
        grant(r -> r.retiringServicePrincipal("backup.amazonaws.com").retiringPrincipal(null));
    RetireGrantRequest retirement =
        RetireGrantRequest.builder().keyId(key.arn()).grantId(grant.grantId()).build();

    assertThat(kms.refusalAsService(SERVICE, TABLE, "RetireGrant", retirement).code())
        .isEqualTo("AccessDeniedException");
    kms.asService("backup.amazonaws.com", OTHER, "RetireGrant", retirement);

    assertThat(list().grants()).isEmpty();
  }

  @Test
  void servicesAreListedInMembersOfTheirOwn() {
    CreateGrantResponse made =
        grant(r -> r.retiringServicePrincipal("backup.amazonaws.com").retiringPrincipal(null));
    CreateGrantResponse retiredByUser = grant(r -> r.name("two"));
    kms.call(
        kms.admin,
        "CreateGrant",
        CreateGrantRequest.builder()
            .keyId(key.keyId())
            .granteePrincipal(SERVICE)
            .operationsWithStrings("Encrypt")
            .build());

    assertThat(list().grants())
        .extracting(GrantListEntry::granteeServicePrincipal)
        .containsExactlyInAnyOrder(SERVICE, SERVICE, null);
    assertThat(list().grants())
        .extracting(GrantListEntry::granteePrincipal)
        .containsExactlyInAnyOrder(null, null, SERVICE);
    GrantListEntry entry =
        list().grants().stream()
            .filter(grant -> grant.grantId().equals(made.grantId()))
            .findFirst()
            .orElseThrow();
    assertThat(entry.retiringServicePrincipal()).isEqualTo("backup.amazonaws.com");
    assertThat(entry.retiringPrincipal()).isNull();
    assertThat(entry.constraints()).isEqualTo(GrantConstraints.builder().sourceArn(TABLE).build());
    ListGrantsRequest filter =
        ListGrantsRequest.builder().keyId(key.arn()).granteeServicePrincipal(SERVICE).build();
    assertThat(kms.refusal(kms.admin, "ListGrants", filter).code())
        .as("the filter is the services' own")
        .isEqualTo("ValidationException");
    ListRetirableGrantsResponse retirable =
        kms.call(
            kms.admin,
            "ListRetirableGrants",
            ListRetirableGrantsRequest.builder().retiringPrincipal(kms.admin.arn()).build());
    assertThat(retirable.grants())
        .extracting(GrantListEntry::grantId)
        .containsExactly(retiredByUser.grantId());
  }

  @Test
  void aServiceFindsItsGrantsByItsName() {
    kms.call(
        kms.admin,
        "PutKeyPolicy",
        software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest.builder()
            .keyId(key.keyId())
            .policy(
                DefaultPolicies.customer(KmsFixture.ACCOUNT)
                    .replace(
                        "\"Statement\" : [ ",
                        "\"Statement\" : [ {\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                            + SERVICE
                            + "\"},\"Action\":\"kms:ListGrants\",\"Resource\":\"*\"}, "))
            .build());
    CreateGrantResponse made = grant(r -> {});
    grant(r -> r.granteeServicePrincipal("sns.amazonaws.com"));

    ListGrantsResponse own =
        kms.asService(
            SERVICE,
            TABLE,
            "ListGrants",
            ListGrantsRequest.builder().keyId(key.arn()).granteeServicePrincipal(SERVICE).build());
    assertThat(own.grants()).extracting(GrantListEntry::grantId).containsExactly(made.grantId());
  }

  @Test
  void theSameNamedGrantToAServiceIsTheSameAndForAnotherResourceAnother() {
    CreateGrantResponse first = grant(r -> r.name("one"));

    assertThat(grant(r -> r.name("one")).grantId()).isEqualTo(first.grantId());
    assertThat(grant(r -> r.name("one").constraints(c -> c.sourceArn(OTHER))).grantId())
        .isNotEqualTo(first.grantId());
  }

  @Test
  void whoMakesGrantsForOneResourceMakesThemForNoOther() {
    kms.call(
        kms.admin,
        "CreateGrant",
        CreateGrantRequest.builder()
            .keyId(key.keyId())
            .granteePrincipal(kms.nobody.arn())
            .constraints(c -> c.sourceArn(TABLE))
            .operationsWithStrings("Encrypt", "CreateGrant")
            .build());

    assertThat(kms.<SdkPojo>call(kms.nobody, "CreateGrant", request(r -> {}).build())).isNotNull();
    assertThat(refused(kms.nobody, request(r -> r.constraints(c -> c.sourceArn(OTHER)))).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aGrantNamesEachPartyOnceAndAServiceWithItsResource() {
    Principal admin = kms.admin;
    assertThat(refused(admin, request(r -> r.granteePrincipal(kms.nobody.arn()))))
        .hasMessage(
            "You can specify either GranteePrincipal or GranteeServicePrincipal, but not both.");
    assertThat(refused(admin, request(r -> r.granteeServicePrincipal(null).constraints(c -> {}))))
        .hasMessage("You must specify either GranteePrincipal or GranteeServicePrincipal.");
    assertThat(refused(admin, request(r -> r.retiringServicePrincipal(SERVICE))))
        .hasMessage(
            "You can specify either RetiringPrincipal or RetiringServicePrincipal, but not both.");
    assertThat(refused(admin, request(r -> r.retiringPrincipal(null))))
        .hasMessage(
            "You must specify either RetiringPrincipal or RetiringServicePrincipal with a"
                + " GranteeServicePrincipal.");
    assertThat(refused(admin, request(r -> r.constraints(c -> {}))))
        .hasMessage("You must specify a SourceArn constraint with a GranteeServicePrincipal.");
    assertThat(refused(admin, request(r -> r.granteeServicePrincipal("no service"))))
        .hasMessageStartingWith(
            "1 validation error detected: Value 'no service' at 'granteeServicePrincipal' failed");
    assertThat(refused(admin, request(r -> r.constraints(c -> c.sourceArn("table")))))
        .hasMessage("ARN is not valid: table");
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:user/none,"
        + " ARN does not refer to a valid principal: arn:aws:iam::111122223333:user/none",
    "AIDANONE, GranteePrincipal does not refer to a valid principal.",
    "Service.amazonaws.com, GranteePrincipal does not refer to a valid principal.",
  })
  void aGranteeThatIsNobodyIsRefusedAsAwsWordsIt(String grantee, String message) {
    ServiceException refusal =
        refused(
            kms.admin,
            CreateGrantRequest.builder()
                .keyId(key.keyId())
                .granteePrincipal(grantee)
                .operationsWithStrings("Encrypt"));

    assertThat(refusal).hasMessage(message);
    assertThat(refusal.code()).isEqualTo("InvalidArnException");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HMAC_256|GENERATE_VERIFY_MAC|a symmetric|GenerateMac, VerifyMac",
        "ECC_NIST_P256|SIGN_VERIFY|an asymmetric|GetPublicKey, Sign, Verify",
        "ECC_NIST_P256|KEY_AGREEMENT|an asymmetric|GetPublicKey, DeriveSharedSecret",
        "ML_KEM_512|ENCAPSULATE_DECAPSULATE|an asymmetric|GetPublicKey, Encapsulate, Decapsulate",
      })
  void operationsThatDoNotSuitTheKeyAreNamedWithThoseThatDo(
      String spec, String usage, String kind, String valid) {
    KeyMetadata other = kms.createKey(spec, usage);
    CreateGrantRequest.Builder request =
        CreateGrantRequest.builder()
            .keyId(other.keyId())
            .granteePrincipal(kms.nobody.arn())
            .operationsWithStrings("DescribeKey", "Encrypt");

    assertThat(refused(kms.admin, request))
        .hasMessage(
            "Operations [Encrypt] are not supported when creating a grant for "
                + kind
                + " KMS key with key usage "
                + usage
                + ". Valid operations are [CreateGrant, RetireGrant, DescribeKey, "
                + valid
                + "]");
    assertThat(
            refused(
                kms.admin,
                request
                    .operationsWithStrings("DescribeKey")
                    .constraints(c -> c.encryptionContextEquals(Map.of("a", "1")))))
        .hasMessage(
            "EncryptionContext is supported only when creating a grant for a symmetric encryption"
                + " KMS key.");
    assertThat(
            kms.<SdkPojo>call(
                kms.admin, "CreateGrant", request.constraints(c -> c.sourceArn(TABLE)).build()))
        .as("a source goes with every key")
        .isNotNull();
  }

  private CreateGrantRequest.Builder request(Consumer<CreateGrantRequest.Builder> change) {
    CreateGrantRequest.Builder request =
        CreateGrantRequest.builder()
            .keyId(key.keyId())
            .granteeServicePrincipal(SERVICE)
            .retiringPrincipal(kms.admin.arn())
            .constraints(c -> c.sourceArn(TABLE))
            .operationsWithStrings("Encrypt");
    change.accept(request);
    return request;
  }

  private CreateGrantResponse grant(Consumer<CreateGrantRequest.Builder> change) {
    return kms.call(kms.admin, "CreateGrant", request(change).build());
  }

  private ServiceException refused(Principal principal, CreateGrantRequest.Builder request) {
    return kms.refusal(principal, "CreateGrant", request.build());
  }

  private ListGrantsResponse list() {
    return kms.call(
        kms.admin, "ListGrants", ListGrantsRequest.builder().keyId(key.keyId()).build());
  }

  private EncryptRequest encryption() {
    return EncryptRequest.builder()
        .keyId(key.arn())
        .plaintext(SdkBytes.fromUtf8String("text"))
        .build();
  }

  private DescribeKeyRequest describing() {
    return DescribeKeyRequest.builder().keyId(key.arn()).build();
  }
}
