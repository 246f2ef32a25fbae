package dev.trailmark.cloud.store;

import dev.trailmark.cloud.store.Store.CommitFailedException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The one thread that writes the journal. It takes what waits in the {@link WriteQueue}, writes it
 * in one transaction, publishes it, and completes the futures; with nothing to write it brings the
 * history's index up to date.
 */
final class JournalWriter implements Runnable {
  private static final Logger LOG = System.getLogger(JournalWriter.class.getName());

  private final WriteQueue queue;
  private final Callable<Journal> opening;
  private final Consumer<Commit> publish;
  private Journal journal;
  private WriteQueue.Batch writing = WriteQueue.NOTHING;

  /**
   * A writer that opens the journal on its own thread.
   *
   * @param publish makes a durable commit visible to readers
   */
  JournalWriter(WriteQueue queue, Callable<Journal> opening, Consumer<Commit> publish) {
    this.queue = queue;
    this.opening = opening;
    this.publish = publish;
  }

  @Override
  public void run() {
    try {
      journal = opening.call();
      queue.opened(journal.events().newest(), journal.events().indexedTo());
      serve();
    } catch (Throwable e) {
      LOG.log(Level.ERROR, "The store's journal could not be opened or kept open", e);
      queue.broken(e);
      complete(queue.failCommits(writing), e);
    } finally {
      closeJournal();
    }
  }

  private void serve() {
    boolean backlog = true;
    while (true) {
      WriteQueue.Batch batch = queue.take(backlog);
      if (batch == null) {
        return;
      }
      if (batch.isEmpty()) {
        backlog = index();
      } else {
        write(batch);
        backlog = true;
      }
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
    for (Commit commit : batch.commits()) {
      publish.accept(commit);
    }
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

  private static void complete(List<Commit> failed, Throwable cause) {
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

  private boolean index() {
    boolean more = false;
    try {
      more = journal.indexSome();
      queue.indexed(journal.events().indexedTo());
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.ERROR, "The event history's index could not be written", e);
      queue.indexFailed(e);
    }
    return more;
  }

  private void closeJournal() {
    if (journal == null) {
      return;
    }
    try {
      journal.close();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The journal could not be closed", e);
    }
  }
}
