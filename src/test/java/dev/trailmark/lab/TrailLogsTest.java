package dev.trailmark.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.integrity.DigestMaker;
import dev.trailmark.integrity.LogProofs;
import dev.trailmark.integrity.PublicKeys;
import dev.trailmark.integrity.Span;
import dev.trailmark.integrity.TrailBucket;
import dev.trailmark.target.BundledSimulator;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** Evidence from log files says how far they can be relied on, and a forged file is none. */
class TrailLogsTest {

  private static BundledSimulator simulator;
  private static Target target;

  private DigestMaker trail = new DigestMaker(61).hour(2);

  @BeforeAll
  static void start() {
    simulator = BundledSimulator.start("us-east-1", Duration.ofHours(1));
    target = simulator.target(simulator.firstAccount(), Duration.ZERO);
  }

  @AfterAll
  static void stop() {
    target.close();
    simulator.close();
  }

  @Test
  void aRecordOfAFileThatADigestProvesSaysSo() {
    TrailLogs logs = logs("proved");

    List<TrailRecord> records = logs.records();
    assertThat(records).hasSize(2);
    assertThat(logs.source(records.get(0)))
        .startsWith("s3://proved/" + trail.log(0).key() + ", record 1, event ")
        .contains("; the file is proved by 111122223333_CloudTrail-Digest_us-east-1_myTrail");
  }

  @Test
  void aFileThatWasChangedAfterItsDeliveryIsNoEvidence() {
    deliver("changed");
    put(
        "changed",
        trail.log(0).key(),
        DigestMaker.gzip("{\"Records\":[{\"eventTime\":\"2025-10-27T00:00:00Z\"}]}".getBytes()),
        "");
    TrailLogs logs = open("changed");

    assertThat(logs.records()).hasSize(1);
    assertThat(logs.searched())
        .contains("not counted, because CloudTrail delivered something else: s3://changed/")
        .contains(trail.log(0).key());
  }

  @Test
  void aFileThatNoDigestNamesIsEvidenceWithThatRemark() {
    deliver("uncovered");
    DigestMaker.Made late = trail.log(Instant.parse("2025-10-27T04:05:00Z"));
    put("uncovered", late.key(), late.gzip(), "");
    TrailLogs logs = open("uncovered");

    assertThat(logs.records()).hasSize(3);
    assertThat(logs.source(logs.records().get(2))).endsWith("; no digest names the file so far");
  }

  @Test
  void whereThereAreNoDigestsNothingIsSaid() {
    target.clients().s3().createBucket(request -> request.bucket("plain"));
    put("plain", trail.log(0).key(), trail.log(0).gzip(), "");
    TrailLogs logs = open("plain");

    assertThat(logs.source(logs.records().get(0))).isEqualTo(logs.records().get(0).where());
  }

  private TrailLogs logs(String bucket) {
    deliver(bucket);
    return open(bucket);
  }

  private void deliver(String bucket) {
    trail = new DigestMaker(61, bucket).hour(2);
    target.clients().s3().createBucket(request -> request.bucket(bucket));
    trail
        .objects()
        .values()
        .forEach(made -> put(bucket, made.key(), made.gzip(), made.signature()));
  }

  private TrailLogs open(String bucket) {
    return new TrailLogs(
        new Ask(target, true),
        target.observer(),
        target,
        Progress.SILENT,
        new TrailLogs.Place(bucket, "", "111122223333", Instant.EPOCH),
        record -> true,
        new LogProofs(
            new TrailBucket(target, bucket, "", Span.ALWAYS),
            PublicKeys.parse(trail.publicKeys(), "keys.json")),
        false);
  }

  private static void put(String bucket, String key, byte[] content, String signature) {
    Map<String, String> metadata = signature.isEmpty() ? Map.of() : Map.of("signature", signature);
    target
        .clients()
        .s3()
        .putObject(
            request -> request.bucket(bucket).key(key).metadata(metadata),
            RequestBody.fromBytes(content));
  }
}
