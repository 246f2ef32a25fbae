package dev.trailmark.cloud.s3.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Several keys at a time, and the versions of each in their order. */
class KeysAtOnceTest {
  private static final List<String> KEYS = List.of("a", "b", "c", "d");

  /** Two versions of each key, the first of all keys before the second ones. */
  private static List<Noted> noted() {
    List<Noted> noted = new ArrayList<>();
    for (long version = 1; version <= 2; version++) {
      for (String key : KEYS) {
        noted.add(new Pending("source", key, "v" + version, version, false, List.of("to"), 1));
      }
    }
    return noted;
  }

  private static String name(Noted noted) {
    return noted.key() + ((Pending) noted).sequence();
  }

  private static Map<Noted, Boolean> tried(Predicate<Noted> attempt) {
    return new KeysAtOnce(attempt, () -> false).tried(noted());
  }

  @Test
  void keysDoNotWaitForEachOther() {
    CountDownLatch begun = new CountDownLatch(KEYS.size());
    Map<Noted, Boolean> tried =
        tried(
            noted -> {
              begun.countDown();
              try {
                return begun.await(20, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                return false;
              }
            });
    assertThat(tried).hasSize(2 * KEYS.size()).doesNotContainValue(false);
  }

  @Test
  void versionsOfAKeyAreTriedInTheirOrderAndWhatIsNotOverIsTold() {
    Queue<String> order = new ConcurrentLinkedQueue<>();
    Map<Noted, Boolean> tried =
        tried(
            noted -> {
              order.add(name(noted));
              return !name(noted).equals("b1");
            });
    for (String key : KEYS) {
      assertThat(order.stream().filter(each -> each.startsWith(key)))
          .containsExactly(key + 1, key + 2);
    }
    assertThat(tried.keySet().stream().filter(noted -> !tried.get(noted)).map(KeysAtOnceTest::name))
        .containsExactly("b1");
  }

  @Test
  void whereNothingCanBeStoredAllEndsWithThat() {
    assertThatThrownBy(
            () ->
                tried(
                    noted -> {
                      throw new Store.CommitFailedException("full", null);
                    }))
        .isInstanceOf(Store.CommitFailedException.class);
  }

  @Test
  void whatEndsBreaksOff() {
    assertThat(new KeysAtOnce(noted -> true, () -> true).tried(noted())).isEmpty();
  }
}
