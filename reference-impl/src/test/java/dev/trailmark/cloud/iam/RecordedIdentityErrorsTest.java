package dev.trailmark.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * Every error of IAM and STS that was recorded on AWS ({@code iam/recorded-errors.json}): code,
 * status and message, over HTTP. A row whose operation is not served says so and is answered
 * NotImplemented.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedIdentityErrorsTest {
  private static final String ACCOUNT = "111111111111";
  private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/";
  private static final String MISSING_POLICY = "arn:aws:iam::" + ACCOUNT + ":policy/Reader123";
  private static final String TRUST =
      "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
          + "{\"AWS\":\"%s\"},\"Action\":[\"sts:AssumeRole\",\"sts:TagSession\"]}]}";

  @AutoClose private final IamKit kit = new IamKit();
  private final Account account = kit.accounts().create(ACCOUNT, "class", null, null, null, null);
  private final IamClient root = kit.iam(IamKit.root(account));
  private final StsClient student = kit.sts(IamKit.user(account));

  @BeforeAll
  void makeWhatTheRecordedTestsMade() {
    role("tagged", "arn:aws:iam::" + ACCOUNT + ":user/student");
    role("next", ROLE + "tagged");
    root.createServiceLinkedRole(r -> r.awsServiceName("batch.amazonaws.com"));
  }

  private void role(String name, String trusted) {
    root.createRole(r -> r.roleName(name).assumeRolePolicyDocument(TRUST.formatted(trusted)));
  }

  static Stream<Arguments> rows() throws Exception {
    try (InputStream in =
        RecordedIdentityErrorsTest.class.getResourceAsStream("/iam/recorded-errors.json")) {
      JsonNode errors = new ObjectMapper().readTree(in).get("errors");
      return Stream.of(new ObjectMapper().treeToValue(errors, JsonNode[].class))
          .map(row -> Arguments.of(row.get("test").asText(), row));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void isAnsweredAsAwsDid(String name, JsonNode row) {
    JsonNode unserved = row.get("unserved");
    if (unserved != null) {
      AwsServiceException error = refusal(unserved(unserved.asText()));
      assertThat(error.statusCode()).isEqualTo(501);
      assertThat(error.awsErrorDetails().errorCode()).isEqualTo("NotImplemented");
      return;
    }
    AwsServiceException error = refusal(situation(name));
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(row.get("code").asText());
    assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(row.get("message").asText());
    assertThat(error.statusCode()).isEqualTo(row.get("status").asInt());
  }

  private static AwsServiceException refusal(ThrowingCallable call) {
    return Assertions.catchThrowableOfType(AwsServiceException.class, call);
  }

  private ThrowingCallable situation(String name) {
    return switch (name) {
      case "test_service_role_lifecycle_custom_suffix_not_allowed[ops.apigateway.amazonaws.com]"
              + " custom-suffix-not-allowed" ->
          () ->
              root.createServiceLinkedRole(
                  r -> r.awsServiceName("ops.apigateway.amazonaws.com").customSuffix("suffix"));
      case "test_service_role_already_exists role-already-exists-error" ->
          () -> root.createServiceLinkedRole(r -> r.awsServiceName("batch.amazonaws.com"));
      case "test_create_role_with_malformed_assume_role_policy_document invalid-json" ->
          () -> root.createRole(r -> r.roleName("r").assumeRolePolicyDocument("{,}"));
      case "test_role_attach_policy valid_arn_not_existent" ->
          () -> root.attachRolePolicy(r -> r.roleName("tagged").policyArn(MISSING_POLICY));
      case "test_user_attach_policy valid_arn_not_existent" ->
          () -> root.attachUserPolicy(r -> r.userName("student").policyArn(MISSING_POLICY));
      case "test_role_attach_policy non_existent_malformed_policy_arn" ->
          () ->
              root.attachRolePolicy(r -> r.roleName("tagged").policyArn("longpolicynamebutnoarn"));
      case "test_user_attach_policy non_existent_malformed_policy_arn" ->
          () ->
              root.attachUserPolicy(r -> r.userName("student").policyArn("longpolicynamebutnoarn"));
      case "test_delete_non_existent_policy_returns_no_such_entity"
              + " delete-non-existent-policy-exc" ->
          () ->
              root.deletePolicy(
                  r -> r.policyArn("arn:aws:iam::" + ACCOUNT + ":policy/non-existent-policy"));
      default -> assumption(name);
    };
  }

  private ThrowingCallable assumption(String name) {
    AssumeRoleRequest.Builder tagged =
        AssumeRoleRequest.builder().roleArn(ROLE + "tagged").roleSessionName("Session1");
    return switch (name) {
      case "test_assume_role_tag_validation duplicate-tag-keys-different-casing" ->
          () -> student.assumeRole(tagged.tags(tag("Test", "a"), tag("test", "b")).build());
      case "test_assume_role_tag_validation invalid-transitive-tag-keys" ->
          () -> student.assumeRole(tagged.tags(tag("a", "b")).transitiveTagKeys("c").build());
      case "test_iam_role_chaining_override_transitive_tags override-transitive-tag-error" ->
          () -> chained(tagged.tags(tag("Test", "a")).transitiveTagKeys("Test").build());
      case "test_sts_invalid_parameters invalid-session-name" ->
          () -> student.assumeRole(tagged.roleSessionName("Session1:2").build());
      default -> {
        String arn = ARNS.get(name);
        yield () -> student.assumeRole(tagged.roleArn(arn).build());
      }
    };
  }

  private static final Map<String, String> ARNS =
      Map.of(
          "test_sts_invalid_parameters no-partition", "arn::b:::something/test-role",
          "test_sts_invalid_parameters no-service", "arn:a::::something/test-role",
          "test_sts_invalid_parameters not-enough-colons", "arn:a:::something/test-role",
          "test_sts_invalid_parameters no-resource", "arn:a:a::aaaaaaaaaa:",
          "test_sts_invalid_parameters malformed-arn", "nothing-valid-in-here");

  /** The next role of a chain, with another value for the tag that goes down it. */
  private void chained(AssumeRoleRequest first) {
    StsClient session = kit.sts(IamKit.session(student.assumeRole(first).credentials()));
    session.assumeRole(
        r -> r.roleArn(ROLE + "next").roleSessionName("Session2").tags(tag("Test", "b")));
  }

  private ThrowingCallable unserved(String operation) {
    return switch (operation) {
      case "CreateServiceSpecificCredential" ->
          () ->
              root.createServiceSpecificCredential(
                  r -> r.userName("student").serviceName("codecommit.amazonaws.com"));
      case "DeleteServiceSpecificCredential" ->
          () -> root.deleteServiceSpecificCredential(r -> r.serviceSpecificCredentialId("x"));
      case "ListServiceSpecificCredentials" -> () -> root.listServiceSpecificCredentials();
      case "ResetServiceSpecificCredential" ->
          () -> root.resetServiceSpecificCredential(r -> r.serviceSpecificCredentialId("x"));
      case "UpdateServiceSpecificCredential" ->
          () ->
              root.updateServiceSpecificCredential(
                  r -> r.serviceSpecificCredentialId("x").status("Active"));
      case "GetServerCertificate" ->
          () -> root.getServerCertificate(r -> r.serverCertificateName("none"));
      default -> throw new IllegalArgumentException("no call of " + operation);
    };
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }
}
