package dev.trailmark.cloud.sts;

import static dev.trailmark.cloud.sts.StsFixture.STUDENT;
import static dev.trailmark.cloud.sts.StsFixture.allow;
import static dev.trailmark.cloud.sts.StsFixture.assume;
import static dev.trailmark.cloud.sts.StsFixture.refused;
import static dev.trailmark.cloud.sts.StsFixture.roleArn;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** How long sessions last: at least, at most and by default. */
class SessionDurationsTest {
  private static final int HOUR = 3600;

  @AutoClose private final StsFixture sts = new StsFixture();

  private static void lasts(Credentials issued, int seconds) {
    Instant now = Instant.now();
    assertThat(issued.expiration())
        .isBetween(now.plusSeconds(seconds - 60L), now.plusSeconds(seconds));
  }

  @Test
  void whatIsNotAskedForIsTwelveHoursForUsersAndOneForRoles() {
    sts.studentPolicy(allow("sts:GetFederationToken"));
    sts.role("r", STUDENT, "sts:AssumeRole");
    sts.iam.updateRole(r -> r.roleName("r").maxSessionDuration(12 * HOUR));

    lasts(sts.student.getSessionToken().credentials(), 12 * HOUR);
    lasts(sts.student.getFederationToken(r -> r.name("bob")).credentials(), 12 * HOUR);
    lasts(sts.student.assumeRole(assume("r").build()).credentials(), HOUR);
    lasts(
        sts.student.assumeRole(assume("r").durationSeconds(43_200).build()).credentials(), 43_200);
  }

  @Test
  void aChainOfRolesHasAnHourWhateverTheRoleAllows() {
    sts.role("first", STUDENT, "sts:AssumeRole");
    sts.role("next", roleArn("first"), "sts:AssumeRole");
    sts.iam.updateRole(r -> r.roleName("next").maxSessionDuration(12 * HOUR));
    StsClient session = sts.sts(sts.student.assumeRole(assume("first").build()).credentials());

    lasts(session.assumeRole(assume("next").build()).credentials(), HOUR);
    lasts(session.assumeRole(assume("next").durationSeconds(HOUR).build()).credentials(), HOUR);
    refused(
        () -> session.assumeRole(assume("next").durationSeconds(HOUR + 1).build()),
        400,
        "ValidationError",
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
            + " chaining.");
    StsClient own = sts.sts(sts.student.getSessionToken().credentials());
    lasts(own.assumeRole(assume("first").durationSeconds(900).build()).credentials(), 900);
  }

  @ParameterizedTest
  @CsvSource({
    "899, Member must have value greater than or equal to 900",
    "129601, Member must have value less than or equal to 129600",
  })
  void aUsersSessionLastsFromFifteenMinutesToThirtySixHours(int seconds, String limit) {
    sts.studentPolicy(allow("sts:GetFederationToken"));
    int within = Math.max(900, Math.min(seconds, 129_600));

    lasts(sts.student.getSessionToken(r -> r.durationSeconds(within)).credentials(), within);
    lasts(
        sts.student.getFederationToken(r -> r.name("bob").durationSeconds(within)).credentials(),
        within);
    outOfLimits(() -> sts.student.getSessionToken(r -> r.durationSeconds(seconds)), seconds, limit);
    outOfLimits(
        () -> sts.student.getFederationToken(r -> r.name("bob").durationSeconds(seconds)),
        seconds,
        limit);
  }

  @ParameterizedTest
  @CsvSource({
    "899, Member must have value greater than or equal to 900",
    "43201, Member must have value less than or equal to 43200",
  })
  void aRolesSessionLastsFromFifteenMinutesToTwelveHours(int seconds, String limit) {
    sts.role("r", STUDENT, "sts:AssumeRole");

    outOfLimits(
        () -> sts.student.assumeRole(assume("r").durationSeconds(seconds).build()), seconds, limit);
  }

  private static void outOfLimits(ThrowingCallable call, int seconds, String limit) {
    refused(
        call,
        400,
        "ValidationError",
        "1 validation error detected: Value '%d' at 'durationSeconds' failed to satisfy constraint: %s"
            .formatted(seconds, limit));
  }
}
