package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.identity.Principal;
import dev.trailmark.cloud.record.Occurrence;
import dev.trailmark.cloud.record.Recorder;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The end of a call: its record is written and joins the commit of what it changed. A call that
 * changed nothing does not wait for the disk.
 */
final class Conclusion {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Store store;
  private final Recorder recorder;

  Conclusion(Store store, Recorder recorder) {
    this.store = store;
    this.recorder = recorder;
  }

  /**
   * Completes when what the call changed is durable; exceptionally when it could not be, or not be
   * recorded, and then nothing was changed. Never throws, and leaves no scope locked.
   */
  CompletableFuture<Void> recordAndCommit(Exchange exchange) {
    try {
      return conclude(exchange);
    } catch (RuntimeException | Error failure) {
      return CompletableFuture.failedFuture(failure);
    }
  }

  private CompletableFuture<Void> conclude(Exchange exchange) {
    Store.Staged<?> staged = exchange.call.takeStaged();
    if (staged != null && exchange.failed()) {
      staged.abort();
      staged = null;
    }
    try {
      List<Event> events = recorder.record(occurrence(exchange));
      if (staged != null) {
        Store.Staged<?> committing = staged;
        staged = null;
        return committing.commit(events);
      }
      store.record(events);
      return DONE;
    } finally {
      if (staged != null) {
        staged.abort();
      }
    }
  }

  private static Occurrence occurrence(Exchange exchange) {
    return new Occurrence(
        exchange.call,
        exchange.service,
        exchange.operation,
        exchange.input,
        exchange.failed() ? null : exchange.output,
        exchange.error,
        recipients(exchange),
        exchange.response == null ? 0 : exchange.response.body().length());
  }

  /** The caller's account and the owners of what it touched; a refusal may stay with the caller. */
  private static List<String> recipients(Exchange exchange) {
    Principal principal = exchange.call.caller().principal();
    List<String> accounts = new ArrayList<>(2);
    if (principal.accountId() != null) {
      accounts.add(principal.accountId());
    }
    boolean ownersToo =
        principal.accountId() == null
            || !exchange.failed()
            || exchange.service.tellsOwnerOfRefusals();
    if (ownersToo) {
      String told = exchange.call.trail().told();
      if (told != null) {
        exchange.owners.add(told);
      }
      exchange.owners.stream().filter(owner -> !accounts.contains(owner)).forEach(accounts::add);
    }
    return accounts;
  }
}
