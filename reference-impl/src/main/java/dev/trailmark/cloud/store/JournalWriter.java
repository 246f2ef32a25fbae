package dev.trailmark.cloud.store;

import dev.trailmark.cloud.store.Store.CommitFailedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * The one thread that writes the journal. It takes what waits in the {@link WriteQueue}, writes it
 * in one transaction, publishes it, and completes the futures.
 */
final class JournalWriter implements Runnable {
  /** What follows from a transaction, on the journal's thread. */
  interface Outcome {
    /** The commits are durable: makes them visible to readers, in their order. */
    void durable(List<Commit> commits);

    /** The commits will never be. */
    void failed(List<Commit> commits);
  }

  private static final Logger LOG = System.getLogger(JournalWriter.class.getName());

  private final WriteQueue queue;
  private final Callable<Journal> opening;
  private final Outcome outcome;
  private Journal journal;
  private WriteQueue.Batch writing = WriteQueue.NOTHING;

  /**
   * A writer that opens the journal on its own thread.
   *
   * @param outcome learns what became of each commit
   */
  JournalWriter(WriteQueue queue, Callable<Journal> opening, Outcome outcome) {
    this.queue = queue;
    this.opening = opening;
    this.outcome = outcome;
  }

  @Override
  public void run() {
    try {
      journal = opening.call();
      queue.opened(journal.events().newest());
      serve();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "The store's journal could not be opened or kept open", e);
      queue.broken(e);
      complete(queue.failCommits(writing), e);
    }
  }

  private void serve() {
    for (WriteQueue.Batch batch = queue.take(); batch != null; batch = queue.take()) {
      write(batch);
    }
  }

  private void write(WriteQueue.Batch batch) {
    writing = batch;
    try {
      journal.write(batch.commits(), batch.events());
    } catch (SQLException | IOException | RuntimeException e) {
      fail(batch, e);
      return;
    }
    outcome.durable(batch.commits());
    queue.written(batch, journal.events().newest());
    for (Commit commit : batch.commits()) {
      commit.done().complete(null);
    }
    writing = WriteQueue.NOTHING;
  }

  private void fail(WriteQueue.Batch batch, Exception cause) {
    LOG.log(Level.ERROR, "The journal could not be written", cause);
    List<Commit> failed = queue.failCommits(batch);
    writeEventsAlone(batch.events());
    queue.written(batch, journal.events().newest());
    complete(failed, cause);
    writing = WriteQueue.NOTHING;
  }

  private void complete(List<Commit> failed, Throwable cause) {
    outcome.failed(failed);
    for (Commit commit : failed) {
      commit
          .done()
          .completeExceptionally(
              new CommitFailedException("The journal could not be written", cause));
    }
  }

  /**
   * The events of calls that changed nothing did happen, whatever became of the commits beside
   * them.
   */
  private void writeEventsAlone(List<Event> events) {
    if (events.isEmpty()) {
      return;
    }
    try {
      journal.write(new ArrayList<>(), events);
    } catch (SQLException | IOException | RuntimeException e) {
      LOG.log(Level.ERROR, events.size() + " events are lost to the history", e);
    }
  }

  /** Closes the journal, once the thread has ended. */
  void closeJournal() throws SQLException {
    if (journal != null) {
      journal.close();
    }
  }
}
