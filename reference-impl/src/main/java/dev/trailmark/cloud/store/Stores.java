package dev.trailmark.cloud.store;

import java.nio.file.Path;
import java.util.Map;

/** Makes stores. */
public final class Stores {
  private static final long DEFAULT_MEMORY_FOR_BODIES = 64L * 1024 * 1024;
  private static final long DEFAULT_EVENTS_IN_MEMORY = 500_000;

  private Stores() {}

  /** A store that begins empty and is gone when closed, with the default bounds. */
  public static Store inMemory() {
    return builder().inMemory();
  }

  /** A store with bounds of one's own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Bounds of a store. */
  public static final class Builder {
    private long memoryForBodies = DEFAULT_MEMORY_FOR_BODIES;
    private long maximumEvents = DEFAULT_EVENTS_IN_MEMORY;

    private Builder() {}

    /**
     * How much memory object bodies may use, in bytes (64 MiB unless told); what is above goes to
     * files.
     */
    public Builder memoryForBodies(long bytes) {
      if (bytes < 0) {
        throw new IllegalArgumentException("memory for bodies: " + bytes + " is negative");
      }
      this.memoryForBodies = bytes;
      return this;
    }

    /** How many events the history keeps (500,000 unless told); the oldest go first. */
    public Builder maximumEvents(long events) {
      if (events < 1) {
        throw new IllegalArgumentException("maximum events: " + events + " is less than 1");
      }
      this.maximumEvents = events;
      return this;
    }

    /** A store that begins empty and is gone when closed. */
    public Store inMemory() {
      TemporaryFiles files = new TemporaryFiles();
      Disk disk = Disk.temporary();
      Path database = files.directory().resolve("events.db");
      long events = maximumEvents;
      return new RecordStore(
          new Tables(Map.of()),
          new MemoryBodies(
              new Ids(), new BodyFiles(files.directory().resolve("bodies"), disk), memoryForBodies),
          new WriteQueue(),
          new JournalOpening(database, () -> Journal.open(database, false, events, disk)),
          false,
          files);
    }
  }
}
