package dev.trailmark.cloud.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.iam.enrolment.Account;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.Tag;

/** An account served over HTTP, its root user's client, and users made for a test. */
public abstract class IamFixture {
  protected static final String ACCOUNT = "111122223333";

  @AutoClose protected final IamKit kit = new IamKit();
  protected Account account;
  protected IamClient root;

  @BeforeEach
  protected void start() {
    account = kit.accounts().create(ACCOUNT, "class", null, null, null, null);
    root = kit.iam(IamKit.root(account));
  }

  /** A new user with these statements of an inline policy, or without a policy for {@code null}. */
  protected IamClient userWith(String name, String statements) {
    root.createUser(r -> r.userName(name));
    if (statements != null) {
      root.putUserPolicy(r -> r.userName(name).policyName("p").policyDocument(policy(statements)));
    }
    return kit.iam(credentials(root.createAccessKey(r -> r.userName(name)).accessKey()));
  }

  protected static AwsCredentials credentials(AccessKey key) {
    return AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey());
  }

  protected static String policy(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
  }

  protected static String allow(String action, String resource) {
    return statement("Allow", action, resource);
  }

  protected static String statement(String effect, String action, String resource) {
    return "{\"Effect\":\"%s\",\"Action\":\"%s\",\"Resource\":\"%s\"}"
        .formatted(effect, action, resource);
  }

  /** An Allow under a condition that a key has a value. */
  protected static String allowIf(String action, String resource, String key, String value) {
    return "{\"Effect\":\"Allow\",\"Action\":\"%s\",\"Resource\":\"%s\",\"Condition\":{\"StringEquals\":{\"%s\":\"%s\"}}}"
        .formatted(action, resource, key, value);
  }

  protected static String trust(String principal) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
        + "{\"AWS\":\""
        + principal
        + "\"},\"Action\":\"sts:AssumeRole\"}]}";
  }

  protected static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** The newest record of an operation, as JSON. */
  protected String record(String eventName) {
    return kit.records(IamKit.root(account), Region.US_EAST_1, eventName).get(0);
  }

  /** Asserts status, code and message literally. */
  protected static void refused(ThrowingCallable call, int status, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error ->
                assertThat(
                        error.statusCode()
                            + " "
                            + error.awsErrorDetails().errorCode()
                            + ": "
                            + error.awsErrorDetails().errorMessage())
                    .isEqualTo(status + " " + code + ": " + message));
  }

  /** Asserts that the call is denied for want of an Allow. */
  protected static void denied(
      ThrowingCallable call, String caller, String action, String resource) {
    refused(
        call,
        403,
        "AccessDenied",
        "User: arn:aws:iam::%s:user/%s is not authorized to perform: %s on resource: %s because no identity-based policy allows the %s action"
            .formatted(ACCOUNT, caller, action, resource, action));
  }
}
