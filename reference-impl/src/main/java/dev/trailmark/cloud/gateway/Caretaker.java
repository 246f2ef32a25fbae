package dev.trailmark.cloud.gateway;

import dev.trailmark.cloud.operation.Service;
import dev.trailmark.cloud.operation.ServiceCalls;
import dev.trailmark.cloud.operation.ServiceEvent;
import dev.trailmark.cloud.operation.Upkeep;
import dev.trailmark.cloud.record.ServiceEventWriter;
import dev.trailmark.cloud.store.Event;
import dev.trailmark.cloud.store.EventHistory;
import dev.trailmark.cloud.store.Ids;
import dev.trailmark.cloud.store.State;
import dev.trailmark.cloud.store.Store;
import dev.trailmark.cloud.store.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Lets the services do what is due as time passes, and records it. What cannot be written now is
 * due again the next time.
 */
public final class Caretaker {
  private static final Logger LOG = System.getLogger(Caretaker.class.getName());

  private final List<Service> services;
  private final Store store;
  private final InstantSource clock;
  private final Ids ids;
  private final ServiceCalls calls;
  private final ServiceEventWriter writer;
  private final Object hauling = new Object();
  private volatile boolean ending;

  /**
   * A caretaker.
   *
   * @param calls how services call each other
   * @param clock the simulated time
   */
  public Caretaker(
      List<Service> services, ServiceCalls calls, Store store, InstantSource clock, Ids ids) {
    this.services = List.copyOf(services);
    this.calls = calls;
    this.store = store;
    this.clock = clock;
    this.ids = ids;
    this.writer = new ServiceEventWriter(ids);
  }

  /** Does what is due by now. */
  public synchronized void run() {
    each(Upkeep::run);
  }

  /** Does what is due by now and may take long; others may {@link #run} meanwhile. */
  public void haul() {
    synchronized (hauling) {
      each(Upkeep::haul);
    }
  }

  /** Has {@link #haul} break off, now and from now on. */
  public void end() {
    ending = true;
  }

  /** Does what must not wait until the simulator is started again. */
  public synchronized void finish() {
    each(Upkeep::finish);
  }

  private void each(BiConsumer<Upkeep, Upkeep.Surroundings> work) {
    for (Service service : services) {
      try {
        work.accept(service.upkeep(), new Rounds(service));
      } catch (Store.CommitFailedException e) {
        // The disk is full or gone; calls are told so, and what was due stays due.
        return;
      } catch (RuntimeException | Error e) {
        // Thrown on, an Error would end the schedule without a word.
        LOG.log(Level.ERROR, () -> "the upkeep of " + service.name() + " broke", e);
      }
    }
  }

  /** One service's view of a round. */
  private final class Rounds implements Upkeep.Surroundings {
    private final Service service;

    Rounds(Service service) {
      this.service = service;
    }

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
    public Ids ids() {
      return ids;
    }

    @Override
    public boolean ending() {
      return ending;
    }

    @Override
    public ServiceCalls services() {
      return calls;
    }

    @Override
    public void change(String scope, Function<Transaction, List<ServiceEvent>> change) {
      Store.Staged<List<ServiceEvent>> staged = store.stage(scope, change);
      List<Event> events =
          staged.result().stream().map(happened -> writer.event(service, happened)).toList();
      try {
        staged.commit(events).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof Store.CommitFailedException failed) {
          throw failed;
        }
        throw e;
      }
    }
  }
}
