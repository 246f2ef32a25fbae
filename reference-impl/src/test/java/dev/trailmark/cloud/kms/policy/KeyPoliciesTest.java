package dev.trailmark.cloud.kms.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;

class KeyPoliciesTest {
  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final KeyMetadata key = kms.createKey();

  @Test
  void theDefaultPolicyIsLaidOutAsAwsLaysItOut() {
    GetKeyPolicyResponse found = policyOf(key);

    assertThat(found.policyName()).isEqualTo("default");
    assertThat(found.policy())
        .isEqualTo(
            """
            {
              "Version" : "2012-10-17",
              "Id" : "key-default-1",
              "Statement" : [ {
                "Sid" : "Enable IAM User Permissions",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "arn:aws:iam::111122223333:root"
                },
                "Action" : "kms:*",
                "Resource" : "*"
              } ]
            }\
            """);
  }

  @Test
  void aPolicyIsReturnedAsItWasPut() {
    String policy = policy("arn:aws:iam::111122223333:root", "kms:*");

    kms.call(kms.admin, "PutKeyPolicy", put(policy).build());

    assertThat(policyOf(key).policy()).isEqualTo(policy);
    assertThat(kms.refusal(kms.nobody, "PutKeyPolicy", put(policy).build()).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void whoSetsAPolicyMustBeAbleToSetAnother() {
    String lockout = policy(kms.nobody.arn(), "kms:*");

    ServiceException refused = kms.refusal(kms.admin, "PutKeyPolicy", put(lockout).build());
    assertThat(refused.code()).isEqualTo("MalformedPolicyDocumentException");
    assertThat(refused)
        .hasMessage(
            "The new key policy will not allow you to update the key policy in the future.");
    assertThat(
            kms.refusal(kms.admin, "CreateKey", CreateKeyRequest.builder().policy(lockout).build()))
        .hasMessage(refused.getMessage());

    kms.call(kms.admin, "PutKeyPolicy", put(lockout).bypassPolicyLockoutSafetyCheck(true).build());
    assertThat(kms.refusal(kms.admin, "PutKeyPolicy", put(lockout).build()).code())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void delegationPassesTheSafetyCheckOnlyForThoseWhoseIdentityPolicyAllows() {
    Principal creator =
        kms.user(
            KmsFixture.ACCOUNT,
            "creator",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"kms:CreateKey\",\"Resource\":\"*\"}]}");
    CreateKeyRequest request =
        CreateKeyRequest.builder()
            .policy(policy("arn:aws:iam::111122223333:root", "kms:*"))
            .build();

    assertThat(kms.refusal(creator, "CreateKey", request).code())
        .isEqualTo("MalformedPolicyDocumentException");
    assertThat(kms.createKey(kms.admin, request.policy()).enabled()).isTrue();
  }

  @Test
  void principalsMustExist() {
    String policy = policy("arn:aws:iam::111122223333:user/ghost", "kms:*");

    assertThat(
            kms.refusal(
                kms.admin,
                "PutKeyPolicy",
                put(policy).bypassPolicyLockoutSafetyCheck(true).build()))
        .hasMessage("Policy contains a statement with one or more invalid principals.")
        .extracting("code")
        .isEqualTo("MalformedPolicyDocumentException");
  }

  @Test
  void textThatIsNoPolicyIsRefusedWithoutAMessage() {
    for (String text : List.of("no policy", "{}", "[]", "{\"Statement\":[]}")) {
      ServiceException refused = kms.refusal(kms.admin, "PutKeyPolicy", put(text).build());
      assertThat(refused.code()).as(text).isEqualTo("MalformedPolicyDocumentException");
      assertThat(refused.getMessage()).isNull();
    }
  }

  @Test
  void aPolicyHasAMaximumSize() {
    String policy = policy("arn:aws:iam::111122223333:root", "kms:*");

    kms.call(kms.admin, "PutKeyPolicy", put(policy + " ".repeat(32_768 - policy.length())).build());
    assertThat(
            kms.refusal(
                    kms.admin,
                    "PutKeyPolicy",
                    put(policy + " ".repeat(32_769 - policy.length())).build())
                .code())
        .isEqualTo("LimitExceededException");
  }

  @Test
  void thereIsOneNameForPolicies() {
    ListKeyPoliciesResponse names =
        kms.call(
            kms.admin,
            "ListKeyPolicies",
            ListKeyPoliciesRequest.builder().keyId(key.keyId()).build());
    assertThat(names.policyNames()).containsExactly("default");
    assertThat(names.truncated()).isFalse();
    assertThat(
            kms.refusal(
                kms.admin,
                "GetKeyPolicy",
                GetKeyPolicyRequest.builder().keyId(key.keyId()).policyName("other").build()))
        .hasMessage("No such policy exists")
        .extracting("code")
        .isEqualTo("NotFoundException");
  }

  @Test
  void theTrailLearnsTheDefaultsOfARefusedCallToo() {
    kms.refusal(
        kms.nobody,
        "PutKeyPolicy",
        PutKeyPolicyRequest.builder().keyId(key.keyId()).policy("{}").build());

    assertThat(kms.lastCall().trail().parameters())
        .containsEntry("policyName", "default")
        .containsEntry("bypassPolicyLockoutSafetyCheck", false);
    assertThat(kms.lastCall().trail().resources())
        .singleElement()
        .satisfies(resource -> assertThat(resource.arn()).isEqualTo(key.arn()));
  }

  private GetKeyPolicyResponse policyOf(KeyMetadata of) {
    return kms.call(
        kms.admin, "GetKeyPolicy", GetKeyPolicyRequest.builder().keyId(of.keyId()).build());
  }

  private PutKeyPolicyRequest.Builder put(String policy) {
    return PutKeyPolicyRequest.builder().keyId(key.keyId()).policy(policy);
  }

  private static String policy(String principal, String action) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"%s\"},\"Action\":\"%s\",\"Resource\":\"*\"}]}"
        .formatted(principal, action);
  }
}
