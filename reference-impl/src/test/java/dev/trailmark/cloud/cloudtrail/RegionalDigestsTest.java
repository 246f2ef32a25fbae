package dev.trailmark.cloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.operation.KeptSurroundings;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** Where a multi-region trail has digests; its key pairs are made once for all regions. */
class RegionalDigestsTest {
  private static final TrailRecord TRAIL =
      TrailRecord.of(
          "111122223333",
          "us-east-1",
          "myTrail",
          new TrailSettings("logs", null, true, true, true, null, null, null, null, null),
          Map.of());

  @AutoClose private final Store store = Stores.inMemory();
  private final List<String> keys = new ArrayList<>();
  private Instant now = Instant.parse("2025-10-27T13:41:21Z");
  private final KeptSurroundings surroundings =
      new KeptSurroundings(store, () -> now, new Ids(), new Bucket(), event -> {});

  @Test
  void everyRegionHasDigestsAlsoWhereNothingHappens() {
    SigningKeyRecord pair = SigningKeys.make(surroundings.ids(), now);
    surroundings.change(
        "test",
        tx -> {
          tx.put(TrailRecord.KIND, TRAIL.key(), TRAIL);
          tx.put(LoggingRecord.KIND, TRAIL.key(), LoggingRecord.NEVER.start(now, 0));
          EnabledRegions.BY_DEFAULT.forEach(region -> SigningKeys.add(tx, region, pair));
          return List.of();
        });
    Digests digests = new Digests(Duration.ofHours(1));

    digests.run(surroundings);
    assertThat(keys).isEmpty();
    now = now.plus(Duration.ofHours(1));
    digests.run(surroundings);

    Map<String, List<String>> found =
        keys.stream().collect(Collectors.groupingBy(key -> key.split("/")[3]));
    assertThat(found.keySet()).isEqualTo(EnabledRegions.BY_DEFAULT).hasSize(17);
    assertThat(found.get("ap-northeast-3"))
        .containsExactly(
            "AWSLogs/111122223333/CloudTrail-Digest/ap-northeast-3/2025/10/27/111122223333_CloudTrail-Digest_ap-northeast-3_myTrail_us-east-1_20251027T134121Z.json.gz",
            "AWSLogs/111122223333/CloudTrail-Digest/ap-northeast-3/2025/10/27/111122223333_CloudTrail-Digest_ap-northeast-3_myTrail_us-east-1_20251027T144121Z.json.gz");
    assertThat(found.values()).allSatisfy(two -> assertThat(two).hasSize(2));
  }

  /** S3, which takes every file. */
  private final class Bucket extends OwnCalls {
    @Override
    public <O extends SdkPojo> O asService(
        Actor actor, String service, String operation, SdkPojo input, byte[] body) {
      if (input instanceof PutObjectRequest put) {
        keys.add(put.key());
      }
      return null;
    }
  }
}
