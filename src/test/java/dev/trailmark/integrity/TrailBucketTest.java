package dev.trailmark.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.integrity.DigestMaker.Made;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket that is read over S3, with digests that were put there as CloudTrail would. */
class TrailBucketTest {

  private static BundledSimulator simulator;
  private static Target target;
  private static S3Client s3;

  private final DigestMaker trail = new DigestMaker(21).hour(0).hour(2).hour(1);
  private final KeySource keys = PublicKeys.parse(trail.publicKeys(), "keys.json");

  @BeforeAll
  static void start() {
    simulator = BundledSimulator.start("us-east-1", Duration.ofHours(1));
    target = simulator.target(simulator.firstAccount(), Duration.ZERO);
    s3 = target.clients().s3();
    s3.createBucket(request -> request.bucket(DigestMaker.BUCKET));
  }

  @AfterAll
  static void stop() {
    target.close();
    simulator.close();
  }

  @BeforeEach
  void deliver() {
    s3.listObjectsV2Paginator(request -> request.bucket(DigestMaker.BUCKET)).contents().stream()
        .map(S3Object::key)
        .forEach(key -> s3.deleteObject(delete -> delete.bucket(DigestMaker.BUCKET).key(key)));
    trail.objects().values().forEach(made -> put(made, made.key(), made.signature()));
  }

  @Test
  void whatWasDeliveredIsProved() {
    put(trail.log(0), "photo.png", "");

    Verification result = check(Span.ALWAYS);
    assertThat(result.proved()).isTrue();
    assertThat(result.verdicts()).hasSize(6);
  }

  @Test
  void aDeletedLogAndASignatureTakenAwayAreFound() {
    s3.deleteObject(delete -> delete.bucket(DigestMaker.BUCKET).key(trail.log(0).key()));
    put(trail.digest(2), trail.digest(2).key(), "");

    Verification result = check(Span.ALWAYS);
    assertThat(result.tampered()).isTrue();
    assertThat(result.verdicts())
        .filteredOn(verdict -> verdict.standing() == Standing.INVALID)
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.subject()).endsWith(trail.digest(2).key()));
    assertThat(result.verdicts())
        .filteredOn(verdict -> verdict.standing() == Standing.MISSING)
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.subject()).endsWith(trail.log(0).key()));
  }

  @Test
  void anObjectThatIsNotPackedIsNotWhatCloudTrailDelivers() {
    Made log = trail.log(1);
    s3.putObject(
        put -> put.bucket(DigestMaker.BUCKET).key(log.key()), RequestBody.fromBytes(log.plain()));

    assertThat(check(Span.ALWAYS).verdicts())
        .anySatisfy(verdict -> assertThat(verdict.reason()).contains("Not in GZIP format"));
  }

  @Test
  void onlyTheDaysOfTheSpanAreListed() {
    Span later = new Span(Instant.parse("2025-10-29T00:00:00Z"), Span.ALWAYS.until());
    assertThat(check(later).verdicts()).isEmpty();

    Span earlier = new Span(Instant.EPOCH, Instant.parse("2025-10-24T00:00:00Z"));
    assertThat(check(earlier).verdicts()).isEmpty();

    Span night =
        new Span(Instant.parse("2025-10-27T01:00:00Z"), Instant.parse("2025-10-27T01:30:00Z"));
    assertThat(check(night).count(ObjectName.Kind.DIGEST)).isEqualTo(1);
    assertThat(check(night).proved()).isTrue();
  }

  @Test
  void theBucketOfATrailWithAPrefixIsReadBelowIt() {
    TrailBucket below = new TrailBucket(target, DigestMaker.BUCKET, "logs", Span.ALWAYS);
    assertThat(below.digests()).isEmpty();
  }

  @Test
  void keysThatCloudTrailDoesNotKnowProveNothing() {
    Verification result =
        ChainCheck.run(bucket(DigestMaker.BUCKET), new TrailKeys(target), Span.ALWAYS);

    assertThat(result.proved()).isFalse();
  }

  @Test
  void aBucketThatIsNotThereIsNoForgery() {
    assertThatThrownBy(() -> ChainCheck.run(bucket("nobodys"), keys, Span.ALWAYS))
        .isInstanceOf(HoldingsException.class)
        .hasMessageContaining("refuses s3:ListBucket of s3://nobodys/AWSLogs/: 404 NoSuchBucket")
        .hasMessageEndingWith("check --bucket");
  }

  @Test
  void aBucketThatMayNotBeReadIsNoForgery() {
    Target other = simulator.target(simulator.newAccount("other"), Duration.ZERO);
    try (other) {
      TrailBucket closed = new TrailBucket(other, DigestMaker.BUCKET, "", Span.ALWAYS);
      assertThatThrownBy(() -> ChainCheck.run(closed, keys, Span.ALWAYS))
          .isInstanceOf(HoldingsException.class)
          .hasMessageContaining("403 AccessDenied")
          .hasMessageEndingWith("allow it, or use other credentials");
    }
  }

  private Verification check(Span span) {
    return ChainCheck.run(new TrailBucket(target, DigestMaker.BUCKET, "", span), keys, span);
  }

  private static TrailBucket bucket(String name) {
    return new TrailBucket(target, name, "", Span.ALWAYS);
  }

  private static void put(Made made, String key, String signature) {
    s3.putObject(
        put ->
            put.bucket(DigestMaker.BUCKET)
                .key(key)
                .metadata(
                    signature.isEmpty()
                        ? Map.of()
                        : Map.of("signature", signature, "signature-algorithm", "SHA256withRSA")),
        RequestBody.fromBytes(made.gzip()));
  }
}
