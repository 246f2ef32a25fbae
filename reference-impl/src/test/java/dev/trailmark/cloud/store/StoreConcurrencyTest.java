package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.COUNTERS;
import static dev.trailmark.cloud.store.StoreKit.NOON;
import static dev.trailmark.cloud.store.StoreKit.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.store.StoreKit.Counter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreConfiguration.class)
class StoreConcurrencyTest {
  private static final int SCOPES = 3;
  private static final int WRITERS = 6;
  private static final int EACH = 200;
  private static final int STAYING = 20;

  @Parameter StoreConfiguration configuration;
  @TempDir Path directory;
  private final ExecutorService pool = Executors.newCachedThreadPool();
  private final AtomicLongArray staged = new AtomicLongArray(SCOPES);
  private final AtomicLongArray answered = new AtomicLongArray(SCOPES);
  private Store store;

  @BeforeEach
  void open() throws IOException {
    store = configuration.open(directory, Stores.builder());
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
    store.close();
  }

  @Test
  void noUpdateIsLostAndReadersNeverRunAheadNorFallBehind() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Future<Void> reader = pool.submit(reading(done));
    List<Future<?>> writers = new ArrayList<>();
    for (int w = 0; w < WRITERS; w++) {
      int scope = w % SCOPES;
      writers.add(pool.submit(() -> count(scope)));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    done.set(true);
    reader.get();
    store = configuration.reopened(store, directory);

    for (int scope = 0; scope < SCOPES; scope++) {
      assertThat(published(scope)).isEqualTo((long) EACH * WRITERS / SCOPES);
    }
    assertThat(store.history().since("111122223333", "us-east-1", 0, 100_000))
        .hasSize(WRITERS * EACH);
  }

  @Test
  void aTransactionListsEveryRecordThatStaysWhileOthersComeAndGo() throws Exception {
    for (int i = 0; i < STAYING; i++) {
      write("z/" + i, 1);
    }
    AtomicBoolean done = new AtomicBoolean();
    List<Future<Void>> others =
        List.of(pool.submit(changing("a/", done)), pool.submit(changing("zz/", done)));

    for (int i = 0; i < 5_000 && others.stream().noneMatch(Future::isDone); i++) {
      assertThat(staying()).isEqualTo(STAYING);
    }

    done.set(true);
    for (Future<Void> other : others) {
      other.get();
    }
  }

  /** How many of the records that stay a transaction sees that lists all, with one of its own. */
  private long staying() {
    Store.Staged<Long> listing =
        store.stage(
            "lister",
            tx -> {
              tx.put(COUNTERS, "own", new Counter(1));
              return tx.range(COUNTERS, "").keySet().stream()
                  .filter(key -> key.startsWith("z/"))
                  .count();
            });
    listing.abort();
    return listing.result();
  }

  private Callable<Void> changing(String prefix, AtomicBoolean done) {
    return () -> {
      for (int i = 0; !done.get(); i++) {
        String key = prefix + i % 10;
        write(key, i);
        store
            .stage(
                key,
                tx -> {
                  tx.remove(COUNTERS, key);
                  return null;
                })
            .commit(List.of())
            .join();
      }
      return null;
    };
  }

  private void write(String key, long value) {
    store
        .stage(
            key,
            tx -> {
              tx.put(COUNTERS, key, new Counter(value));
              return null;
            })
        .commit(List.of())
        .join();
  }

  private void count(int scope) {
    String key = "scope/" + scope;
    for (int i = 0; i < EACH; i++) {
      Store.Staged<Long> change =
          store.stage(
              key,
              tx -> {
                Counter before = tx.get(COUNTERS, key);
                long value = before == null ? 1 : before.value() + 1;
                tx.put(COUNTERS, key, new Counter(value));
                return value;
              });
      long value = change.result();
      staged.set(scope, value);
      change.commit(List.of(event(key + "-" + value, "Count", NOON))).join();
      answered.accumulateAndGet(scope, value, Math::max);
    }
  }

  private Callable<Void> reading(AtomicBoolean done) {
    return () -> {
      while (!done.get()) {
        for (int scope = 0; scope < SCOPES; scope++) {
          long atLeast = answered.get(scope);
          long seen = published(scope);
          long atMost = staged.get(scope);
          assertThat(seen).isBetween(atLeast, atMost);
        }
      }
      return null;
    };
  }

  private long published(int scope) {
    Counter counter = store.state().get(COUNTERS, "scope/" + scope);
    return counter == null ? 0 : counter.value();
  }
}
