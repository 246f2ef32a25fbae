package dev.trailmark.cloud.s3.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.s3.S3Fixture;
import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.version.VersionShelf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;

/**
 * Random writes, deletions and days against a model that counts days with whole numbers and keeps
 * all versions of a key in a list.
 */
class LifecycleModelTest {
  private static final String B = "lifecycle-model";
  private static final List<String> KEYS = List.of("a/1", "a/2", "b/1", "b/2", "c");
  private static final int STEPS = 50;

  /** A version as the model has it; a delete marker has the size -1. */
  private record Entry(long time, long size) {
    boolean isMarker() {
      return size < 0;
    }
  }

  /** A rule as the model has it; 0 for what it does not say. */
  private record Naive(
      String prefix, long smallest, int days, boolean markers, int noncurrent, int newer) {

    boolean matches(String key, Entry entry) {
      return key.startsWith(prefix)
          && (smallest == 0 || (!entry.isMarker() && entry.size() > smallest));
    }

    LifecycleRule sent() {
      LifecycleRule.Builder rule = LifecycleRule.builder().status("Enabled");
      rule.filter(
          f -> {
            if (smallest == 0) {
              f.prefix(prefix);
            } else {
              f.and(a -> a.prefix(prefix).objectSizeGreaterThan(smallest));
            }
          });
      if (days > 0) {
        rule.expiration(e -> e.days(days));
      } else if (markers) {
        rule.expiration(e -> e.expiredObjectDeleteMarker(true));
      }
      if (noncurrent > 0) {
        rule.noncurrentVersionExpiration(
            e -> e.noncurrentDays(noncurrent).newerNoncurrentVersions(newer == 0 ? null : newer));
      }
      return rule.build();
    }
  }

  private final Map<String, List<Entry>> model = new TreeMap<>();
  private List<Naive> rules = List.of();
  private boolean versioned;
  private long lastDay;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theBucketHoldsWhatTheModelHolds(long seed) throws Exception {
    Random random = new Random(seed);
    try (S3Fixture cloud = new S3Fixture()) {
      cloud.s3.createBucket(r -> r.bucket(B));
      versioned = seed % 2 == 0;
      if (versioned) {
        cloud.s3.putBucketVersioning(
            r -> r.bucket(B).versioningConfiguration(v -> v.status("Enabled")));
      }
      for (int step = 0; step < STEPS; step++) {
        step(cloud, random);
        assertThat(held(cloud)).as("seed %d, step %d", seed, step).isEqualTo(held());
      }
    }
  }

  private void step(S3Fixture cloud, Random random) {
    String key = KEYS.get(random.nextInt(KEYS.size()));
    int choice = random.nextInt(10);
    if (choice < 5) {
      int size = random.nextInt(200);
      cloud.s3.putObject(r -> r.bucket(B).key(key), RequestBody.fromString("x".repeat(size)));
      add(key, new Entry(seconds(cloud.now()), size));
    } else if (choice < 6) {
      cloud.s3.deleteObject(r -> r.bucket(B).key(key));
      delete(key, seconds(cloud.now()));
    } else if (choice < 7 || rules.isEmpty()) {
      rules = List.of(rule(random, KEYS.get(0).substring(0, 1)), rule(random, ""));
      cloud.s3.putBucketLifecycleConfiguration(
          r ->
              r.bucket(B)
                  .lifecycleConfiguration(c -> c.rules(rules.stream().map(Naive::sent).toList())));
      cloud.settle();
      apply(seconds(cloud.now()));
    } else {
      cloud.pass(Duration.ofHours(random.nextInt(40)));
      cloud.settle();
      if (seconds(cloud.now()) / 86_400 != lastDay) {
        apply(seconds(cloud.now()));
      }
    }
  }

  private static Naive rule(Random random, String prefix) {
    boolean sized = random.nextInt(3) == 0;
    int days = random.nextInt(4);
    return new Naive(
        prefix,
        sized ? 100 : 0,
        days,
        !sized && days == 0 && random.nextBoolean(),
        1 + random.nextInt(3),
        random.nextInt(3));
  }

  private static long seconds(Instant time) {
    return time.getEpochSecond();
  }

  private void add(String key, Entry entry) {
    List<Entry> entries = model.computeIfAbsent(key, k -> new ArrayList<>());
    if (!versioned) {
      entries.clear();
    }
    entries.add(entry);
  }

  private void delete(String key, long now) {
    if (versioned) {
      add(key, new Entry(now, -1));
    } else {
      model.remove(key);
    }
  }

  private void apply(long now) {
    lastDay = now / 86_400;
    for (String key : new TreeSet<>(model.keySet())) {
      List<Entry> before = List.copyOf(model.get(key));
      if (before.isEmpty()) {
        continue;
      }
      for (int i = 0; i < before.size() - 1; i++) {
        int newer = before.size() - 2 - i;
        if (isNoncurrentDue(key, before.get(i), before.get(i + 1).time(), newer)) {
          remove(key, before.get(i));
        }
      }
      Entry newest = before.get(before.size() - 1);
      if (newest.isMarker() && before.size() == 1 && isMarkerDue(key, newest)) {
        remove(key, newest);
      } else if (!newest.isMarker() && isDue(key, newest)) {
        delete(key, now);
      }
    }
  }

  private void remove(String key, Entry entry) {
    List<Entry> entries = model.get(key);
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) == entry) {
        entries.remove(i);
        return;
      }
    }
  }

  private boolean isOver(long since, int days) {
    return lastDay > since / 86_400 + days;
  }

  private boolean isDue(String key, Entry entry) {
    return rules.stream()
        .anyMatch(r -> r.matches(key, entry) && r.days() > 0 && isOver(entry.time(), r.days()));
  }

  private boolean isMarkerDue(String key, Entry marker) {
    return isDue(key, marker)
        || rules.stream().anyMatch(r -> r.matches(key, marker) && r.markers());
  }

  private boolean isNoncurrentDue(String key, Entry entry, long since, int newer) {
    return rules.stream()
        .anyMatch(
            r -> r.matches(key, entry) && newer >= r.newer() && isOver(since, r.noncurrent()));
  }

  /** What the model holds, as {@code key size}, each key's versions from the newest. */
  private TreeMap<String, List<Long>> held() {
    TreeMap<String, List<Long>> held = new TreeMap<>();
    model.forEach(
        (key, entries) -> {
          for (Entry entry : entries) {
            held.computeIfAbsent(key, k -> new ArrayList<>()).add(0, entry.size());
          }
        });
    return held;
  }

  /** What the bucket holds, in the same form; markers stand where their sequence puts them. */
  private static TreeMap<String, List<Long>> held(S3Fixture cloud) {
    TreeMap<String, List<Long>> held = new TreeMap<>();
    for (String key : KEYS) {
      List<Long> sizes = new ArrayList<>();
      ObjectRecord current = ObjectRecord.current(cloud.store.state(), B, key);
      if (current != null) {
        sizes.add(current.size());
      }
      VersionShelf.covered(cloud.store.state(), B, key)
          .forEach(v -> sizes.add(v.isMarker() ? -1 : v.object().size()));
      if (!sizes.isEmpty()) {
        held.put(key, sizes);
      }
    }
    ListObjectVersionsResponse listed = cloud.s3.listObjectVersions(r -> r.bucket(B));
    assertThat(listed.versions().size() + listed.deleteMarkers().size())
        .isEqualTo(held.values().stream().mapToInt(List::size).sum());
    return held;
  }
}
