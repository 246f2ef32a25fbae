package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.roleArn;
import static dev.trailmark.cloud.sts.StsFixture.tag;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Every error of AssumeRole that was recorded on AWS, word for word. */
class RecordedErrorsTest {
  private final StsFixture sts = new StsFixture();

  @BeforeEach
  void start() {
    sts.role("tagged", STUDENT, "sts:AssumeRole", "sts:TagSession");
    sts.role("next", roleArn("tagged"), "sts:AssumeRole", "sts:TagSession");
  }

  @AfterEach
  void stop() {
    sts.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing-valid-in-here",
        "arn::b:::something/test-role",
        "arn:a::::something/test-role",
        "arn:a:::something/test-role",
        "arn:a:a::aaaaaaaaaa:"
      })
  void anArnThatIsNone(String arn) {
    refused(
        () -> sts.student.assumeRole(r -> r.roleArn(arn).roleSessionName("Session1")),
        400,
        "ValidationError",
        arn + " is invalid");
  }

  @Test
  void aSessionsNameWithAColon() {
    refused(
        () -> sts.student.assumeRole(assume("tagged").roleSessionName("Session1:2").build()),
        400,
        "ValidationError",
        "1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy"
            + " constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*");
  }

  @Test
  void tagKeysThatDifferInCaseOnly() {
    refusedParameter(
        sts.student,
        assume("tagged").tags(tag("Test", "a"), tag("test", "b")),
        "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
  }

  @Test
  void aTransitiveKeyWithoutItsTag() {
    refusedParameter(
        sts.student,
        assume("tagged").tags(tag("a", "b")).transitiveTagKeys("c"),
        "The specified transitive tag key must be included in the requested tags.");
  }

  @Test
  void anInheritedTagSetAnewInAnyCase() {
    StsClient session =
        sts.sts(
            sts.student
                .assumeRole(
                    assume("tagged").tags(tag("Test", "a")).transitiveTagKeys("Test").build())
                .credentials());
    String conflict =
        "One of the specified transitive tag keys can't be set because it conflicts with a"
            + " transitive tag key from the calling session.";

    refusedParameter(session, assume("next").tags(tag("Test", "b")), conflict);
    refusedParameter(
        session, assume("next").tags(tag("test", "b")).transitiveTagKeys("test"), conflict);
  }

  private static void refusedParameter(
      StsClient client, AssumeRoleRequest.Builder request, String message) {
    refused(() -> client.assumeRole(request.build()), 400, "InvalidParameterValue", message);
  }
}
