package dev.trailmark.cloud.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** What the store's tests write. */
final class StoreKit {
  /** A record with one component of each sort that records may have. */
  record Thing(
      String name, long number, boolean active, Instant since, byte[] secret, List<String> tags) {
    /** Named like a getter, which must not reach the journal. */
    public String getDisplayName() {
      return name + "!";
    }

    /** Named like a getter, which must not reach the journal. */
    public boolean isYoung() {
      return number < 3;
    }
  }

  record Counter(long value) {}

  static final Kind<Thing> THINGS = new Kind<>("test.thing", Thing.class);
  static final Kind<Counter> COUNTERS = new Kind<>("test.counter", Counter.class);
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");

  private StoreKit() {}

  static Thing thing(String name) {
    return new Thing(name, 7, true, NOON, new byte[] {1, 2, 3}, List.of("a", "b"));
  }

  static void put(Store store, String key, Thing thing) {
    store
        .stage(
            "test",
            tx -> {
              tx.put(THINGS, key, thing);
              return null;
            })
        .commit(List.of())
        .join();
  }

  static Event event(String id, String name, Instant time) {
    return new Event(
        "111122223333",
        "us-east-1",
        time,
        id,
        name,
        "kms.amazonaws.com",
        "alice",
        "AKIAEXAMPLE",
        false,
        true,
        List.of(new Event.Resource("AWS::KMS::Key", "key-" + id)),
        ("{\"eventID\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8));
  }

  static EventHistory.Query all(int limit) {
    return by(null, null, limit);
  }

  static EventHistory.Query by(String attribute, String value, int limit) {
    return new EventHistory.Query(
        "111122223333", "us-east-1", attribute, value, null, null, 0, limit);
  }

  static List<String> ids(List<EventHistory.Entry> entries) {
    return entries.stream().map(entry -> entry.event().id()).toList();
  }
}
