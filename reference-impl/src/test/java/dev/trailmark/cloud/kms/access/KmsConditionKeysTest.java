package dev.trailmark.cloud.kms.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.kms.lookup.DefaultPolicies;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyWithoutPlaintextRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;

/**
 * Every condition key that KMS feeds: a policy with that condition lets the request that has the
 * value pass and refuses its twin.
 */
class KmsConditionKeysTest {
  private static final String ALIAS = "alias/the-key";
  private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("a secret");

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final String key = kms.createKey().keyId();
  private final String other = kms.createKey().keyId();

  KmsConditionKeysTest() {
    kms.call(
        kms.admin,
        "CreateAlias",
        CreateAliasRequest.builder().aliasName(ALIAS).targetKeyId(key).build());
    kms.call(kms.admin, "TagResource", tag(key, "team", "blue"));
  }

  /**
   * A condition on an operation, a request that meets it and one that does not.
   *
   * @param action the permission that is under the condition
   * @param condition with {@code '} for {@code "}
   */
  private record Row(
      String operation,
      String action,
      String condition,
      Function<KmsConditionKeysTest, SdkPojo> passes,
      Function<KmsConditionKeysTest, SdkPojo> fails) {

    static Row of(
        String operation,
        String condition,
        Function<KmsConditionKeysTest, SdkPojo> passes,
        Function<KmsConditionKeysTest, SdkPojo> fails) {
      return new Row(operation, "kms:" + operation, condition, passes, fails);
    }

    @Override
    public String toString() {
      return operation + " if " + condition;
    }
  }

  static List<Row> rows() {
    return List.of(
        Row.of(
            "Encrypt",
            "'StringEquals':{'kms:EncryptionContext:Department':'Finance'}",
            t -> t.encrypt(t.key, Map.of("Department", "Finance")),
            t -> t.encrypt(t.key, Map.of("Department", "finance"))),
        Row.of(
            "Decrypt",
            "'StringEquals':{'kms:EncryptionContext:Department':'Finance'}",
            t -> t.decrypt(Map.of("Department", "Finance")),
            t -> t.decrypt(Map.of())),
        Row.of(
            "GenerateDataKey",
            "'StringEquals':{'kms:EncryptionContext:Department':'Finance'}",
            t -> t.dataKey(Map.of("Department", "Finance")),
            t -> t.dataKey(Map.of("Department", "Sales"))),
        Row.of(
            "GenerateDataKeyWithoutPlaintext",
            "'ForAnyValue:StringEquals':{'kms:EncryptionContextKeys':'Department'}",
            t -> t.hiddenDataKey(Map.of("Department", "Finance")),
            t -> t.hiddenDataKey(Map.of("Team", "Finance"))),
        Row.of(
            "Encrypt",
            "'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':['a','b']}",
            t -> t.encrypt(t.key, Map.of("a", "1", "b", "2")),
            t -> t.encrypt(t.key, Map.of("a", "1", "c", "3"))),
        Row.of(
            "Encrypt",
            "'StringEquals':{'kms:RequestAlias':'alias/the-key'}",
            t -> t.encrypt(ALIAS, Map.of()),
            t -> t.encrypt(t.key, Map.of())),
        Row.of(
            "Encrypt",
            "'ForAnyValue:StringEquals':{'kms:ResourceAliases':'alias/the-key'}",
            t -> t.encrypt(t.key, Map.of()),
            t -> t.encrypt(t.other, Map.of())),
        Row.of(
            "Encrypt",
            "'StringEquals':{'aws:ResourceTag/team':'blue'}",
            t -> t.encrypt(t.key, Map.of()),
            t -> t.encrypt(t.other, Map.of())),
        new Row(
            "ReEncrypt",
            "kms:ReEncrypt*",
            "'Bool':{'kms:ReEncryptOnSameKey':'true'}",
            t -> t.reEncrypt(t.key),
            t -> t.reEncrypt(t.other)),
        new Row(
            "ReEncrypt",
            "kms:ReEncryptFrom",
            "'StringEquals':{'kms:EncryptionContext:from':'here'}",
            t -> t.reEncrypt(Map.of("from", "here"), Map.of("to", "there")),
            t -> t.reEncrypt(Map.of("from", "there"), Map.of("from", "here"))),
        new Row(
            "ReEncrypt",
            "kms:ReEncryptTo",
            "'StringEquals':{'kms:EncryptionContext:to':'there'}",
            t -> t.reEncrypt(Map.of("from", "here"), Map.of("to", "there")),
            t -> t.reEncrypt(Map.of("to", "there"), Map.of("to", "here"))),
        Row.of(
            "Decrypt",
            "'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':'a'}",
            t -> t.decrypt(Map.of("a", "1")),
            t -> t.decrypt(Map.of("A", "1"))),
        Row.of(
            "DescribeKey",
            "'StringLike':{'kms:RequestAlias':'alias/the-*'}",
            t -> t.describe(ALIAS),
            t -> t.describe(t.key)),
        Row.of(
            "DescribeKey",
            "'ForAnyValue:StringLike':{'kms:ResourceAliases':'alias/the-*'}",
            t -> t.describe(t.key),
            t -> t.describe(t.other)),
        Row.of(
            "ScheduleKeyDeletion",
            "'NumericGreaterThanEquals':{'kms:ScheduleKeyDeletionPendingWindowInDays':14}",
            t -> t.schedule(14),
            t -> t.schedule(13)),
        Row.of(
            "PutKeyPolicy",
            "'Bool':{'kms:BypassPolicyLockoutSafetyCheck':'false'}",
            t -> t.putPolicy(null),
            t -> t.putPolicy(true)),
        Row.of(
            "CreateKey",
            "'Bool':{'kms:BypassPolicyLockoutSafetyCheck':'true'}",
            t -> CreateKeyRequest.builder().bypassPolicyLockoutSafetyCheck(true).build(),
            t -> CreateKeyRequest.builder().build()),
        Row.of(
            "TagResource",
            "'StringEquals':{'aws:RequestTag/Team':['red','blue']}",
            t -> tag(t.key, "team", "red"),
            t -> tag(t.key, "team", "green")),
        Row.of(
            "CreateKey",
            "'ForAllValues:StringEquals':{'aws:TagKeys':['team','cost']}",
            t -> CreateKeyRequest.builder().tags(pair("team", "red")).build(),
            t -> CreateKeyRequest.builder().tags(pair("owner", "me")).build()),
        Row.of(
            "UntagResource",
            "'ForAnyValue:StringEquals':{'aws:TagKeys':'team'}",
            t -> UntagResourceRequest.builder().keyId(t.key).tagKeys("team").build(),
            t -> UntagResourceRequest.builder().keyId(t.key).tagKeys("cost").build()));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRequestWithTheValuePassesAndItsTwinDoesNot(Row row) {
    Principal tester = tester(row.action(), row.condition());

    SdkPojo answer = kms.call(tester, row.operation(), row.passes().apply(this));
    ServiceException refusal = kms.refusal(tester, row.operation(), row.fails().apply(this));

    assertThat(answer).isNotNull();
    assertThat(refusal.code()).isEqualTo("AccessDeniedException");
    assertThat(refusal).hasMessageContaining("because no identity-based policy allows the");
  }

  @ParameterizedTest
  @CsvSource({
    "kms:CallerAccount, 111122223333, 444455556666",
    "kms:EncryptionAlgorithm, SYMMETRIC_DEFAULT, RSAES_OAEP_SHA_256",
    "kms:KeySpec, SYMMETRIC_DEFAULT, RSA_2048",
    "kms:CustomerMasterKeySpec, SYMMETRIC_DEFAULT, RSA_2048",
    "kms:KeyUsage, ENCRYPT_DECRYPT, SIGN_VERIFY",
    "kms:CustomerMasterKeyUsage, ENCRYPT_DECRYPT, SIGN_VERIFY",
    "kms:KeyOrigin, AWS_KMS, EXTERNAL",
    "kms:MultiRegion, false, true",
  })
  void aRequestToEncryptHasTheValueAndNoOther(String name, String value, String another) {
    String condition = "'StringEquals':{'" + name + "':'VALUE'}";
    Principal passes = tester("kms:Encrypt", condition.replace("VALUE", value));
    SdkPojo answer = kms.call(passes, "Encrypt", encrypt(key, Map.of()));

    Principal fails = tester("kms:Encrypt", condition.replace("VALUE", another));
    ServiceException refusal = kms.refusal(fails, "Encrypt", encrypt(key, Map.of()));

    assertThat(answer).isNotNull();
    assertThat(refusal.code()).isEqualTo("AccessDeniedException");
  }

  /** The condition keys of keys' traits and of algorithms, for every operation that has them. */
  @ParameterizedTest
  @CsvSource({
    "Decrypt, kms:EncryptionAlgorithm, SYMMETRIC_DEFAULT, RSAES_OAEP_SHA_256",
    "GenerateDataKey, kms:EncryptionAlgorithm, SYMMETRIC_DEFAULT, RSAES_OAEP_SHA_256",
    "GenerateDataKeyWithoutPlaintext, kms:EncryptionAlgorithm, SYMMETRIC_DEFAULT, SM2PKE",
    "Decrypt, kms:CallerAccount, 111122223333, 444455556666",
    "DescribeKey, kms:KeySpec, SYMMETRIC_DEFAULT, RSA_2048",
    "ScheduleKeyDeletion, kms:KeyOrigin, AWS_KMS, EXTERNAL",
    "PutKeyPolicy, kms:KeyUsage, ENCRYPT_DECRYPT, SIGN_VERIFY",
    "CreateKey, kms:KeySpec, SYMMETRIC_DEFAULT, RSA_2048",
    "CreateKey, kms:KeyUsage, ENCRYPT_DECRYPT, SIGN_VERIFY",
    "CreateKey, kms:KeyOrigin, AWS_KMS, EXTERNAL",
    "CreateKey, kms:MultiRegion, false, true",
  })
  void anOperationHasTheValueAndNoOther(
      String operation, String name, String value, String another) {
    SdkPojo request = request(operation);
    Principal fails = tester("kms:" + operation, "'StringEquals':{'%s':'%s'}", name, another);
    assertThat(kms.refusal(fails, operation, request).code()).isEqualTo("AccessDeniedException");

    Principal passes = tester("kms:" + operation, "'StringEquals':{'%s':'%s'}", name, value);
    assertThat((SdkPojo) kms.call(passes, operation, request)).isNotNull();
  }

  private SdkPojo request(String operation) {
    return switch (operation) {
      case "Decrypt" -> decrypt(Map.of());
      case "GenerateDataKey" -> dataKey(Map.of());
      case "GenerateDataKeyWithoutPlaintext" -> hiddenDataKey(Map.of());
      case "DescribeKey" -> describe(key);
      case "ScheduleKeyDeletion" -> schedule(7);
      case "PutKeyPolicy" -> putPolicy(null);
      default -> CreateKeyRequest.builder().build();
    };
  }

  private Principal tester(String action, String condition, String name, String value) {
    return tester(action, condition.formatted(name, value));
  }

  @Test
  void theServiceThatCallsForSomeoneIsACondition() {
    Principal tester =
        tester("kms:DescribeKey", "'StringEquals':{'kms:ViaService':'s3.us-east-1.amazonaws.com'}");
    DescribeKeyRequest request = DescribeKeyRequest.builder().keyId(key).build();

    SdkPojo answer = kms.throughS3(tester, "DescribeKey", request);

    assertThat(answer).isNotNull();
    assertThat(kms.refusal(tester, "DescribeKey", request).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void anAliasIsTheCallersAccountsToo() {
    CreateAliasRequest request =
        CreateAliasRequest.builder().aliasName("alias/second").targetKeyId(key).build();
    String condition = "'StringEquals':{'kms:CallerAccount':'VALUE'}";
    Principal other =
        tester("kms:CreateAlias", condition.replace("VALUE", KmsFixture.OTHER_ACCOUNT));
    assertThat(kms.refusal(other, "CreateAlias", request))
        .hasMessageContaining("on resource: arn:aws:kms:us-east-1:111122223333:alias/second");

    Principal tester = tester("kms:CreateAlias", condition.replace("VALUE", KmsFixture.ACCOUNT));
    assertThat((SdkPojo) kms.call(tester, "CreateAlias", request)).isNotNull();
  }

  /** A user who may do the action under the condition and everything else without. */
  private Principal tester(String action, String condition) {
    return kms.user(
        KmsFixture.ACCOUNT,
        "tester",
        ("{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':'"
                + action
                + "','Resource':'*','Condition':{"
                + condition
                + "}},{'Effect':'Allow','NotAction':'"
                + action
                + "','Resource':'*'}]}")
            .replace('\'', '"'));
  }

  private SdkPojo encrypt(String keyId, Map<String, String> context) {
    return EncryptRequest.builder()
        .keyId(keyId)
        .plaintext(PLAINTEXT)
        .encryptionContext(context)
        .build();
  }

  private SdkBytes ciphertext(Map<String, String> context) {
    EncryptResponse made = kms.call(kms.admin, "Encrypt", encrypt(key, context));
    return made.ciphertextBlob();
  }

  private SdkPojo decrypt(Map<String, String> context) {
    return DecryptRequest.builder()
        .ciphertextBlob(ciphertext(context))
        .encryptionContext(context)
        .keyId(key)
        .build();
  }

  private SdkPojo dataKey(Map<String, String> context) {
    return GenerateDataKeyRequest.builder()
        .keyId(key)
        .keySpec("AES_256")
        .encryptionContext(context)
        .build();
  }

  private SdkPojo hiddenDataKey(Map<String, String> context) {
    return GenerateDataKeyWithoutPlaintextRequest.builder()
        .keyId(key)
        .keySpec("AES_256")
        .encryptionContext(context)
        .build();
  }

  private SdkPojo reEncrypt(String destination) {
    return ReEncryptRequest.builder()
        .ciphertextBlob(ciphertext(Map.of()))
        .sourceKeyId(key)
        .destinationKeyId(destination)
        .build();
  }

  private SdkPojo reEncrypt(Map<String, String> from, Map<String, String> to) {
    return ReEncryptRequest.builder()
        .ciphertextBlob(ciphertext(from))
        .sourceEncryptionContext(from)
        .sourceKeyId(key)
        .destinationEncryptionContext(to)
        .destinationKeyId(other)
        .build();
  }

  private static SdkPojo describe(String keyId) {
    return DescribeKeyRequest.builder().keyId(keyId).build();
  }

  private SdkPojo schedule(int days) {
    return ScheduleKeyDeletionRequest.builder().keyId(key).pendingWindowInDays(days).build();
  }

  private SdkPojo putPolicy(Boolean bypass) {
    return PutKeyPolicyRequest.builder()
        .keyId(key)
        .policy(DefaultPolicies.customer(KmsFixture.ACCOUNT))
        .bypassPolicyLockoutSafetyCheck(bypass)
        .build();
  }

  private static TagResourceRequest tag(String keyId, String name, String value) {
    return TagResourceRequest.builder().keyId(keyId).tags(pair(name, value)).build();
  }

  private static Tag pair(String name, String value) {
    return Tag.builder().tagKey(name).tagValue(value).build();
  }
}
