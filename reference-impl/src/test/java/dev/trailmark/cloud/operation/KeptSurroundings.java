package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What upkeep has at hand in a test.
 *
 * @param calls calls other services
 * @param told is told what services did
 */
public record KeptSurroundings(
    Store store, InstantSource clock, Ids ids, ServiceCalls calls, Consumer<ServiceEvent> told)
    implements Upkeep.Surroundings {
  @Override
  public State state() {
    return store.state();
  }

  @Override
  public EventHistory history() {
    return store.history();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public ServiceCalls services() {
    return calls;
  }

  @Override
  public void change(String scope, Function<Transaction, List<ServiceEvent>> change) {
    Store.Staged<List<ServiceEvent>> staged = store.stage(scope, change);
    staged.result().forEach(told);
    staged.commit(List.of()).join();
  }
}
