package dev.trailmark.cloud.kms.alias;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.operation.TrailNotes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;

class AliasesTest {
  private static final String ALIAS_ARN = "arn:aws:kms:us-east-1:111122223333:alias/myFirstKey";

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey();

  @Test
  void anAliasStandsForItsKeyUntilItIsMovedOrDeleted() {
    create("alias/myFirstKey", key);
    assertThat(describe("alias/myFirstKey").arn()).isEqualTo(key.arn());
    assertThat(describe(ALIAS_ARN).arn()).isEqualTo(key.arn());

    KeyMetadata other = kms.createKey();
    kms.call(
        kms.admin,
        "UpdateAlias",
        UpdateAliasRequest.builder()
            .aliasName("alias/myFirstKey")
            .targetKeyId(other.arn())
            .build());
    assertThat(describe("alias/myFirstKey").arn()).isEqualTo(other.arn());

    kms.call(
        kms.admin,
        "DeleteAlias",
        DeleteAliasRequest.builder().aliasName("alias/myFirstKey").build());
    assertNotFound(
        kms.refusal(
            kms.admin,
            "DescribeKey",
            DescribeKeyRequest.builder().keyId("alias/myFirstKey").build()));
    assertNotFound(
        kms.refusal(
            kms.admin,
            "DeleteAlias",
            DeleteAliasRequest.builder().aliasName("alias/myFirstKey").build()));
  }

  @Test
  void aNameIsTakenOnce() {
    create("alias/myFirstKey", key);

    ServiceException refused = creating("alias/myFirstKey");
    assertThat(refused.code()).isEqualTo("AlreadyExistsException");
    assertThat(refused).hasMessage("An alias with the name " + ALIAS_ARN + " already exists");
  }

  @Test
  void namesHaveAPrefixAndTheServicesHaveTheirs() {
    assertThat(creating("myFirstKey"))
        .hasMessage(
            "Alias must start with the prefix \"alias/\". Please see"
                + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html")
        .extracting("code")
        .isEqualTo("ValidationException");
    assertThat(creating("alias/").code()).isEqualTo("ValidationException");
    assertThat(creating("alias/a b"))
        .hasMessage(
            "1 validation error detected: Value 'alias/a b' at 'aliasName' failed to satisfy"
                + " constraint: Member must satisfy regular expression pattern:"
                + " ^[a-zA-Z0-9:/_-]+$");
    assertThat(creating("alias/aws/mine").code()).isEqualTo("NotAuthorizedException");
  }

  @Test
  void anAliasTargetsAKeyAndNoAlias() {
    create("alias/one", key);

    assertThat(
            kms.refusal(
                    kms.admin,
                    "CreateAlias",
                    CreateAliasRequest.builder()
                        .aliasName("alias/two")
                        .targetKeyId("alias/one")
                        .build())
                .code())
        .isEqualTo("ValidationException");
  }

  @Test
  void anAliasMovesOnlyToAKeyOfItsTypeAndUsage() {
    create("alias/one", key);
    KeyMetadata mac = kms.createKey("HMAC_256", "GENERATE_VERIFY_MAC");
    KeyMetadata cipher = kms.createKey("RSA_2048", "ENCRYPT_DECRYPT");
    KeyMetadata signer = kms.createKey("RSA_2048", "SIGN_VERIFY");
    KeyMetadata curve = kms.createKey("ECC_NIST_P256", "SIGN_VERIFY");

    for (KeyMetadata other : List.of(mac, cipher, signer)) {
      assertThat(moving("alias/one", other)).as(other.keySpecAsString()).isNotNull();
    }
    create("alias/signer", signer);
    assertThat(moving("alias/signer", cipher).code()).isEqualTo("ValidationException");
    assertThat(moving("alias/signer", curve)).as("another pair that signs").isNull();
    assertThat(describe("alias/one").keyId()).isEqualTo(key.keyId());
    assertThat(describe("alias/signer").keyId()).isEqualTo(curve.keyId());
  }

  private ServiceException moving(String name, KeyMetadata target) {
    return kms.refusal(
        kms.admin,
        "UpdateAlias",
        UpdateAliasRequest.builder().aliasName(name).targetKeyId(target.keyId()).build());
  }

  @Test
  void bothTheAliasAndTheKeyMustBePermitted() {
    Principal keyOnly =
        user("keyOnly", "\"arn:aws:kms:us-east-1:111122223333:key/" + key.keyId() + "\"");
    Principal aliasOnly = user("aliasOnly", "\"arn:aws:kms:us-east-1:111122223333:alias/*\"");
    Principal both = user("both", "\"*\"");
    CreateAliasRequest request =
        CreateAliasRequest.builder().aliasName("alias/x").targetKeyId(key.keyId()).build();

    assertThat(kms.refusal(keyOnly, "CreateAlias", request))
        .hasMessageContaining("on resource: arn:aws:kms:us-east-1:111122223333:alias/x because");
    assertThat(kms.refusal(aliasOnly, "CreateAlias", request))
        .hasMessageContaining("on resource: " + key.arn() + " because");
    kms.call(both, "CreateAlias", request);
    assertThat(describe("alias/x").arn()).isEqualTo(key.arn());
  }

  @Test
  void managementTakesNoAlias() {
    create("alias/myFirstKey", key);

    assertThat(
            kms.refusal(
                kms.admin,
                "EnableKey",
                EnableKeyRequest.builder().keyId("alias/myFirstKey").build()))
        .hasMessage("Invalid keyId 'alias/myFirstKey'")
        .extracting("code")
        .isEqualTo("NotFoundException");
  }

  @Test
  void listingShowsThePredefinedAliasWithoutAKey() {
    create("alias/myFirstKey", key);

    List<AliasListEntry> all = list(ListAliasesRequest.builder()).aliases();

    assertThat(all)
        .extracting(AliasListEntry::aliasName)
        .containsExactly("alias/aws/s3", "alias/myFirstKey");
    assertThat(all.get(0).targetKeyId()).isNull();
    assertThat(all.get(1).targetKeyId()).isEqualTo(key.keyId());
    assertThat(all.get(1).aliasArn()).isEqualTo(ALIAS_ARN);
    assertThat(all.get(1).creationDate()).isEqualTo(kms.now());
    assertThat(list(ListAliasesRequest.builder().keyId(key.arn())).aliases())
        .extracting(AliasListEntry::aliasName)
        .containsExactly("alias/myFirstKey");
  }

  @Test
  void describingAPredefinedAliasMakesItsKey() {
    KeyMetadata made = describe("alias/aws/s3");

    assertThat(made.keyManagerAsString()).isEqualTo("AWS");
    assertThat(made.description())
        .isEqualTo("Default key that protects my S3 objects when no other key is defined");
    assertThat(describe("alias/aws/s3").keyId()).isEqualTo(made.keyId());
    assertThat(list(ListAliasesRequest.builder()).aliases().get(0).targetKeyId())
        .isEqualTo(made.keyId());
    assertThat(
            kms.refusal(
                kms.root, "EnableKey", EnableKeyRequest.builder().keyId(made.keyId()).build()))
        .hasMessageEndingWith("because no resource-based policy allows the kms:EnableKey action");
  }

  @Test
  void aRefusedDescriptionMakesNoKey() {
    assertThat(
            kms.refusal(
                    kms.nobody,
                    "DescribeKey",
                    DescribeKeyRequest.builder().keyId("alias/aws/s3").build())
                .code())
        .isEqualTo("AccessDeniedException");

    assertThat(list(ListAliasesRequest.builder()).aliases().get(0).targetKeyId()).isNull();
  }

  @Test
  void listingGoesOnWhereItEnded() {
    IntStream.range(0, 45).forEach(i -> create("alias/a" + (10 + i), key));

    ListAliasesResponse first = list(ListAliasesRequest.builder().limit(20));
    ListAliasesResponse second =
        list(ListAliasesRequest.builder().limit(20).marker(first.nextMarker()));
    ListAliasesResponse last =
        list(ListAliasesRequest.builder().limit(20).marker(second.nextMarker()));

    assertThat(first.truncated()).isTrue();
    assertThat(first.aliases()).hasSize(20);
    assertThat(second.aliases()).hasSize(20);
    assertThat(last.aliases()).hasSize(6);
    assertThat(last.truncated()).isFalse();
    assertThat(last.nextMarker()).isNull();
    assertThat(
            kms.refusal(kms.admin, "ListAliases", ListAliasesRequest.builder().marker("xx").build())
                .code())
        .isEqualTo("InvalidMarkerException");
  }

  @Test
  void aKeyHasAtMostFiftyAliases() {
    IntStream.range(0, 50).forEach(i -> create("alias/a" + i, key));

    assertThat(creating("alias/more").code()).isEqualTo("LimitExceededException");
  }

  @Test
  void theTrailListsKeyAndAlias() {
    create("alias/myFirstKey", key);

    assertThat(kms.lastCall().trail().resources())
        .extracting(TrailNotes.Resource::arn)
        .containsExactly(key.arn(), ALIAS_ARN);
    assertThat(kms.operation("CreateAlias").trail().response().apply(kms.lastCall(), null))
        .isEqualTo(java.util.Map.of("keyId", key.arn()));
  }

  private Principal user(String name, String resource) {
    return kms.user(
        KmsFixture.ACCOUNT,
        name,
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:CreateAlias\",\"Resource\":%s}]}"
            .formatted(resource));
  }

  private void create(String name, KeyMetadata target) {
    kms.call(
        kms.admin,
        "CreateAlias",
        CreateAliasRequest.builder().aliasName(name).targetKeyId(target.keyId()).build());
  }

  private ServiceException creating(String name) {
    return kms.refusal(
        kms.admin,
        "CreateAlias",
        CreateAliasRequest.builder().aliasName(name).targetKeyId(key.keyId()).build());
  }

  private KeyMetadata describe(String keyId) {
    DescribeKeyResponse found =
        kms.call(kms.admin, "DescribeKey", DescribeKeyRequest.builder().keyId(keyId).build());
    return found.keyMetadata();
  }

  private ListAliasesResponse list(ListAliasesRequest.Builder request) {
    return kms.call(kms.admin, "ListAliases", request.build());
  }

  private static void assertNotFound(ServiceException refused) {
    assertThat(refused.code()).isEqualTo("NotFoundException");
    assertThat(refused).hasMessage("Alias " + ALIAS_ARN + " is not found.");
  }
}
