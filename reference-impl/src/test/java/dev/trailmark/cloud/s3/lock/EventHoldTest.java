package dev.trailmark.cloud.s3.lock;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Event holds of single versions: while they are on, and when they are released. */
class EventHoldTest {
  private static final String B = "hold-bucket";
  private static final String LOCKED = "Access Denied because object protected by object lock.";
  @AutoClose private static final S3Fixture cloud = new S3Fixture();
  private String key;
  private String version;

  @BeforeAll
  static void aBucket() {
    cloud.s3.createBucket(r -> r.bucket(B).objectLockEnabledForBucket(true));
  }

  @BeforeEach
  void ownObject(TestInfo test) {
    key = test.getTestMethod().orElseThrow().getName();
    version =
        cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString("x")).versionId();
  }

  @Test
  void aHeldVersionStaysHoweverMuchTimePassesAndItsEndMovesOn() {
    retain(cloud.s3, r -> hold(r.mode("COMPLIANCE"), 30));

    assertThat(end()).isEqualTo(inDays(30));
    cloud.pass(Duration.ofDays(400));
    denied(() -> delete(cloud.s3, false));
    denied(() -> delete(cloud.s3, true));
    HeadObjectResponse head = cloud.s3.headObject(r -> r.bucket(B).key(key));
    assertThat(head.objectLockRetainUntilDate()).isEqualTo(inDays(30));
    assertThat(head.objectLockEventHoldAsString()).isEqualTo("ON");
    assertThat(head.objectLockEventHoldDurationDays()).isEqualTo(30);
    assertThat(head.objectLockEventHoldDurationYears()).isNull();
  }

  @Test
  void aReleaseFixesTheEndUnderComplianceToo() {
    retain(cloud.s3, r -> r.mode("COMPLIANCE").eventHold("ON").eventHoldDuration(d -> d.years(1)));
    assertThat(retention().eventHoldDuration().years()).isEqualTo(1);
    cloud.pass(Duration.ofDays(50));
    Instant end = end();
    retain(cloud.s3, r -> r.mode("COMPLIANCE").eventHold("OFF"));
    cloud.pass(Duration.ofDays(50));

    ObjectLockRetention fixed = retention();
    assertThat(fixed.eventHoldAsString()).isEqualTo("OFF");
    assertThat(fixed.eventHoldDuration()).isNull();
    assertThat(fixed.retainUntilDate()).isEqualTo(end);
    denied(() -> delete(cloud.s3, true));
    cloud.pass(Duration.between(cloud.now(), end));
    delete(cloud.s3, false);
  }

  @Test
  void governanceIsBypassedByWhoMay() {
    retain(cloud.s3, r -> hold(r.mode("GOVERNANCE"), 30));
    S3Client deleter = cloud.clientOf("holddeleter", allow("s3:Delete*"));

    denied(() -> delete(cloud.s3, false));
    denied(() -> retain(cloud.s3, r -> {}));
    assertThat(refusal(() -> delete(deleter, true)).awsErrorDetails().errorMessage())
        .contains("s3:BypassGovernanceRetention");
    retain(cloud.s3, true, r -> {});
    assertThat(refusal(this::retention).awsErrorDetails().errorCode())
        .isEqualTo("NoSuchObjectLockConfiguration");
    retain(cloud.s3, r -> hold(r.mode("GOVERNANCE"), 30));
    delete(cloud.s3, true);
  }

  @Test
  void aShorterPeriodTakesNothingOffTheEndAndALongerOneAdds() {
    retain(cloud.s3, r -> hold(r.mode("COMPLIANCE"), 30));
    Instant end = end();
    retain(cloud.s3, r -> hold(r.mode("COMPLIANCE"), 10));

    assertThat(end()).isEqualTo(end);
    cloud.pass(Duration.ofDays(25));
    assertThat(end()).as("the shorter period has overtaken").isEqualTo(inDays(10));
    retain(cloud.s3, r -> hold(r.mode("COMPLIANCE"), 60));
    assertThat(end()).isEqualTo(inDays(60));
  }

  @Test
  void anEndBesideAHoldIsTheLeast() {
    Instant least = inDays(100);
    retain(cloud.s3, r -> hold(r.mode("COMPLIANCE").retainUntilDate(least), 30));
    assertThat(end()).isEqualTo(least);
    retain(cloud.s3, r -> r.mode("COMPLIANCE").eventHold("OFF"));
    assertThat(end()).isEqualTo(least);
    cloud.pass(Duration.ofDays(90));
    retain(cloud.s3, r -> hold(r.mode("COMPLIANCE"), 30));
    assertThat(end()).isEqualTo(inDays(30));
  }

  @Test
  void aFixedEndUnderAHoldLeavesTheHoldOn() {
    retain(cloud.s3, r -> hold(r.mode("GOVERNANCE"), 30));
    retain(cloud.s3, r -> r.mode("GOVERNANCE").retainUntilDate(inDays(90)));

    assertThat(retention().eventHoldAsString()).isEqualTo("ON");
    assertThat(end()).isEqualTo(inDays(90));
    denied(() -> retain(cloud.s3, r -> r.mode("GOVERNANCE").retainUntilDate(inDays(20))));
    S3Exception refused =
        refusal(
            () -> retain(cloud.s3, true, r -> r.mode("GOVERNANCE").retainUntilDate(inDays(20))));
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("InvalidRequest");
    assertThat(end()).isEqualTo(inDays(90));
  }

  @Test
  void theLaterEndCountsAtTheReleaseUnlessGovernanceIsBypassed() {
    retain(cloud.s3, r -> hold(r.mode("GOVERNANCE"), 30));
    retain(cloud.s3, r -> r.mode("GOVERNANCE").eventHold("OFF").retainUntilDate(inDays(5)));
    assertThat(end()).isEqualTo(inDays(30));
    retain(cloud.s3, r -> hold(r.mode("GOVERNANCE"), 30));
    retain(cloud.s3, r -> r.mode("GOVERNANCE").eventHold("OFF").retainUntilDate(inDays(40)));
    assertThat(end()).isEqualTo(inDays(40));
    denied(
        () ->
            retain(
                cloud.s3, r -> r.mode("GOVERNANCE").eventHold("OFF").retainUntilDate(inDays(5))));
    retain(cloud.s3, r -> hold(r.mode("GOVERNANCE"), 60));
    retain(cloud.s3, true, r -> r.mode("GOVERNANCE").eventHold("OFF").retainUntilDate(inDays(5)));
    assertThat(end()).isEqualTo(inDays(5));
  }

  @Test
  void aHoldChangesNeitherTheModeNorTheLegalHold() {
    cloud.s3.putObjectLegalHold(r -> r.bucket(B).key(key).legalHold(h -> h.status("ON")));
    retain(cloud.s3, r -> hold(r.mode("COMPLIANCE"), 1));
    denied(() -> retain(cloud.s3, true, r -> hold(r.mode("GOVERNANCE"), 9)));
    denied(() -> retain(cloud.s3, true, r -> {}));
    denied(() -> retain(cloud.s3, true, r -> r.mode("GOVERNANCE").eventHold("OFF")));
    retain(cloud.s3, r -> r.mode("COMPLIANCE").eventHold("OFF"));
    cloud.pass(Duration.ofDays(2));

    denied(() -> delete(cloud.s3, true));
    cloud.s3.putObjectLegalHold(r -> r.bucket(B).key(key).legalHold(h -> h.status("OFF")));
    delete(cloud.s3, false);
  }

  @Test
  void documentsThatSayTooLittleOrTooMuchAreRefused() {
    malformed(r -> hold(r, 1));
    malformed(r -> r.eventHold("OFF"));
    malformed(r -> hold(r.mode("NONE"), 1));
    malformed(r -> hold(r.mode("GOVERNANCE"), 1).eventHold("MAYBE"));
    malformed(r -> r.mode("GOVERNANCE").eventHoldDuration(d -> d.days(1)));
    malformed(r -> r.mode("GOVERNANCE").eventHold("ON").eventHoldDuration(d -> d.days(1).years(1)));
    malformed(r -> r.mode("GOVERNANCE").eventHold("ON").eventHoldDuration(d -> {}));
    refused(
        r -> r.mode("GOVERNANCE").eventHold("ON"),
        "InvalidRequest",
        "EventHold:ON must be supplied with an EventHoldDuration.");
    refused(
        r -> hold(r.mode("GOVERNANCE"), 1).eventHold("OFF"),
        "InvalidRequest",
        "EventHoldDuration must not be supplied with EventHold:OFF.");
    refused(r -> r.mode("GOVERNANCE").eventHold("OFF"), "InvalidRequest", null);
    refused(
        r -> hold(r.mode("GOVERNANCE"), 0),
        "InvalidArgument",
        "Event hold duration must be a positive integer value.");
    refused(
        r -> hold(r.mode("GOVERNANCE"), 36_501),
        "InvalidArgument",
        "Event hold duration must be at most 36500 days.");
    refused(
        r -> r.mode("GOVERNANCE").eventHold("ON").eventHoldDuration(d -> d.years(101)),
        "InvalidArgument",
        "Event hold duration must be at most 100 years.");
    refused(
        r -> hold(r.mode("GOVERNANCE").retainUntilDate(inDays(1)), 30),
        "InvalidArgument",
        "The retain until date must be equal to or later than the current time plus the event hold"
            + " duration.");
    assertThat(refusal(this::retention).statusCode()).isEqualTo(404);
  }

  @Test
  void policiesSayWhoHoldsForHowLongAndWhoReleases() {
    S3Client holder = cloud.clientOf("holder", holder());
    retain(holder, r -> hold(r.mode("COMPLIANCE"), 365));
    S3Exception tooLong =
        refusal(
            () ->
                retain(
                    holder,
                    r -> r.mode("COMPLIANCE").eventHold("ON").eventHoldDuration(d -> d.years(2))));
    assertThat(tooLong.statusCode()).as("730 days").isEqualTo(403);
    retain(holder, r -> r.mode("COMPLIANCE").eventHold("ON").eventHoldDuration(d -> d.years(1)));
    S3Exception release = refusal(() -> retain(holder, r -> r.mode("COMPLIANCE").eventHold("OFF")));
    assertThat(release.statusCode()).isEqualTo(403);
    assertThat(release.awsErrorDetails().errorMessage()).contains("s3:PutObjectRetention");
    retain(cloud.s3, r -> r.mode("COMPLIANCE").eventHold("OFF"));
  }

  private static String holder() {
    return """
    {"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":"s3:PutObjectRetention","Resource":"*","Condition":{
    "NumericLessThanEquals":{"s3:object-lock-event-hold-duration-days":"365"},
    "StringEquals":{"s3:object-lock-event-hold":"ON"}}}]}
    """;
  }

  @Test
  void readersWithoutThePermissionAreNotTold() {
    retain(cloud.s3, r -> hold(r.mode("GOVERNANCE"), 30));
    S3Client reader = cloud.clientOf("holdreader", allow("s3:GetObject"));

    HeadObjectResponse head = reader.headObject(r -> r.bucket(B).key(key));
    assertThat(head.objectLockEventHold()).isNull();
    assertThat(head.objectLockEventHoldDurationDays()).isNull();
    assertThat(head.objectLockRetainUntilDate()).isNull();
    assertThat(
            cloud
                .s3
                .getObjectAsBytes(r -> r.bucket(B).key(key))
                .response()
                .objectLockEventHoldAsString())
        .isEqualTo("ON");
  }

  private void retain(S3Client client, Consumer<ObjectLockRetention.Builder> retention) {
    retain(client, false, retention);
  }

  private void retain(
      S3Client client, boolean bypass, Consumer<ObjectLockRetention.Builder> retention) {
    client.putObjectRetention(
        r ->
            r.bucket(B)
                .key(key)
                .bypassGovernanceRetention(bypass ? true : null)
                .retention(retention));
  }

  private static ObjectLockRetention.Builder hold(ObjectLockRetention.Builder r, int days) {
    return r.eventHold("ON").eventHoldDuration(d -> d.days(days));
  }

  private ObjectLockRetention retention() {
    return cloud.s3.getObjectRetention(r -> r.bucket(B).key(key)).retention();
  }

  private Instant end() {
    return retention().retainUntilDate();
  }

  private void delete(S3Client client, boolean bypass) {
    client.deleteObject(
        r ->
            r.bucket(B)
                .key(key)
                .versionId(version)
                .bypassGovernanceRetention(bypass ? true : null));
  }

  private static Instant inDays(int days) {
    return cloud.now().truncatedTo(ChronoUnit.SECONDS).plus(days, ChronoUnit.DAYS);
  }

  private static String allow(String action) {
    return S3Fixture.ALL.replace("\"Action\":\"*\"", "\"Action\":\"" + action + "\"");
  }

  private static void denied(ThrowingCallable call) {
    S3Exception refused = refusal(call);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(LOCKED);
  }

  private void malformed(Consumer<ObjectLockRetention.Builder> retention) {
    refused(retention, "MalformedXML", null);
  }

  private void refused(
      Consumer<ObjectLockRetention.Builder> retention, String code, String message) {
    S3Exception refused = refusal(() -> retain(cloud.s3, retention));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
    if (message != null) {
      assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo(message);
    }
  }
}
