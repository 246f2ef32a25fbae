package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.COUNTERS;
import static dev.trailmark.cloud.store.StoreKit.THINGS;
import static dev.trailmark.cloud.store.StoreKit.put;
import static dev.trailmark.cloud.store.StoreKit.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.Seeds;
import dev.trailmark.cloud.store.StoreKit.Counter;
import dev.trailmark.cloud.store.StoreKit.Thing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
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
  @AutoClose private Store store;

  @BeforeEach
  void open() throws IOException {
    store = configuration.open(directory, Stores.builder());
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
  void aTableOfVeryManyRecordsIsReadBackWhole() throws IOException {
    int many = JournalledRecords.FEW + 1;
    store
        .stage(
            "test",
            tx -> {
              for (int i = 0; i < many; i++) {
                tx.put(COUNTERS, "k" + i, new Counter(i));
              }
              return null;
            })
        .commit(List.of())
        .join();
    put(store, "few", thing("few"));
    reopen();

    assertThat(store.state().range(COUNTERS, "")).hasSize(many);
    assertThat(store.state().get(COUNTERS, "k" + (many - 1))).isEqualTo(new Counter(many - 1));
    assertThat(store.state().get(THINGS, "few").name()).isEqualTo("few");
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
  void aRangeInATransactionIsWhatACopyWithItsChangesWouldBe() {
    Random random = new Random(Seeds.seed());
    NavigableMap<String, String> model = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      String key = "p/" + random.nextInt(30);
      put(store, key, thing(key));
      model.put(key, key);
    }
    store
        .stage(
            "test",
            tx -> {
              for (int i = 0; i < 20; i++) {
                String key = "p/" + random.nextInt(30);
                if (random.nextBoolean()) {
                  tx.put(THINGS, key, thing(key + " now"));
                  model.put(key, key + " now");
                } else {
                  tx.remove(THINGS, key);
                  model.remove(key);
                }
              }
              compare(tx.range(THINGS, "p/"), model);
              compare(tx.range(THINGS, "p/").descendingMap(), model.descendingMap());
              return null;
            })
        .abort();
  }

  private static void compare(NavigableMap<String, Thing> range, NavigableMap<String, String> as) {
    assertThat(names(range)).isEqualTo(List.copyOf(as.values()));
    assertThat(List.copyOf(range.keySet())).isEqualTo(List.copyOf(as.navigableKeySet()));
    assertThat(List.copyOf(range.navigableKeySet())).isEqualTo(List.copyOf(as.keySet()));
    assertThat(range).hasSize(as.size());
    assertThat(range.firstKey()).isEqualTo(as.firstKey());
    assertThat(range.lastKey()).isEqualTo(as.lastKey());
    assertThat(names(range.subMap(as.firstKey(), false, as.lastKey(), false)))
        .isEqualTo(List.copyOf(as.subMap(as.firstKey(), false, as.lastKey(), false).values()));
    for (int i = 0; i < 30; i++) {
      String key = "p/" + i;
      assertThat(range.containsKey(key)).isEqualTo(as.containsKey(key));
      assertThat(range.ceilingKey(key)).isEqualTo(as.ceilingKey(key));
      assertThat(range.higherKey(key)).isEqualTo(as.higherKey(key));
      assertThat(range.floorKey(key)).isEqualTo(as.floorKey(key));
      assertThat(range.lowerKey(key)).isEqualTo(as.lowerKey(key));
      assertThat(names(range.tailMap(key, false)))
          .isEqualTo(List.copyOf(as.tailMap(key, false).values()));
      assertThat(names(range.headMap(key))).isEqualTo(List.copyOf(as.headMap(key).values()));
    }
  }

  private static List<String> names(Map<String, Thing> range) {
    return range.values().stream().map(Thing::name).toList();
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
