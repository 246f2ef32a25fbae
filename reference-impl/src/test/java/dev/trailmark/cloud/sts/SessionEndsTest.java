package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.allow;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.sessionArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.iam.IamKit;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** What ends sessions: time, revocation, and the end of whom they stand for. */
class SessionEndsTest {
  @AutoClose private final StsFixture sts = new StsFixture();

  @Test
  void anExpiredSessionIsAnsweredInTheWordsOfEachProtocol() {
    sts.role("open", STUDENT, "sts:AssumeRole");
    sts.kit.clockOffset(Duration.ofMinutes(-61));
    Credentials issued = sts.student.assumeRole(assume("open").build()).credentials();
    String expired = "The security token included in the request is expired";

    refused(() -> sts.sts(issued).getCallerIdentity(), 403, "ExpiredToken", expired);
    refused(() -> sts.iam(issued).listUsers(), 403, "ExpiredToken", expired);
    refused(
        () -> sts.kit.trails(IamKit.session(issued), Region.EU_WEST_1).describeTrails(),
        400,
        "ExpiredTokenException",
        expired);
  }

  @Test
  void aSessionLivesUntilTheSecondItExpires() {
    sts.role("open", STUDENT, "sts:AssumeRole");
    sts.kit.clockOffset(Duration.ofMinutes(-59));

    Credentials issued = sts.student.assumeRole(assume("open").build()).credentials();

    assertThat(sts.sts(issued).getCallerIdentity().arn()).isEqualTo(sessionArn("open", "lab"));
  }

  /** As the console's "Revoke active sessions" does. */
  @Test
  void sessionsFromBeforeAPointInTimeAreRevokedByTheirTokensAge() {
    sts.role("watched", STUDENT, "sts:AssumeRole");
    sts.kit.clockOffset(Duration.ofMinutes(-30));
    Credentials old = sts.student.assumeRole(assume("watched").build()).credentials();
    sts.kit.clockOffset(Duration.ZERO);
    Credentials recent = sts.student.assumeRole(assume("watched").build()).credentials();

    sts.rolePolicy(
        "watched",
        allow("iam:ListUsers"),
        "{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":"
            + "{\"aws:TokenIssueTime\":\""
            + Instant.now().minus(Duration.ofMinutes(10))
            + "\"}}}");

    assertThat(sts.iam(recent).listUsers().users()).isNotEmpty();
    refused(
        () -> sts.iam(old).listUsers(),
        403,
        "AccessDenied",
        "User: "
            + sessionArn("watched", "lab")
            + " is not authorized to perform: iam:ListUsers on resource:"
            + " arn:aws:iam::111122223333:user/ with an explicit deny in an identity-based policy");
    assertThat(sts.sts(old).getCallerIdentity().arn()).isEqualTo(sessionArn("watched", "lab"));
  }

  @Test
  void aUserMadeAnewDoesNotGetTheSessionsOfTheDeletedOne() {
    AccessKey key = newUser("ada");
    StsClient session =
        sts.sts(
            sts.kit
                .sts(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()))
                .getSessionToken()
                .credentials());
    assertThat(session.getCallerIdentity().arn()).endsWith(":user/ada");

    sts.iam.deleteAccessKey(r -> r.userName("ada").accessKeyId(key.accessKeyId()));
    assertThat(session.getCallerIdentity().arn()).endsWith(":user/ada");
    sts.iam.deleteUser(r -> r.userName("ada"));
    refusedAsUnknown(session);
    newUser("ada");

    refusedAsUnknown(session);
  }

  private AccessKey newUser(String name) {
    IamClient iam = sts.iam;
    iam.createUser(r -> r.userName(name));
    return iam.createAccessKey(r -> r.userName(name)).accessKey();
  }

  @Test
  void aRoleMadeAnewDoesNotGetTheSessionsOfTheDeletedOne() {
    sts.role("open", STUDENT, "sts:AssumeRole");
    StsClient session = sts.sts(sts.student.assumeRole(assume("open").build()).credentials());

    sts.iam.deleteRole(r -> r.roleName("open"));
    sts.role("open", STUDENT, "sts:AssumeRole");

    refusedAsUnknown(session);
  }

  private static void refusedAsUnknown(StsClient session) {
    refused(
        session::getCallerIdentity,
        403,
        "InvalidClientTokenId",
        "The security token included in the request is invalid.");
  }

  @Test
  void theKeyThatAskedForASessionMayGo() {
    AccessKey key = newUser("ada");
    StsClient session =
        sts.sts(
            sts.kit
                .sts(AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()))
                .getSessionToken(r -> r.durationSeconds(900))
                .credentials());

    sts.iam.updateAccessKey(
        r -> r.userName("ada").accessKeyId(key.accessKeyId()).status("Inactive"));

    assertThat(session.getCallerIdentity().arn()).endsWith(":user/ada");
  }
}
