package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.ExpectedLog;
import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

class DeliveryTest {
  private static final String ACCOUNT = "111122223333";
  private static final TrailRecord TRAIL =
      TrailRecord.of(
          ACCOUNT,
          "us-east-1",
          "myTrail",
          new TrailSettings("logs", null, true, false, false, null, null, null, null, null),
          Map.of());

  @RegisterExtension final ExpectedLog log = ExpectedLog.of(Delivery.class);
  @AutoClose private final Store store = Stores.inMemory();
  private final Bucket bucket = new Bucket();
  private Instant now = Instant.parse("2025-10-27T13:46:31Z");
  private final Delivery delivery = new Delivery(store, bucket, () -> now, new Ids());

  @Test
  void eventsAreDeliveredOnceInAFileNamedAfterTheNextFullFiveMinutes() {
    startTrail(TRAIL);
    record("CreateKey", "alice", "IAMUser");

    delivery.deliverNow();
    delivery.deliverNow();

    assertThat(bucket.files).hasSize(1);
    assertThat(bucket.files.get(0).key)
        .matches(
            "AWSLogs/111122223333/CloudTrail/us-east-1/2025/10/27/"
                + "111122223333_CloudTrail_us-east-1_20251027T1350Z_[0-9A-Za-z]{16}\\.json\\.gz");
    assertThat(bucket.files.get(0).text)
        .startsWith("{\"Records\":[{")
        .contains("CreateKey")
        .endsWith("}]}")
        .doesNotContain("\n");
  }

  @Test
  void thePrefixPrecedesTheFolder() {
    startTrail(
        TrailRecord.of(
            ACCOUNT,
            "us-east-1",
            "myTrail",
            new TrailSettings("logs", "audit", true, false, false, null, null, null, null, null),
            Map.of()));
    record("CreateKey", "alice", "IAMUser");

    delivery.deliverNow();

    assertThat(bucket.files.get(0).key).startsWith("audit/AWSLogs/111122223333/CloudTrail/");
  }

  @Test
  void aTrailThatNeverStartedDeliversNothing() {
    put(TRAIL, LoggingRecord.NEVER);
    record("CreateKey", "alice", "IAMUser");

    delivery.deliverNow();

    assertThat(bucket.files).isEmpty();
  }

  @Test
  void whatWasRecordedBeforeTheTrailStoppedIsStillDelivered() {
    startTrail(TRAIL);
    record("CreateKey", "alice", "IAMUser");
    change(store.state().get(LoggingRecord.KIND, TRAIL.key()).stop(now, store.history().newest()));
    record("DeleteAlias", "alice", "IAMUser");

    delivery.deliverNow();

    assertThat(bucket.files).hasSize(1);
    assertThat(bucket.files.get(0).text).contains("CreateKey").doesNotContain("DeleteAlias");
  }

  @Test
  void aBatchOfCloudTrailsOwnCallsWaitsFiveMinutesSoThatDeliveryDoesNotFeedItself() {
    startTrail(TRAIL);
    record("GetBucketAcl", null, "AWSService");

    delivery.deliverNow();
    assertThat(bucket.files).isEmpty();

    now = now.plus(Duration.ofMinutes(5));
    delivery.deliverNow();
    assertThat(bucket.files).hasSize(1);
  }

  @Test
  void ownCallsTravelWithOthers() {
    startTrail(TRAIL);
    record("GetBucketAcl", null, "AWSService");
    record("CreateKey", "alice", "IAMUser");

    delivery.deliverNow();

    assertThat(bucket.files.get(0).text).contains("GetBucketAcl").contains("CreateKey");
  }

  @Test
  void aRefusedFileIsDeliveredLaterAndTheStatusTellsWhy() {
    startTrail(TRAIL);
    record("CreateKey", "alice", "IAMUser");
    bucket.refusal = new ServiceException("AccessDenied", 403, "Access Denied");

    delivery.deliverNow();
    assertThat(store.state().get(LoggingRecord.KIND, TRAIL.key()).error())
        .isEqualTo("AccessDenied");

    bucket.refusal = null;
    delivery.deliverNow();
    assertThat(bucket.files).hasSize(1);
    assertThat(store.state().get(LoggingRecord.KIND, TRAIL.key()).error()).isNull();
  }

  @Test
  void aFileThatWasWrittenButNotNotedIsWrittenAgainUnderItsName() {
    startTrail(TRAIL);
    record("CreateKey", "alice", "IAMUser");
    bucket.dieAfterWriting = true;
    delivery.deliverNow();
    assertThat(bucket.files).hasSize(1);

    bucket.dieAfterWriting = false;
    record("DeleteAlias", "alice", "IAMUser");
    now = now.plus(Duration.ofMinutes(20));
    Delivery restarted = new Delivery(store, bucket, () -> now, new Ids());
    restarted.deliverNow();
    restarted.deliverNow();

    assertThat(bucket.files).hasSize(3);
    assertThat(bucket.files.get(1)).isEqualTo(bucket.files.get(0));
    assertThat(bucket.files.get(2).text).contains("DeleteAlias").doesNotContain("CreateKey");
    assertThat(log.messages()).anyMatch(told -> told.endsWith("could not be delivered"));
  }

  @Test
  void manyEventsGoIntoSeveralFilesAndNoneIsLost() {
    startTrail(TRAIL);
    for (int i = 0; i < 4500; i++) {
      record("Call" + i + ";", "alice", "IAMUser");
    }

    delivery.deliverNow();

    assertThat(bucket.files).hasSize(3);
    assertThat(bucket.files).extracting(Bucket.File::key).doesNotHaveDuplicates();
    String all = String.join("", bucket.files.stream().map(file -> file.text).toList());
    assertThat(all).contains("Call0;").contains("Call2000;").contains("Call4499;");
  }

  @Test
  void longEventsAreCutIntoFilesBySize() {
    startTrail(TRAIL);
    String mebibyte = "x".repeat(1 << 20);
    for (int i = 0; i < 20; i++) {
      record("Call" + i + ";" + mebibyte, "alice", "IAMUser");
    }

    delivery.deliverNow();

    assertThat(bucket.files).hasSize(2);
    assertThat(bucket.files.get(0).text).contains("Call0;").doesNotContain("Call19;");
    assertThat(bucket.files.get(1).text).contains("Call19;").doesNotContain("Call0;");
  }

  @Test
  void whatTheBucketRefusesForThirtyDaysIsGivenUp() {
    startTrail(TRAIL);
    record("Early", "alice", "IAMUser");
    bucket.refusal = new ServiceException("NoSuchBucket", 404, "The bucket does not exist");
    delivery.deliverNow();
    now = now.plus(Duration.ofDays(29));
    record("Late", "alice", "IAMUser");
    delivery.deliverNow();

    now = now.plus(Duration.ofDays(2));
    bucket.refusal = null;
    delivery.deliverNow();

    assertThat(bucket.files).hasSize(1);
    assertThat(bucket.files.get(0).text).contains("Late").doesNotContain("Early");
  }

  @Test
  void aTrailThatWasDeletedIsForgottenWhenAllIsDelivered() {
    startTrail(TRAIL);
    record("CreateKey", "alice", "IAMUser");
    end();
    record("DeleteAlias", "alice", "IAMUser");

    delivery.deliverNow();
    delivery.deliverNow();

    assertThat(bucket.files).hasSize(1);
    assertThat(bucket.files.get(0).text).contains("CreateKey").doesNotContain("DeleteAlias");
    assertThat(TrailRecord.served(store.state())).isEmpty();
    assertThat(store.state().range(LoggingRecord.KIND, "")).isEmpty();
    assertThat(store.state().range(FeedRecord.KIND, "")).isEmpty();
  }

  private void end() {
    LoggingRecord logging = store.state().get(LoggingRecord.KIND, TRAIL.key());
    LoggingRecord stopped = logging.stop(now, store.history().newest());
    store
        .stage(
            "test",
            tx -> {
              EndedTrails.keep(tx, TRAIL, "1", stopped);
              return null;
            })
        .commit(List.of())
        .join();
  }

  @Test
  void anotherAccountsEventsStayOut() {
    startTrail(TRAIL);
    store.record(List.of(event("444455556666", "CreateKey", "mallory", "IAMUser")));

    delivery.deliverNow();

    assertThat(bucket.files).isEmpty();
  }

  private void startTrail(TrailRecord trail) {
    put(trail, LoggingRecord.NEVER.start(now, store.history().newest()));
  }

  private void put(TrailRecord trail, LoggingRecord logging) {
    store
        .stage(
            "test",
            tx -> {
              tx.put(TrailRecord.KIND, trail.key(), trail);
              tx.put(LoggingRecord.KIND, trail.key(), logging);
              return null;
            })
        .commit(List.of())
        .join();
  }

  private void change(LoggingRecord logging) {
    put(TRAIL, logging);
  }

  private void record(String name, String username, String type) {
    store.record(List.of(event(ACCOUNT, name, username, type)));
  }

  private Event event(String account, String name, String username, String type) {
    String service = type.equals("AWSService") ? ",\"invokedBy\":\"cloudtrail.amazonaws.com\"" : "";
    String json =
        "{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\""
            + type
            + "\""
            + service
            + "},\"eventTime\":\""
            + now
            + "\",\"eventName\":\""
            + name
            + "\"}";
    return new Event(
        account,
        "us-east-1",
        now,
        "id-" + name,
        name,
        "kms.amazonaws.com",
        username,
        null,
        true,
        true,
        List.of(),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /** What S3 would be to CloudTrail. */
  private static final class Bucket extends OwnCalls {
    private final List<File> files = new ArrayList<>();
    private ServiceException refusal;
    private boolean dieAfterWriting;

    private record File(String key, String text) {}

    @Override
    public <O extends SdkPojo> O asService(
        Actor actor, String service, String operation, SdkPojo input, byte[] body) {
      assertThat(actor.dnsName()).isEqualTo("cloudtrail.amazonaws.com");
      assertThat(actor.sourceArn())
          .isEqualTo("arn:aws:cloudtrail:us-east-1:111122223333:trail/myTrail");
      if (refusal != null) {
        throw refusal;
      }
      if (input instanceof PutObjectRequest put) {
        assertThat(put.aclAsString()).isEqualTo("bucket-owner-full-control");
        files.add(new File(put.key(), gunzip(body)));
        if (dieAfterWriting) {
          throw new IllegalStateException("the simulator was killed");
        }
      }
      return null;
    }

    private static String gunzip(byte[] body) {
      try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
        return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
