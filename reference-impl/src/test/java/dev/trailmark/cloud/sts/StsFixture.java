package dev.trailmark.cloud.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trailmark.cloud.iam.IamKit;
import dev.trailmark.cloud.iam.enrolment.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.Tag;

/** One account with a user {@code student}, and short words for what the tests say often. */
final class StsFixture implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String STUDENT = "arn:aws:iam::111122223333:user/student";

  final IamKit kit = new IamKit();
  final Account account = kit.accounts().create(ACCOUNT, "class", null, null, null, null);
  final IamClient iam = kit.iam(IamKit.root(account));
  final StsClient root = kit.sts(IamKit.root(account));
  final StsClient student = kit.sts(IamKit.user(account));

  static String roleArn(String role) {
    return "arn:aws:iam::111122223333:role/" + role;
  }

  static String sessionArn(String role, String session) {
    return "arn:aws:sts::111122223333:assumed-role/" + role + "/" + session;
  }

  /** A role whose trust policy allows these actions to one principal. */
  void role(String name, String principal, String... actions) {
    roleWith(
        name,
        "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
            + principal
            + "\"},\"Action\":[\""
            + String.join("\",\"", actions)
            + "\"]}");
  }

  /** A role whose trust policy has these statements. */
  void roleWith(String name, String... statements) {
    iam.createRole(r -> r.roleName(name).assumeRolePolicyDocument(policy(statements)));
  }

  void rolePolicy(String role, String... statements) {
    iam.putRolePolicy(r -> r.roleName(role).policyName("p").policyDocument(policy(statements)));
  }

  void studentPolicy(String... statements) {
    iam.putUserPolicy(
        r -> r.userName("student").policyName("p").policyDocument(policy(statements)));
  }

  static String policy(String... statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
  }

  static String allow(String action) {
    return statement("Allow", action);
  }

  static String deny(String action) {
    return statement("Deny", action);
  }

  private static String statement(String effect, String action) {
    return "{\"Effect\":\"" + effect + "\",\"Action\":\"" + action + "\",\"Resource\":\"*\"}";
  }

  static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  static AssumeRoleRequest.Builder assume(String role) {
    return AssumeRoleRequest.builder().roleArn(roleArn(role)).roleSessionName("lab");
  }

  StsClient sts(Credentials issued) {
    return kit.sts(IamKit.session(issued));
  }

  IamClient iam(Credentials issued) {
    return kit.iam(IamKit.session(issued));
  }

  /** The newest record of an event in the region of the STS clients. */
  JsonNode record(String eventName) {
    return record(account, eventName);
  }

  /** The same in another account. */
  JsonNode record(Account of, String eventName) {
    try {
      return new ObjectMapper()
          .readTree(kit.records(IamKit.root(of), Region.EU_WEST_1, eventName).get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts a refusal literally. */
  static void refused(ThrowingCallable call, int status, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error -> {
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
              assertThat(error.statusCode()).isEqualTo(status);
            });
  }

  @Override
  public void close() {
    kit.close();
  }
}
