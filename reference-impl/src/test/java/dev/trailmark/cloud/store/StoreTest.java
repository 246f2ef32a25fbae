package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.COUNTERS;
import static dev.trailmark.cloud.store.StoreKit.THINGS;
import static dev.trailmark.cloud.store.StoreKit.put;
import static dev.trailmark.cloud.store.StoreKit.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.store.StoreKit.Counter;
import dev.trailmark.cloud.store.StoreKit.Thing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(StoreConfiguration.class)
class StoreTest {
  @Parameter StoreConfiguration configuration;
  @TempDir Path directory;
  private Store store;

  @BeforeEach
  void open() throws IOException {
    store = configuration.open(directory, Stores.builder());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void reopen() throws IOException {
    store = configuration.reopened(store, directory);
  }

  @Test
  void aCommittedRecordIsReadBackWithAllItsParts() throws IOException {
    put(store, "a", thing("first"));
    reopen();

    assertThat(store.state().get(THINGS, "a")).usingRecursiveComparison().isEqualTo(thing("first"));
  }

  @Test
  void aRemovedRecordIsGone() throws IOException {
    put(store, "a", thing("first"));
    store
        .stage(
            "test",
            tx -> {
              tx.remove(THINGS, "a");
              return null;
            })
        .commit(List.of())
        .join();
    reopen();

    assertThat(store.state().get(THINGS, "a")).isNull();
    assertThat(store.state().range(THINGS, "")).isEmpty();
  }

  @Test
  void readersDoNotSeeAChangeBeforeItsCommit() {
    Store.Staged<Thing> staged =
        store.stage(
            "test",
            tx -> {
              tx.put(THINGS, "a", thing("first"));
              return tx.get(THINGS, "a");
            });

    assertThat(staged.result().name()).isEqualTo("first");
    assertThat(store.state().get(THINGS, "a")).isNull();
    staged.commit(List.of()).join();
    assertThat(store.state().get(THINGS, "a").name()).isEqualTo("first");
  }

  @Test
  void anAbortedChangeLeavesNothingAndFreesItsScope() {
    store
        .stage(
            "test",
            tx -> {
              tx.put(THINGS, "a", thing("first"));
              return null;
            })
        .abort();

    assertThat(store.state().get(THINGS, "a")).isNull();
    put(store, "b", thing("second"));
    assertThat(store.state().range(THINGS, "").keySet()).containsExactly("b");
  }

  @Test
  void aChangeThatThrowsLeavesNothingAndFreesItsScope() {
    assertThatThrownBy(
            () ->
                store.stage(
                    "test",
                    tx -> {
                      tx.put(THINGS, "a", thing("first"));
                      throw new UnsupportedOperationException("refused");
                    }))
        .hasMessage("refused");

    put(store, "b", thing("second"));
    assertThat(store.state().range(THINGS, "").keySet()).containsExactly("b");
  }

  @Test
  void aTransactionSeesItsOwnChangesInARange() {
    put(store, "p/a", thing("a"));
    put(store, "p/b", thing("b"));
    List<String> seen =
        store
            .stage(
                "test",
                tx -> {
                  tx.remove(THINGS, "p/a");
                  tx.put(THINGS, "p/c", thing("c"));
                  tx.put(THINGS, "q/d", thing("d"));
                  return List.copyOf(tx.range(THINGS, "p/").keySet());
                })
            .result();

    assertThat(seen).containsExactly("p/b", "p/c");
  }

  @Test
  void keysAreOrderedAsTheirUtf8Bytes() throws IOException {
    String supplementary = "k\uD83D\uDE00";
    String privateUse = "k\uE000";
    String last = "k\uFFFD";
    for (String key : List.of(supplementary, last, "k", privateUse, "k\u00E9", "kz")) {
      put(store, key, thing(key));
    }
    reopen();

    assertThat(store.state().range(THINGS, "k").keySet())
        .containsExactly("k", "kz", "k\u00E9", privateUse, last, supplementary);
  }

  @Test
  void aRangeHoldsExactlyTheKeysWithItsPrefix() {
    for (String key :
        List.of("a", "a/", "a/\uDBFF\uDFFF", "a/\uDBFF\uDFFFz", "a0", "b", "\uD7FFx")) {
      put(store, key, thing(key));
    }

    assertThat(store.state().range(THINGS, "a/").keySet())
        .containsExactly("a/", "a/\uDBFF\uDFFF", "a/\uDBFF\uDFFFz");
    assertThat(store.state().range(THINGS, "\uD7FF").keySet()).containsExactly("\uD7FFx");
    assertThat(store.state().range(THINGS, "a/\uDBFF\uDFFF").keySet())
        .containsExactly("a/\uDBFF\uDFFF", "a/\uDBFF\uDFFFz");
    assertThat(store.state().range(THINGS, "")).hasSize(7);
  }

  @Test
  void aRangeCannotBeWrittenThrough() {
    put(store, "a", thing("first"));

    assertThatThrownBy(() -> store.state().range(THINGS, "").clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aKeyWithoutUtf8FormIsRefused() {
    assertThatThrownBy(() -> put(store, "k\uD83D", thing("half")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unpaired surrogate");
  }

  @Test
  void aTableHoldsOneTypeOnly() {
    put(store, "a", thing("first"));

    assertThatThrownBy(() -> store.state().get(new Kind<>("test.thing", Counter.class), "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("test.thing");
  }

  @Test
  void aThreadStagesOneChangeAtATime() {
    Store.Staged<?> outer = store.stage("one", tx -> null);

    assertThatThrownBy(() -> store.stage("two", tx -> null))
        .isInstanceOf(IllegalStateException.class);
    outer.abort();
    assertThatThrownBy(outer::abort).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void concurrentIncrementsOfOneScopeAreAllCounted() throws Exception {
    int threads = 8;
    int each = 250;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      running.add(pool.submit(() -> increment(each)));
    }
    await(running);
    pool.shutdown();
    reopen();

    assertThat(store.state().get(COUNTERS, "shared").value()).isEqualTo((long) threads * each);
  }

  private void increment(int times) {
    for (int i = 0; i < times; i++) {
      store
          .stage(
              "counter",
              tx -> {
                Counter before = tx.get(COUNTERS, "shared");
                tx.put(COUNTERS, "shared", new Counter(before == null ? 1 : before.value() + 1));
                return null;
              })
          .commit(List.of())
          .join();
    }
  }

  private static void await(List<Future<?>> running)
      throws InterruptedException, ExecutionException {
    for (Future<?> future : running) {
      future.get();
    }
  }
}
