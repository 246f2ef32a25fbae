package dev.trailmark.cloud.kms.multiregion;

import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.EUROPE;
import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.HERE;
import static dev.trailmark.cloud.kms.multiregion.MultiRegionSet.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Seeds;
import dev.trailmark.cloud.kms.KmsFixture;
import dev.trailmark.cloud.operation.ServiceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;

/**
 * Related keys under parallel calls in all regions: rotated, moved, tagged, used. No change is lost
 * and no two of them ever disagree for good.
 */
class MultiRegionStressTest {
  private static final List<String> REGIONS = List.of(HERE, WEST, EUROPE);
  private static final int THREADS = 4;
  private static final int ROUNDS = 40;

  /** What a call may answer that came at a bad moment, or in a region of a replica. */
  private static final List<String> EXPECTED =
      List.of(
          "KMSInvalidStateException",
          "UnsupportedOperationException",
          "LimitExceededException",
          "ValidationException");

  @AutoClose private final KmsFixture kms = new KmsFixture();
  private final MultiRegionSet set = MultiRegionSet.create(kms).with(WEST, EUROPE);
  private final Map<String, String> tagged = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<SdkBytes> sealed = new ConcurrentLinkedQueue<>();

  @Test
  void relatedKeysAgreeAfterParallelChangesInEveryRegion() throws Exception {
    long seed = Seeds.seed();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(seed + thread);
      int number = thread;
      running.add(
          pool.submit(
              () -> {
                for (int round = 0; round < ROUNDS; round++) {
                  step(random, number == 0, "t" + number + "-" + round);
                }
              }));
    }
    for (Future<?> thread : running) {
      thread.get();
    }
    pool.shutdown();
    kms.pass(Duration.ofSeconds(3));

    KeyMetadata first = set.describe(HERE);
    for (String region : REGIONS) {
      KeyMetadata key = set.describe(region);
      assertThat(key.keyStateAsString()).isEqualTo("Enabled");
      assertThat(key.currentKeyMaterialId()).isEqualTo(first.currentKeyMaterialId());
      assertThat(key.multiRegionConfiguration().primaryKey())
          .isEqualTo(first.multiRegionConfiguration().primaryKey());
      assertThat(key.multiRegionConfiguration().replicaKeys())
          .extracting(MultiRegionKey::region)
          .doesNotContain(first.multiRegionConfiguration().primaryKey().region())
          .hasSize(2);
      for (SdkBytes blob : sealed) {
        assertThat(set.decrypt(region, blob).plaintext().asUtf8String()).isEqualTo("text");
      }
      assertThat(tags(region))
          .containsExactlyInAnyOrderElementsOf(
              tagged.entrySet().stream()
                  .filter(tag -> tag.getValue().equals(region))
                  .map(Map.Entry::getKey)
                  .toList());
    }
  }

  /** Only one thread lets time pass. */
  private void step(Random random, boolean passes, String name) {
    String region = REGIONS.get(random.nextInt(REGIONS.size()));
    try {
      switch (random.nextInt(6)) {
        case 0 -> rotate(region);
        case 1 -> set.leadFrom(REGIONS.get(random.nextInt(REGIONS.size())), region);
        case 2 -> tag(region, name);
        case 3 -> schedule(random, region);
        case 4 -> {
          if (passes) {
            kms.pass(Duration.ofSeconds(1));
          }
        }
        default -> sealed.add(set.encrypt(region, "text"));
      }
    } catch (ServiceException e) {
      assertThat(e.code()).isIn(EXPECTED);
    }
  }

  private void rotate(String region) {
    set.in(region, "RotateKeyOnDemand", RotateKeyOnDemandRequest.builder().keyId(set.id()).build());
  }

  private void tag(String region, String name) {
    if (tagged.values().stream().filter(region::equals).count() >= 40) {
      return;
    }
    set.in(
        region,
        "TagResource",
        TagResourceRequest.builder()
            .keyId(set.id())
            .tags(Tag.builder().tagKey(name).tagValue("").build())
            .build());
    tagged.put(name, region);
  }

  private void schedule(Random random, String region) {
    if (random.nextBoolean()) {
      set.in(
          region, "EnableKeyRotation", EnableKeyRotationRequest.builder().keyId(set.id()).build());
    } else {
      set.in(
          region,
          "DisableKeyRotation",
          DisableKeyRotationRequest.builder().keyId(set.id()).build());
    }
  }

  private List<String> tags(String region) {
    ListResourceTagsResponse found =
        set.in(
            region,
            "ListResourceTags",
            ListResourceTagsRequest.builder().keyId(set.id()).limit(50).build());
    return found.tags().stream().map(Tag::tagKey).toList();
  }
}
