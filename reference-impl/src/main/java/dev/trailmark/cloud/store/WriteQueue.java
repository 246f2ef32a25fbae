package dev.trailmark.cloud.store;

import dev.trailmark.cloud.store.Store.CommitFailedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for the journal's thread. Commits wake it at once; events alone wait until there are
 * enough of them or 50 ms have gone by. Whoever records events while too many wait is held up.
 */
final class WriteQueue {
  /** Commits that share one transaction. */
  static final int GROUP = 255;

  private static final int FULL = 16_384;
  private static final int FLUSH_COUNT = 2048;
  private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int EVENTS_ALONE = 4096;
  private static final int EVENTS_BESIDE_COMMITS = 512;
  static final Batch NOTHING = new Batch(List.of(), List.of());

  /**
   * What goes into one transaction.
   *
   * @param events events of calls that changed nothing
   */
  record Batch(List<Commit> commits, List<Event> events) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Condition progress = lock.newCondition();
  private final ArrayDeque<Commit> commits = new ArrayDeque<>();
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private long commitsIn;
  private long commitsOut;
  private long eventsIn;
  private long eventsOut;
  private long newest;
  private int waiting;
  private boolean opened;
  private boolean closing;
  private Throwable broken;
  private volatile long generation;
  private volatile Thread writer;

  /**
   * Counts the failures of the journal: a transaction that read before one may not commit after it.
   */
  long generation() {
    return generation;
  }

  /** Queues a commit and shows its changes to later transactions. */
  void add(Commit commit, long readAt) {
    lock.lock();
    try {
      requireOpen();
      if (broken != null || readAt != generation) {
        throw new CommitFailedException("The journal could not be written", broken);
      }
      commit.changes().forEach(Change::enqueue);
      commits.add(commit);
      commitsIn++;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Queues events; waits while the queue is full. */
  void record(List<Event> more) {
    if (more.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      requireOpen();
      while (events.size() >= FULL && broken == null && Thread.currentThread() != writer) {
        room.awaitUninterruptibly();
        requireOpen();
      }
      if (broken != null) {
        return; // said once, when it broke
      }
      int before = events.size();
      events.addAll(more);
      eventsIn += more.size();
      if (before == 0 || (before < FLUSH_COUNT && events.size() >= FLUSH_COUNT)) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closing) {
      throw new IllegalStateException("The store is closed");
    }
  }

  /**
   * Waits for work; the journal's thread calls this.
   *
   * @return {@code null} when the queue is closed and empty
   */
  Batch take() {
    lock.lock();
    try {
      writer = Thread.currentThread();
      while (commits.isEmpty() && events.isEmpty() && !closing) {
        work.awaitUninterruptibly();
      }
      collect();
      if (closing && commits.isEmpty() && events.isEmpty()) {
        return null;
      }
      return drain();
    } finally {
      lock.unlock();
    }
  }

  /** Lets events gather for a moment, unless somebody waits. */
  private void collect() {
    long left = FLUSH_NANOS;
    try {
      while (left > 0
          && commits.isEmpty()
          && waiting == 0
          && !closing
          && events.size() < FLUSH_COUNT) {
        left = work.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      work.signal(); // nobody interrupts this thread on purpose; writing now is always right
    }
  }

  private Batch drain() {
    List<Commit> group = new ArrayList<>(Math.min(GROUP, commits.size()));
    while (group.size() < GROUP && !commits.isEmpty()) {
      group.add(commits.poll());
    }
    int most = Math.min(events.size(), group.isEmpty() ? EVENTS_ALONE : EVENTS_BESIDE_COMMITS);
    List<Event> some = new ArrayList<>(most);
    while (some.size() < most) {
      some.add(events.poll());
    }
    room.signalAll();
    return new Batch(group, some);
  }

  /** The journal is open and holds events up to that position. */
  void opened(long newestPosition) {
    lock.lock();
    try {
      newest = newestPosition;
      opened = true;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** A batch is durable and published, or has failed for good. */
  void written(Batch batch, long newestPosition) {
    lock.lock();
    try {
      commitsOut += batch.commits().size();
      eventsOut += batch.events().size();
      newest = newestPosition;
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes back a batch that could not be written, and everything queued behind it: it may have been
   * decided on what the batch would have changed.
   *
   * @return all commits that have failed
   */
  List<Commit> failCommits(Batch batch) {
    lock.lock();
    try {
      List<Commit> failed = new ArrayList<>(batch.commits());
      failed.addAll(commits);
      commitsOut += commits.size();
      commits.clear();
      failed.forEach(commit -> commit.changes().forEach(Change::drop));
      generation++;
      return failed;
    } finally {
      lock.unlock();
    }
  }

  /** The journal cannot be used at all; waiters are released, and later commits are refused. */
  void broken(Throwable cause) {
    lock.lock();
    try {
      broken = cause;
      events.clear();
      progress.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the events recorded so far are in the history.
   *
   * @return the position of the newest
   */
  long awaitEvents() {
    lock.lock();
    try {
      requireOpen();
      if (Thread.currentThread() == writer) {
        throw new IllegalStateException("The journal's thread would wait for itself");
      }
      waiting++;
      work.signal();
      long commitTarget = commitsIn;
      long eventTarget = eventsIn;
      while (broken == null && (!opened || commitsOut < commitTarget || eventsOut < eventTarget)) {
        progress.awaitUninterruptibly();
      }
      waiting--;
      long target = newest;
      if (broken != null) {
        throw new IllegalStateException("The event history cannot be used", broken);
      }
      return target;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the commits queued so far are published or have failed; not on the journal's
   * thread.
   */
  void settle() {
    lock.lock();
    try {
      long target = commitsIn;
      while (broken == null && commitsOut < target && Thread.currentThread() != writer) {
        progress.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets nothing more in; the journal's thread ends after what is queued. */
  void close() {
    lock.lock();
    try {
      closing = true;
      work.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
