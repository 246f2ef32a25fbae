package dev.trailmark.cloud.s3.version;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** MFA delete, which nobody can enable since nobody has a device. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MfaDeleteTest {
  private static final String B = "guarded-by-nobody";
  private static final String CODE = "arn:aws:iam::111122223333:mfa/root-account-mfa-device 123456";
  private static final String NOT_THE_OWNER =
      "This operation may only be performed by the bucket owner";

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private S3Client user;
  private String version;

  @BeforeAll
  void start() {
    user = cloud.clientOf("powerful", S3Fixture.ALL);
    cloud.s3.createBucket(r -> r.bucket(B));
    cloud.s3.putBucketVersioning(
        r -> r.bucket(B).versioningConfiguration(v -> v.status("Enabled").mfaDelete("Disabled")));
    version = cloud.s3.putObject(r -> r.bucket(B).key("k"), RequestBody.empty()).versionId();
  }

  private static void enable(S3Client by, String mfa) {
    by.putBucketVersioning(
        r ->
            r.bucket(B)
                .mfa(mfa)
                .versioningConfiguration(v -> v.status("Enabled").mfaDelete("Enabled")));
  }

  private static void assertRefused(S3Exception refusal, int status, String code, String message) {
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }

  @Test
  void enablingItTakesTheRootUsersDevice() {
    String needed = "Mfa Authentication must be used for this request";
    assertRefused(refusal(() -> enable(cloud.s3, null)), 403, "AccessDenied", needed);
    assertRefused(refusal(() -> enable(user, null)), 403, "AccessDenied", needed);
    assertRefused(refusal(() -> enable(user, CODE)), 403, "AccessDenied", NOT_THE_OWNER);
    assertRefused(refusal(() -> enable(cloud.s3, CODE)), 403, "AccessDenied", "Access Denied");
    assertThat(cloud.s3.getBucketVersioning(r -> r.bucket(B)).mfaDelete()).isNull();
    assertThat(cloud.records("PutBucketVersioning")).noneMatch(record -> record.contains("123456"));
  }

  @Test
  void aTemporaryKeyDoesNotGoWithACode() {
    S3Client session = cloud.client(cloud.rootInSession(), Region.US_EAST_1);

    assertRefused(
        refusal(() -> enable(session, CODE)),
        400,
        "InvalidRequest",
        "DevPay and Mfa are mutually exclusive authorization methods.");
  }

  @Test
  void aCodeThatIsNoneIsToldWhatItShouldBe() {
    S3Exception refusal =
        refusal(
            () -> user.deleteObject(r -> r.bucket(B).key("k").versionId(version).mfa("123456")));

    assertRefused(
        refusal,
        400,
        "InvalidArgument",
        "Mfa header is invalid -- the header should be formatted as"
            + " {serialNumber}(space){tokenCode}");
  }

  @Test
  void nothingIsDeletedByACodeThatNobodyHas() {
    assertRefused(
        refusal(() -> user.deleteObject(r -> r.bucket(B).key("k").versionId(version).mfa(CODE))),
        403,
        "AccessDenied",
        NOT_THE_OWNER);
    assertRefused(
        refusal(
            () ->
                user.deleteObjects(
                    r -> r.bucket(B).mfa(CODE).delete(d -> d.objects(o -> o.key("k"))))),
        403,
        "AccessDenied",
        NOT_THE_OWNER);
    assertThat(cloud.s3.headObject(r -> r.bucket(B).key("k")).versionId()).isEqualTo(version);
  }
}
