package dev.trailmark.cloud.operation;

import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What a service does as time passes, without anyone calling it: deletions that are due, rotations,
 * expiries. Run every second, and by {@code Cloud.settle()}.
 */
@FunctionalInterface
public interface Upkeep {

  /** Nothing to do. */
  Upkeep NONE = surroundings -> {};

  /** Does what is due. May be run again before the next second, and may find nothing to do. */
  void run(Surroundings surroundings);

  /**
   * Does what may take long, such as copying bodies: beside {@link #run}, which does not wait for
   * it, and never twice at a time. Breaks off when the simulator {@linkplain Surroundings#ending()
   * ends}.
   */
  default void haul(Surroundings surroundings) {}

  /**
   * Does what must not wait until the simulator is started again, since it is kept in memory alone.
   * Run once, when nobody is served any more and before the store is closed.
   */
  default void finish(Surroundings surroundings) {}

  /** Several as one, in their order. */
  static Upkeep all(List<Upkeep> parts) {
    List<Upkeep> all = List.copyOf(parts);
    return new Upkeep() {
      @Override
      public void run(Surroundings surroundings) {
        all.forEach(each -> each.run(surroundings));
      }

      @Override
      public void haul(Surroundings surroundings) {
        all.forEach(each -> each.haul(surroundings));
      }

      @Override
      public void finish(Surroundings surroundings) {
        all.forEach(each -> each.finish(surroundings));
      }
    };
  }

  /** What upkeep has at hand. */
  interface Surroundings {

    /** The published records. */
    State state();

    /** The events of all accounts. */
    EventHistory history();

    /** The simulated time. */
    Instant now();

    /** Where identifiers and secrets come from. */
    Ids ids();

    /**
     * Whether the simulator is being stopped; what is not done by then is due at the next start.
     */
    default boolean ending() {
      return false;
    }

    /** Calls of other services, which the service makes by itself. */
    ServiceCalls services();

    /**
     * Changes records under a scope's lock and waits until they are durable.
     *
     * @param scope as in {@link Call#update}
     * @param change looks again at what it changes, since calls may have come first; returns what
     *     CloudTrail is to record
     */
    void change(String scope, Function<Transaction, List<ServiceEvent>> change);
  }
}
