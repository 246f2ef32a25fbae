package dev.trailmark.cloud.s3.logging;

import static dev.trailmark.cloud.s3.S3Fixture.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Server access logs: where they may go, what they say, and that they come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessLogsTest {
  private static final String OWNER = "0".repeat(52) + S3Fixture.ACCOUNT;

  private static int made;

  @AutoClose private final S3Fixture cloud = new S3Fixture();
  private final S3Client s3 = cloud.s3;
  private String b;
  private String logs;

  @BeforeEach
  void buckets() {
    b = "logged-" + made++;
    logs = b + "-logs";
    s3.createBucket(r -> r.bucket(b));
    s3.createBucket(r -> r.bucket(logs));
  }

  private void letLogsIn() {
    s3.putBucketPolicy(
        r ->
            r.bucket(logs)
                .policy(
                    """
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
                     "Principal": {"Service": "logging.s3.amazonaws.com"}, "Action": "s3:PutObject",
                     "Resource": "arn:aws:s3:::%s/*",
                     "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::%s"},
                      "StringEquals": {"aws:SourceAccount": "111122223333"}}}]}
                    """
                        .formatted(logs, b)));
  }

  private void log(Consumer<LoggingEnabled.Builder> more) {
    LoggingEnabled.Builder enabled =
        LoggingEnabled.builder().targetBucket(logs).targetPrefix("log/");
    more.accept(enabled);
    s3.putBucketLogging(
        r -> r.bucket(b).bucketLoggingStatus(s -> s.loggingEnabled(enabled.build())));
  }

  private List<String> delivered() {
    cloud.pass(Duration.ofMinutes(5));
    cloud.settle();
    return DeliveredLogs.keys(s3, logs);
  }

  private List<List<String>> lines() {
    delivered();
    return DeliveredLogs.lines(s3, logs);
  }

  private static List<String> line(List<List<String>> lines, String operation) {
    return DeliveredLogs.of(lines, operation).get(0);
  }

  @Test
  void loggingIsOffUntilItIsPutAndOffAgain() {
    assertThat(s3.getBucketLogging(r -> r.bucket(b)).loggingEnabled()).isNull();
    log(l -> {});
    assertThat(s3.getBucketLogging(r -> r.bucket(b)).loggingEnabled().targetPrefix())
        .isEqualTo("log/");
    s3.putBucketLogging(r -> r.bucket(b).bucketLoggingStatus(s -> {}));
    assertThat(s3.getBucketLogging(r -> r.bucket(b)).loggingEnabled()).isNull();
  }

  @Test
  void eachRequestIsALineOf27Fields() throws Exception {
    letLogsIn();
    log(l -> {});
    s3.putObject(r -> r.bucket(b).key("a key"), RequestBody.fromString("12345"));
    s3.getObjectAsBytes(r -> r.bucket(b).key("a key"));
    refusal(() -> s3.getBucketPolicy(r -> r.bucket(b)));
    cloud.unsigned("GET", "/" + b + "/a%20key?x=1", "Referer", "http://example.com/\"quoted\"");

    List<List<String>> lines = lines();

    assertThat(lines).hasSizeGreaterThanOrEqualTo(4).allSatisfy(l -> assertThat(l).hasSize(27));
    List<String> get = line(lines, "REST.GET.OBJECT");
    assertThat(get.subList(0, 2)).containsExactly(OWNER, b);
    assertThat(get.get(2)).matches("\\[\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000]");
    assertThat(get.get(3)).isEqualTo("127.0.0.1");
    assertThat(get.get(4)).isEqualTo(OWNER);
    assertThat(get.get(7)).isEqualTo("a+key");
    assertThat(get.get(8)).isEqualTo("\"GET /" + b + "/a%20key HTTP/1.1\"");
    assertThat(get.subList(9, 13)).containsExactly("200", "-", "5", "5");
    assertThat(get.get(19)).isEqualTo("SigV4");
    assertThat(get.get(21)).isEqualTo("AuthHeader");
    List<String> policy = line(lines, "REST.GET.BUCKETPOLICY");
    assertThat(policy.subList(9, 11)).containsExactly("404", "NoSuchBucketPolicy");
    assertThat(policy.get(7)).isEqualTo("-");
    List<String> anonymous =
        lines.stream().filter(l -> l.get(9).equals("403")).findFirst().orElseThrow();
    assertThat(anonymous.get(4)).isEqualTo("-");
    assertThat(anonymous.get(10)).isEqualTo("AccessDenied");
    assertThat(anonymous.get(15)).isEqualTo("\"http://example.com/%22quoted%22\"");
    assertThat(line(lines, "REST.PUT.OBJECT").get(12)).isEqualTo("5");
  }

  @Test
  void annotationsAreASubResourceLikeOthers() {
    letLogsIn();
    log(l -> {});
    s3.putObject(r -> r.bucket(b).key("k"), RequestBody.fromString("12345"));
    s3.putObjectAnnotation(
        r -> r.bucket(b).key("k").annotationName("n"), RequestBody.fromString("noted"));
    s3.listObjectAnnotations(r -> r.bucket(b).key("k"));

    List<List<String>> lines = lines();

    assertThat(line(lines, "REST.PUT.ANNOTATION").get(7)).isEqualTo("k");
    assertThat(line(lines, "REST.GET.ANNOTATION").get(9)).isEqualTo("200");
  }

  @Test
  void filesAreNamedByTheTimeOfDelivery() {
    letLogsIn();
    log(l -> {});
    s3.headBucket(r -> r.bucket(b));

    assertThat(delivered())
        .singleElement()
        .asString()
        .startsWith("log/" + format("yyyy-MM-dd-HH-mm-ss-"))
        .matches(".*-[0-9A-F]{16}");
  }

  @Test
  void filesArePartitionedByAccountRegionBucketAndDay() {
    letLogsIn();
    log(
        l ->
            l.targetObjectKeyFormat(
                f -> f.partitionedPrefix(p -> p.partitionDateSource("EventTime"))));
    s3.headBucket(r -> r.bucket(b));
    String day = format("yyyy/MM/dd/yyyy-MM-dd-00-00-00-");

    assertThat(delivered())
        .singleElement()
        .asString()
        .startsWith("log/111122223333/us-east-1/" + b + "/" + day);
  }

  private String format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(cloud.now());
  }

  @Test
  void logsThatThePolicyDoesNotLetInAreDropped() {
    log(l -> {});
    s3.headBucket(r -> r.bucket(b));

    assertThat(delivered()).isEmpty();
  }

  @Test
  void theAclOfTheTargetLetsLogsInWhereAclsCount() {
    s3.putBucketOwnershipControls(
        r ->
            r.bucket(logs)
                .ownershipControls(o -> o.rules(x -> x.objectOwnership("BucketOwnerPreferred"))));
    assertRefused(
        refusal(() -> log(l -> {})),
        400,
        "InvalidTargetBucketForLogging",
        "You must give the log-delivery group WRITE and READ_ACP permissions to the target bucket");

    s3.putBucketAcl(r -> r.bucket(logs).acl("log-delivery-write"));
    log(l -> {});
    s3.headBucket(r -> r.bucket(b));

    assertThat(delivered()).hasSize(1);
  }

  @Test
  void aBucketWithObjectLockIsNoTarget() {
    String locked = b + "-locked";
    s3.createBucket(r -> r.bucket(locked).objectLockEnabledForBucket(true));

    assertRefused(
        refusal(() -> log(l -> l.targetBucket(locked))),
        400,
        "InvalidTargetBucketForLogging",
        "The target bucket for logging cannot have Object Lock enabled");
  }

  @Test
  void theTargetIsABucketOfTheSameAccountAndRegion() {
    assertRefused(
        refusal(() -> log(l -> l.targetBucket("no-such-bucket-for-logs"))),
        400,
        "InvalidTargetBucketForLogging",
        "The target bucket for logging does not exist");
    String foreign = b + "-foreign";
    cloud.stranger.createBucket(r -> r.bucket(foreign));
    assertRefused(
        refusal(() -> log(l -> l.targetBucket(foreign))),
        400,
        "InvalidTargetBucketForLogging",
        "The owner for the bucket to be logged and the target bucket must be the same.");
    String far = b + "-far";
    cloud
        .client(cloud.root(S3Fixture.ACCOUNT), Region.EU_WEST_1)
        .createBucket(
            r -> r.bucket(far).createBucketConfiguration(c -> c.locationConstraint("eu-west-1")));
    assertRefused(
        refusal(() -> log(l -> l.targetBucket(far))),
        403,
        "CrossLocationLoggingProhibitted",
        "Cross S3 location logging not allowed. ");
  }

  private static void assertRefused(S3Exception refusal, int status, String code, String message) {
    assertThat(refusal.statusCode()).isEqualTo(status);
    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo(message);
  }
}
