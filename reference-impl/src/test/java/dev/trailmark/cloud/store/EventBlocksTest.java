package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.NOON;
import static dev.trailmark.cloud.store.StoreKit.by;
import static dev.trailmark.cloud.store.StoreKit.event;
import static dev.trailmark.cloud.store.StoreKit.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The history over many blocks, small and large, of two regions. */
class EventBlocksTest {
  private static final String ACCOUNT = "111122223333";

  @TempDir Path directory;

  @Test
  void lookupsAgreeWithASortOfEverythingWhateverTheBlocks() {
    Random random = new Random(7);
    List<Event> here = new ArrayList<>();
    try (Store store = Stores.inMemory()) {
      while (here.size() < 3000) {
        List<Event> some = someEvents(random, here.size(), 1 + random.nextInt(600));
        store.record(some);
        if (random.nextBoolean()) {
          store.history().newest(); // ends a transaction
        }
        some.stream().filter(e -> e.region().equals("us-east-1")).forEach(here::add);
      }

      for (String name : List.of("Name0", "Name3", "Rare")) {
        assertThat(paged(store.history(), name)).isEqualTo(newestFirst(here, name));
      }
    }
  }

  /** Blocks are joined and dropped while lookups remember what they hold. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void lookupsBetweenWritesAgreeWithASortOfWhatIsKept(int round) {
    long seed = Seeds.seed() * 31 + round;
    Random random = new Random(seed);
    try (Store store = Stores.builder().maximumEvents(1000).inMemory()) {
      for (int written = 0; written < 6000; ) {
        int count = 1 + random.nextInt(random.nextInt(5) == 0 ? 700 : 40);
        store.record(someEvents(random, written, count));
        written += count;
        if (random.nextInt(3) == 0) {
          String name = List.of("Name0", "Name3", "Rare").get(random.nextInt(3));
          List<Event> kept =
              store.history().since(ACCOUNT, "us-east-1", 0, 10_000).stream()
                  .map(EventHistory.Entry::event)
                  .toList();
          assertThat(paged(store.history(), name))
              .as("seed %d", seed)
              .isEqualTo(newestFirst(kept, name));
        }
      }
    }
  }

  private static List<Event> someEvents(Random random, int from, int count) {
    List<Event> events = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      String name = i % 997 == 0 ? "Rare" : "Name" + random.nextInt(4);
      Event event = event("" + i, name, NOON.plusSeconds(i / 100 - random.nextInt(3)));
      events.add(random.nextInt(3) == 0 ? abroad(event) : event);
    }
    return events;
  }

  private static Event abroad(Event e) {
    return new Event(
        e.accountId(),
        "eu-west-1",
        e.time(),
        e.id(),
        e.name(),
        e.source(),
        e.username(),
        e.accessKeyId(),
        e.readOnly(),
        e.management(),
        e.resources(),
        e.record());
  }

  private static List<String> newestFirst(List<Event> arrived, String name) {
    List<Event> events = new ArrayList<>(arrived);
    Collections.reverse(events);
    events.sort(Comparator.comparing(Event::time).reversed());
    return events.stream().filter(e -> e.name().equals(name)).map(Event::id).toList();
  }

  private static List<String> paged(EventHistory history, String name) {
    List<String> seen = new ArrayList<>();
    long before = 0;
    List<EventHistory.Entry> page;
    do {
      page =
          history.lookup(
              new EventHistory.Query(
                  ACCOUNT, "us-east-1", "EventName", name, null, null, before, 50));
      seen.addAll(ids(page));
      before = page.isEmpty() ? 0 : page.get(page.size() - 1).position();
    } while (!page.isEmpty());
    return seen;
  }

  @Test
  void aPageAfterAnEventOfAnotherRegionIsEmpty() {
    try (Store store = Stores.inMemory()) {
      store.record(List.of(event("1", "A", NOON)));
      long position = store.history().newest();

      assertThat(
              store
                  .history()
                  .lookup(
                      new EventHistory.Query(
                          ACCOUNT, "eu-west-1", null, null, null, null, position, 50)))
          .isEmpty();
    }
  }

  @Test
  void aTrickleOfEventsMakesFewBlocks() throws IOException, SQLException {
    Instant time = NOON;
    try (Store store = Stores.onDisk(directory.resolve("data"))) {
      for (int i = 0; i < 700; i++) {
        store.record(List.of(event("" + i, "A", time)));
        store.history().newest();
      }
      assertThat(ids(store.history().lookup(by("EventId", "0", 2)))).containsExactly("0");
      assertThat(store.history().since(ACCOUNT, "us-east-1", 0, 999)).hasSize(700);
    }

    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/trailmark.db"));
        ResultSet row =
            connection.createStatement().executeQuery("select count(*) from event_block")) {
      assertThat(row.getInt(1)).isLessThan(20);
    }
  }

  @Test
  void textsOfAllLengthsAndKindsComeBack() {
    Event odd =
        new Event(
            ACCOUNT,
            "us-east-1",
            NOON,
            "1",
            "",
            "ключ-\uD83D\uDD11",
            "u".repeat(70_000),
            null,
            false,
            true,
            List.of(new Event.Resource("AWS::S3::Object", null), new Event.Resource(null, "x")),
            new byte[200_000]);
    try (Store store = Stores.inMemory()) {
      store.record(List.of(odd));

      assertThat(store.history().lookup(by("ResourceName", "x", 1)))
          .singleElement()
          .satisfies(
              entry ->
                  assertThat(entry.event())
                      .usingRecursiveComparison()
                      .withEqualsForType(Arrays::equals, byte[].class)
                      .isEqualTo(odd));
    }
  }
}
