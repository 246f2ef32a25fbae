package dev.trailmark.cloud.s3.replication;

import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Replicates several keys at a time, and what is noted of one key one after the other. A replica is
 * two commits that wait for the disk; those that wait at the same time share one.
 */
final class KeysAtOnce {
  private static final int THREADS = 8;

  private final Predicate<Noted> attempt;
  private final BooleanSupplier ending;
  private final AtomicBoolean broken = new AtomicBoolean();

  /**
   * Nothing is tried yet.
   *
   * @param attempt tries one, on any thread; whether it is over
   * @param ending whether to break off
   */
  KeysAtOnce(Predicate<Noted> attempt, BooleanSupplier ending) {
    this.attempt = attempt;
    this.ending = ending;
  }

  /**
   * Tries all, and waits until that is done.
   *
   * @return what was tried, and whether it is over
   * @throws Store.CommitFailedException when nothing can be stored
   */
  Map<Noted, Boolean> tried(List<Noted> all) {
    Map<String, List<Noted>> byKey = new LinkedHashMap<>();
    for (Noted noted : all) {
      byKey
          .computeIfAbsent(
              S3Kinds.versionKey(noted.bucket(), noted.key()), key -> new ArrayList<>())
          .add(noted);
    }
    if (byKey.size() == 1) {
      return oneByOne(all);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(THREADS, byKey.size()),
            task -> {
              Thread thread = new Thread(task, "trailmark-replication");
              thread.setDaemon(true);
              return thread;
            });
    try {
      return joined(
          byKey.values().stream()
              .map(some -> CompletableFuture.supplyAsync(() -> oneByOne(some), threads))
              .toList());
    } finally {
      threads.shutdown();
    }
  }

  /** All have ended before anything is thrown. */
  private static Map<Noted, Boolean> joined(List<CompletableFuture<Map<Noted, Boolean>>> parts) {
    Map<Noted, Boolean> tried = new LinkedHashMap<>();
    Throwable failure = null;
    for (CompletableFuture<Map<Noted, Boolean>> part : parts) {
      try {
        tried.putAll(part.join());
      } catch (CompletionException e) {
        failure = e.getCause();
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
    return tried;
  }

  private Map<Noted, Boolean> oneByOne(List<Noted> some) {
    Map<Noted, Boolean> tried = new LinkedHashMap<>();
    for (Noted each : some) {
      if (broken.get() || ending.getAsBoolean()) {
        break;
      }
      try {
        tried.put(each, attempt.test(each));
      } catch (RuntimeException | Error e) {
        broken.set(true);
        throw e;
      }
    }
    return tried;
  }
}
