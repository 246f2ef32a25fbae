package dev.trailmark.cloud.store;

import static dev.trailmark.cloud.store.StoreKit.COUNTERS;
import static dev.trailmark.cloud.store.StoreKit.NOON;
import static dev.trailmark.cloud.store.StoreKit.THINGS;
import static dev.trailmark.cloud.store.StoreKit.all;
import static dev.trailmark.cloud.store.StoreKit.event;
import static dev.trailmark.cloud.store.StoreKit.ids;
import static dev.trailmark.cloud.store.StoreKit.put;
import static dev.trailmark.cloud.store.StoreKit.thing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trailmark.cloud.ExpectedLog;
import dev.trailmark.cloud.store.Store.CommitFailedException;
import dev.trailmark.cloud.store.StoreKit.Counter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk when, and what a failing disk does. */
class DurabilityTest {
  private static final byte[] LARGE = new byte[100_000];

  @RegisterExtension final ExpectedLog log = ExpectedLog.of(JournalWriter.class);
  @TempDir Path directory;
  private final RecordingDisk disk = new RecordingDisk();
  private Store store;

  @BeforeEach
  void open() throws IOException {
    store = Stores.builder().disk(disk).onDisk(directory);
    disk.steps.clear();
  }

  @AfterEach
  void close() {
    disk.failWith(null);
    disk.release();
    store.close();
  }

  private CompletableFuture<Void> putLater(String key, Blob blob) {
    return store
        .stage(
            "test",
            tx -> {
              tx.put(THINGS, key, thing(key));
              if (blob != null) {
                tx.keep(blob);
              }
              return null;
            })
        .commit(List.of());
  }

  private CompletableFuture<Void> count() {
    return store
        .stage(
            "test",
            tx -> {
              Counter before = tx.get(COUNTERS, "n");
              tx.put(COUNTERS, "n", new Counter(before == null ? 1 : before.value() + 1));
              return null;
            })
        .commit(List.of());
  }

  private Blob large() throws IOException {
    try (Blobs.Writer writer = store.blobs().write()) {
      writer.write(LARGE);
      return writer.finish();
    }
  }

  private List<Path> bodyFiles() throws IOException {
    try (Stream<Path> tree = Files.walk(directory.resolve("blobs"))) {
      return tree.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aLargeBodyIsSyncedThenItsDirectoryThenTheCommitThatNamesIt() throws IOException {
    putLater("a", large()).join();

    assertThat(disk.steps).containsExactly("sync blobs", "sync", "sync shelf", "commit 1");
  }

  @Test
  void aDiscardedFileIsDeletedAfterItsCommit() throws IOException {
    Blob blob = large();
    putLater("a", blob).join();
    disk.steps.clear();
    store
        .stage(
            "test",
            tx -> {
              tx.discard(blob.id());
              return null;
            })
        .commit(List.of())
        .join();

    assertThat(disk.steps).containsExactly("commit 1", "delete");
  }

  @Test
  void commitsThatWaitTogetherShareATransaction() {
    disk.hold();
    CompletableFuture<Void> first = count();
    disk.entered.acquireUninterruptibly();
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      waiting.add(count());
    }
    assertThat(store.state().get(COUNTERS, "n")).isNull();
    disk.release();
    first.join();
    waiting.forEach(CompletableFuture::join);

    assertThat(disk.steps).containsExactly("commit 1", "commit 255", "commit 45");
    assertThat(store.state().get(COUNTERS, "n").value()).isEqualTo(301);
  }

  @Test
  void readersSeeNothingThatIsNotOnDiskWhileTransactionsDo() {
    disk.hold();
    CompletableFuture<Void> commit = putLater("a", null);
    disk.entered.acquireUninterruptibly();

    assertThat(store.state().get(THINGS, "a")).isNull();
    assertThat(store.state().range(THINGS, "")).isEmpty();
    Store.Staged<List<String>> later =
        store.stage(
            "test",
            tx -> {
              assertThat(tx.get(THINGS, "a")).isNotNull();
              return List.copyOf(tx.range(THINGS, "").keySet());
            });
    assertThat(later.result()).containsExactly("a");
    later.abort();
    assertThat(commit).isNotDone();
    disk.release();
    commit.join();
    assertThat(store.state().get(THINGS, "a")).isNotNull();
  }

  @Test
  void aFailedTransactionPublishesNothingAndTakesDownWhatIsQueuedBehindIt() {
    disk.hold();
    CompletableFuture<Void> first = count();
    disk.entered.acquireUninterruptibly();
    CompletableFuture<Void> behind = count();
    disk.failWith(new IOException("No space left on device"));
    disk.release();

    for (CompletableFuture<Void> commit : List.of(first, behind)) {
      assertThatThrownBy(commit::join)
          .isInstanceOf(CompletionException.class)
          .cause()
          .isInstanceOf(CommitFailedException.class)
          .hasRootCauseMessage("No space left on device");
    }
    assertThat(log.messages()).contains("The journal could not be written");
    assertThat(store.state().get(COUNTERS, "n")).isNull();
  }

  @Test
  void commitsWorkAgainOnceTheDiskDoes() throws IOException {
    disk.failWith(new IOException("No space left on device"));
    assertThatThrownBy(() -> count().join()).hasCauseInstanceOf(CommitFailedException.class);
    disk.failWith(null);
    count().join();

    assertThat(store.state().get(COUNTERS, "n").value()).isEqualTo(1);
    store.close();
    store = Stores.onDisk(directory);
    assertThat(store.state().get(COUNTERS, "n").value()).isEqualTo(1);
  }

  @Test
  void aChangeDecidedOnWhatThenFailedDoesNotCommit() {
    disk.hold();
    CompletableFuture<Void> first = count();
    disk.entered.acquireUninterruptibly();
    Store.Staged<Counter> decided =
        store.stage(
            "test",
            tx -> {
              Counter seen = tx.get(COUNTERS, "n");
              tx.put(COUNTERS, "n", new Counter(seen.value() + 1));
              return seen;
            });
    disk.failWith(new IOException("No space left on device"));
    disk.release();
    assertThatThrownBy(first::join).hasCauseInstanceOf(CommitFailedException.class);
    disk.failWith(null);

    assertThatThrownBy(() -> decided.commit(List.of()).join())
        .hasCauseInstanceOf(CommitFailedException.class);
    assertThat(store.state().get(COUNTERS, "n")).isNull();
  }

  @Test
  void theFileOfAFailedCommitGoesAfterTheNextThatSucceeds() throws IOException {
    Blob blob = large();
    disk.failWith(new IOException("No space left on device"));
    assertThatThrownBy(() -> putLater("a", blob).join())
        .hasCauseInstanceOf(CommitFailedException.class);
    assertThat(bodyFiles()).hasSize(1);
    disk.failWith(null);
    putLater("b", null).join();

    assertThat(bodyFiles()).isEmpty();
    assertThatThrownBy(() -> store.blobs().open(blob.id(), 0))
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void eventsOfCallsThatChangedNothingOutliveAFailedCommitBesideThem() {
    disk.hold();
    CompletableFuture<Void> first = count();
    disk.entered.acquireUninterruptibly();
    store.record(List.of(event("read", "ListKeys", NOON)));
    CompletableFuture<Void> behind =
        store
            .stage(
                "test",
                tx -> {
                  tx.put(COUNTERS, "m", new Counter(1));
                  return null;
                })
            .commit(List.of(event("write", "CreateKey", NOON)));
    disk.failWith(new IOException("No space left on device"));
    disk.release();
    assertThatThrownBy(first::join).hasCauseInstanceOf(CommitFailedException.class);
    assertThatThrownBy(behind::join).hasCauseInstanceOf(CommitFailedException.class);
    disk.failWith(null);

    assertThat(ids(store.history().lookup(all(10)))).doesNotContain("write");
    assertThat(log.messages()).contains("The journal could not be written");
  }

  @Test
  void aBodyIsMissedOnlyOnceItsRecordIsReplaced() throws Exception {
    store.close();
    store = Stores.builder().memoryForBodies(0).disk(disk).onDisk(directory);
    Blob old = store.blobs().of(new byte[10]);
    putLater("a", old).join();
    disk.entered.drainPermits();
    disk.holdAfter();
    CompletableFuture<Void> removal =
        store
            .stage(
                "test",
                tx -> {
                  tx.remove(THINGS, "a");
                  tx.discard(old.id());
                  return null;
                })
            .commit(List.of());
    disk.entered.acquire(2); // before the transaction and after it

    CompletableFuture<StoreKit.Thing> recordWhenMissed =
        CompletableFuture.supplyAsync(
            () -> {
              assertThatThrownBy(() -> store.blobs().open(old.id(), 0))
                  .isInstanceOf(FileNotFoundException.class);
              return store.state().get(THINGS, "a");
            });
    assertThat(store.state().get(THINGS, "a")).isNotNull();
    disk.release();

    assertThat(recordWhenMissed.get()).isNull();
    removal.join();
  }

  @Test
  void bodiesThatNoCommitNamesAreSweptAtTheStart() throws IOException {
    Blob kept = large();
    putLater("a", kept).join();
    large();
    assertThat(bodyFiles()).hasSize(2);
    store.close();
    store = Stores.onDisk(directory);

    assertThat(bodyFiles())
        .singleElement()
        .satisfies(file -> assertThat(file).hasFileName(kept.id()));
    try (var in = store.blobs().open(kept.id(), 0)) {
      assertThat(in.readAllBytes()).isEqualTo(LARGE);
    }
  }

  @Test
  void aClosedStoreRefusesChangesAndKeepsWhatItTook() throws IOException {
    CompletableFuture<Void> last = putLater("a", null);
    store.close();

    assertThat(last).isCompleted();
    assertThatThrownBy(() -> put(store, "b", thing("b"))).isInstanceOf(IllegalStateException.class);
    store = Stores.onDisk(directory);
    assertThat(store.state().range(THINGS, "").keySet()).containsExactly("a");
  }
}
