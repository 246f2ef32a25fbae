package dev.trailmark.cloud.s3.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Who is told that something is not there, and who only that it is denied. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsenceTest {
  private static final String CLOSED = "closed-bucket";
  private static final String READABLE = "readable-bucket";
  private static final String LISTED = "listed-bucket";

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final Map<String, S3Client> callers = new HashMap<>();

  @BeforeAll
  void start() {
    for (String bucket : List.of(CLOSED, READABLE, LISTED)) {
      cloud.openBucket(bucket);
    }
    cloud.s3.putBucketPolicy(r -> r.bucket(READABLE).policy(policy(reads(READABLE))));
    cloud.s3.putBucketPolicy(
        r -> r.bucket(LISTED).policy(policy(reads(LISTED) + "," + lists(LISTED))));
    callers.put("owner", cloud.s3);
    callers.put("nobody", cloud.clientOf("nothing", null));
    callers.put("reader", cloud.clientOf("reader", allow("s3:GetObject*")));
    callers.put("lister", cloud.clientOf("lister", allow("s3:ListBucket")));
    callers.put("both", cloud.clientOf("both", allow("s3:GetObject*\",\"s3:ListBucket")));
    callers.put("stranger", cloud.stranger);
    callers.put("anonymous", cloud.client(AnonymousCredentialsProvider.create(), Region.US_EAST_1));
  }

  /**
   * The columns: GetObject, HeadObject, GetObjectAcl (but for anonymous callers and strangers) of
   * an absent object; HeadBucket of the bucket.
   */
  @ParameterizedTest
  @CsvSource({
    "owner,     closed-bucket,   404 404 404 200",
    "nobody,    closed-bucket,   403 403 403 403",
    "reader,    closed-bucket,   403 403 403 403",
    "lister,    closed-bucket,   403 403 403 200",
    "both,      closed-bucket,   404 404 404 200",
    "stranger,  closed-bucket,   403 403 403 403",
    "anonymous, closed-bucket,   403 403 403 403",
    "nobody,    readable-bucket, 403 403 403 403",
    "lister,    readable-bucket, 404 404 403 200",
    "stranger,  readable-bucket, 403 403 403 403",
    "anonymous, readable-bucket, 403 403 403 403",
    "nobody,    listed-bucket,   404 404 403 200",
    "stranger,  listed-bucket,   404 404 403 200",
    "anonymous, listed-bucket,   404 404 403 200",
  })
  void absenceIsToldToThoseWhoMayList(String caller, String bucket, String expected) {
    S3Client s3 = callers.get(caller);

    int get = status(() -> s3.getObjectAsBytes(r -> r.bucket(bucket).key("absent")));
    int head = status(() -> s3.headObject(r -> r.bucket(bucket).key("absent")));
    int acl = status(() -> s3.getObjectAcl(r -> r.bucket(bucket).key("absent")));
    int headBucket = status(() -> s3.headBucket(r -> r.bucket(bucket)));

    assertThat(get + " " + head + " " + acl + " " + headBucket).isEqualTo(expected);
  }

  /** Bucket names are everybody's: that one is free is no secret. */
  @ParameterizedTest
  @CsvSource({"owner", "nobody", "reader", "stranger", "anonymous"})
  void everyoneIsToldThatABucketIsAbsent(String caller) {
    S3Client s3 = callers.get(caller);

    S3Exception refusal =
        S3Fixture.refusal(() -> s3.getObjectAsBytes(r -> r.bucket("no-such-bucket").key("k")));
    assertThat(refusal.statusCode()).isEqualTo(404);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucket");
    assertThat(status(() -> s3.headBucket(r -> r.bucket("no-such-bucket")))).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nobody|s3:GetObject on resource: \"arn:aws:s3:::closed-bucket/absent\" because no"
            + " identity-based policy allows the s3:GetObject action",
        "reader|s3:ListBucket on resource: \"arn:aws:s3:::closed-bucket\" because no identity-based"
            + " policy allows the s3:ListBucket action",
        "lister|s3:GetObject on resource: \"arn:aws:s3:::closed-bucket/absent\" because no"
            + " identity-based policy allows the s3:GetObject action",
      },
      quoteCharacter = '`')
  void theRefusalNamesWhatIsMissing(String caller, String rest) {
    S3Exception refusal =
        S3Fixture.refusal(
            () -> callers.get(caller).getObjectAsBytes(r -> r.bucket(CLOSED).key("absent")));

    String name = caller.equals("nobody") ? "nothing" : caller;
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
    assertThat(refusal.awsErrorDetails().errorMessage())
        .isEqualTo(
            "User: arn:aws:iam::111122223333:user/"
                + name
                + " is not authorized to perform: "
                + rest);
  }

  @ParameterizedTest
  @CsvSource({"stranger", "anonymous"})
  void outsidersAreToldNothing(String caller) {
    S3Exception refusal =
        S3Fixture.refusal(
            () -> callers.get(caller).getObjectAsBytes(r -> r.bucket(READABLE).key("absent")));

    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Access Denied");
  }

  private static String allow(String actions) {
    return policy("{\"Effect\":\"Allow\",\"Action\":[\"" + actions + "\"],\"Resource\":\"*\"}");
  }

  private static String reads(String bucket) {
    return statement("s3:GetObject", bucket + "/*");
  }

  private static String lists(String bucket) {
    return statement("s3:ListBucket", bucket);
  }

  private static String statement(String action, String resource) {
    return "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"%s\",\"Resource\":\"arn:aws:s3:::%s\"}"
        .formatted(action, resource);
  }

  private static String policy(String statements) {
    return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
  }

  private static int status(Runnable call) {
    try {
      call.run();
      return 200;
    } catch (S3Exception e) {
      return e.statusCode();
    }
  }
}
