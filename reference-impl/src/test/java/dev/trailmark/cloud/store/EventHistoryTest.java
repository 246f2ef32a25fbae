package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.NOON;
import static dev.trailmark.cloud.store.StoreKit.THINGS;
import static dev.trailmark.cloud.store.StoreKit.all;
import static dev.trailmark.cloud.store.StoreKit.by;
import static dev.trailmark.cloud.store.StoreKit.event;
import static dev.trailmark.cloud.store.StoreKit.ids;
import static dev.trailmark.cloud.store.StoreKit.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreConfiguration.class)
class EventHistoryTest {
  @Parameter StoreConfiguration configuration;
  @TempDir Path directory;
  @AutoClose private Store store;

  @BeforeEach
  void open() throws IOException {
    store = configuration.open(directory, Stores.builder().maximumEvents(2000));
  }

  private void reopen() throws IOException {
    store = configuration.reopened(store, directory);
  }

  private EventHistory history() {
    return store.history();
  }

  @Test
  void anEventComesBackAsItWasRecorded() throws IOException {
    Event recorded = event("1", "CreateKey", NOON);
    store.record(List.of(recorded));
    reopen();

    assertThat(history().lookup(all(10)))
        .singleElement()
        .satisfies(
            entry -> assertThat(entry.event()).usingRecursiveComparison().isEqualTo(recorded));
  }

  @Test
  void anEventWithoutOptionalPartsComesBackToo() throws IOException {
    Event bare =
        new Event(
            "111122223333",
            "us-east-1",
            NOON,
            "1",
            "ListKeys",
            "kms.amazonaws.com",
            null,
            null,
            true,
            true,
            List.of(),
            new byte[] {'{', '}'});
    store.record(List.of(bare));
    reopen();

    assertThat(history().lookup(by("ReadOnly", "true", 10)))
        .singleElement()
        .satisfies(entry -> assertThat(entry.event()).usingRecursiveComparison().isEqualTo(bare));
  }

  @Test
  void theEventsOfACommitAreInTheHistory() throws IOException {
    store
        .stage(
            "test",
            tx -> {
              tx.put(THINGS, "a", thing("a"));
              return null;
            })
        .commit(List.of(event("1", "CreateKey", NOON)))
        .join();
    reopen();

    assertThat(ids(history().lookup(all(10)))).containsExactly("1");
  }

  @ParameterizedTest
  @CsvSource({
    "EventId, 2, 2",
    "EventName, DisableKey, 2",
    "ReadOnly, false, 2 1",
    "Username, alice, 2 1",
    "ResourceType, AWS::KMS::Key, 2 1",
    "ResourceName, key-1, 1",
    "EventSource, kms.amazonaws.com, 2 1",
    "AccessKeyId, AKIAEXAMPLE, 2 1",
    "EventName, createkey, ''",
    "ReadOnly, true, ''",
    "ResourceName, key-3, ''",
  })
  void eventsAreFoundByEachAttribute(String attribute, String value, String expected) {
    store.record(
        List.of(event("1", "CreateKey", NOON), event("2", "DisableKey", NOON.plusSeconds(1))));

    assertThat(String.join(" ", ids(history().lookup(by(attribute, value, 10)))))
        .isEqualTo(expected);
  }

  @Test
  void anUnknownAttributeIsRefused() {
    assertThatThrownBy(() -> history().lookup(by("Colour", "red", 10)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void lookupGivesTheNewestFirstWithinTheTimeRange() {
    store.record(
        List.of(
            event("3", "A", NOON.plusSeconds(3)),
            event("1", "A", NOON.plusSeconds(1)),
            event("4", "A", NOON.plusSeconds(4)),
            event("2", "A", NOON.plusSeconds(2))));
    EventHistory.Query query =
        new EventHistory.Query(
            "111122223333",
            "us-east-1",
            null,
            null,
            NOON.plusSeconds(2),
            NOON.plusSeconds(3),
            0,
            9);

    assertThat(ids(history().lookup(query))).containsExactly("3", "2");
    assertThat(ids(history().lookup(all(9)))).containsExactly("4", "3", "2", "1");
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepeat() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      events.add(event("" + i, "A", NOON.plusSeconds(i / 4)));
    }
    store.record(events);
    List<String> seen = new ArrayList<>();
    long before = 0;
    List<EventHistory.Entry> page;
    do {
      page =
          history()
              .lookup(
                  new EventHistory.Query(
                      "111122223333", "us-east-1", "EventName", "A", null, null, before, 10));
      seen.addAll(ids(page));
      before = page.isEmpty() ? 0 : page.get(page.size() - 1).position();
    } while (!page.isEmpty());

    assertThat(seen).hasSize(25).doesNotHaveDuplicates().startsWith("24", "23").endsWith("0");
  }

  @Test
  void accountsAndRegionsAreApart() {
    Event mine = event("1", "A", NOON);
    store.record(
        List.of(
            mine,
            elsewhere(mine, "444455556666", "us-east-1"),
            elsewhere(mine, "111122223333", "eu-west-1")));

    assertThat(history().lookup(all(10))).hasSize(1);
    assertThat(history().since("111122223333", "eu-west-1", 0, 10)).hasSize(1);
    assertThat(history().since("777788889999", "eu-west-1", 0, 10)).isEmpty();
  }

  private static Event elsewhere(Event e, String account, String region) {
    return new Event(
        account,
        region,
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

  @Test
  void dataEventsAreDeliveredButNotLookedUp() {
    Event e = event("1", "GetObject", NOON);
    store.record(
        List.of(
            new Event(
                e.accountId(),
                e.region(),
                e.time(),
                e.id(),
                e.name(),
                e.source(),
                e.username(),
                e.accessKeyId(),
                true,
                false,
                e.resources(),
                e.record())));

    assertThat(history().lookup(all(10))).isEmpty();
    assertThat(ids(history().since("111122223333", "us-east-1", 0, 10))).containsExactly("1");
  }

  @Test
  void sinceGivesWhatArrivedAfterAPositionInOrder() throws IOException {
    store.record(List.of(event("1", "A", NOON)));
    long position = history().newest();
    reopen();
    store.record(List.of(event("2", "A", NOON.minusSeconds(9)), event("3", "A", NOON)));

    List<EventHistory.Entry> entries = history().since("111122223333", "us-east-1", position, 10);

    assertThat(ids(entries)).containsExactly("2", "3");
    assertThat(history().newest()).isEqualTo(entries.get(1).position());
    assertThat(history().since("111122223333", "us-east-1", history().newest(), 10)).isEmpty();
  }

  @Test
  void onlyTheNewestEventsAreKept() throws IOException {
    for (int block = 0; block < 5; block++) {
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        int number = block * 1000 + i;
        events.add(event("" + number, "A", NOON.plusSeconds(number)));
      }
      store.record(events);
      history().lookup(all(1));
    }
    reopen();

    List<EventHistory.Entry> kept = history().since("111122223333", "us-east-1", 0, 9999);
    assertThat(kept).hasSizeBetween(2000, 3000);
    assertThat(ids(kept)).endsWith("4999");
    assertThat(ids(history().lookup(by("EventName", "A", 9999)))).hasSameSizeAs(kept);
    assertThat(history().lookup(by("EventId", "0", 1))).isEmpty();
  }

  @Test
  void extremeTimesAreAllowedInAQuery() {
    store.record(List.of(event("1", "A", NOON)));

    assertThat(
            history()
                .lookup(
                    new EventHistory.Query(
                        "111122223333", "us-east-1", null, null, Instant.MIN, Instant.MAX, 0, 10)))
        .hasSize(1);
  }

  @Test
  void anAccessKeysNewestEventIsFoundInAnyRegionAndAmongDataEvents() throws IOException {
    store.record(
        List.of(
            signed("1", "us-east-1", "AKIAONE", NOON, true),
            signed("2", "eu-west-1", "AKIAONE", NOON.plusSeconds(20), false),
            signed("3", "eu-west-1", "AKIATWO", NOON.plusSeconds(30), true),
            signed("4", "us-west-2", "AKIAONE", NOON.plusSeconds(10), true)));
    reopen();

    assertThat(history().newest("111122223333", "AccessKeyId", "AKIAONE"))
        .returns("2", Event::id)
        .returns("eu-west-1", Event::region);
    assertThat(history().newest("111122223333", "EventId", "2")).isNull();
    assertThat(history().newest("111122223333", "AccessKeyId", "AKIANONE")).isNull();
    assertThat(history().newest("444455556666", "AccessKeyId", "AKIAONE")).isNull();
  }

  private static Event signed(
      String id, String region, String key, Instant time, boolean management) {
    return new Event(
        "111122223333",
        region,
        time,
        id,
        "ListKeys",
        "kms.amazonaws.com",
        null,
        key,
        true,
        management,
        List.of(),
        new byte[] {'{', '}'});
  }
}
