package dev.trailmark.cloud.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Set;

/** Makes stores. */
public final class Stores {
  private static final long DEFAULT_MEMORY_FOR_BODIES = 64L * 1024 * 1024;
  private static final long DEFAULT_EVENTS_IN_MEMORY = 500_000;
  private static final long DEFAULT_EVENTS_ON_DISK = 2_000_000;

  private Stores() {}

  /** A store that begins empty and is gone when closed, with the default bounds. */
  public static Store inMemory() {
    return builder().inMemory();
  }

  /**
   * The store of a data directory, with the default bounds.
   *
   * @throws DataDirectoryException when the directory cannot be used
   */
  public static Store onDisk(Path dataDirectory) throws IOException {
    return builder().onDisk(dataDirectory);
  }

  /** A store with bounds of one's own. */
  public static Builder builder() {
    return new Builder();
  }

  /** Bounds of a store. */
  public static final class Builder {
    private long memoryForBodies = DEFAULT_MEMORY_FOR_BODIES;
    private long maximumEvents;
    private Disk disk = Disk.real();
    private MasterKey masterKey;

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

    /**
     * How many events the history keeps (unless told, 500,000 in memory and 2,000,000 on disk); the
     * oldest go first.
     */
    public Builder maximumEvents(long events) {
      if (events < 1) {
        throw new IllegalArgumentException("maximum events: " + events + " is less than 1");
      }
      this.maximumEvents = events;
      return this;
    }

    /**
     * The key under which a data directory's secrets are kept: 32 bytes, which are copied. Unless
     * told it is in the directory's file {@code master.key}, made on the first start.
     */
    public Builder masterKey(byte[] key) {
      this.masterKey = new MasterKey(key);
      return this;
    }

    /** A store that begins empty and is gone when closed. */
    public Store inMemory() {
      TemporaryFiles files = new TemporaryFiles();
      Disk temporary = Disk.temporary();
      Path database = files.directory().resolve("events.db");
      long events = maximumEvents == 0 ? DEFAULT_EVENTS_IN_MEMORY : maximumEvents;
      return new RecordStore(
          new Tables(JournalledRecords.none(), MasterKey.random()),
          new MemoryBodies(
              new Ids(),
              new BodyFiles(files.directory().resolve("bodies"), temporary),
              memoryForBodies),
          new WriteQueue(),
          new JournalOpening(database, () -> Journal.open(database, false, events, temporary)),
          false,
          files);
    }

    /** Watches, or fails, the steps towards durability. */
    Builder disk(Disk newDisk) {
      this.disk = newDisk;
      return this;
    }

    /**
     * The store of a data directory, which is made when it is not there.
     *
     * @throws DataDirectoryException when the directory cannot be used
     */
    public Store onDisk(Path dataDirectory) throws IOException {
      DataDirectory directory = DataDirectory.open(dataDirectory, disk);
      try {
        return onDisk(directory);
      } catch (SQLException e) {
        directory.close();
        throw directory.explain(e);
      } catch (IOException | RuntimeException e) {
        directory.close();
        throw e;
      }
    }

    private Store onDisk(DataDirectory directory) throws SQLException, IOException {
      Path database = directory.database();
      long events = maximumEvents == 0 ? DEFAULT_EVENTS_ON_DISK : maximumEvents;
      Journal journal = Journal.open(database, true, events, disk);
      try {
        MasterKey key = new Unlocking(directory.path(), journal, disk).unlock(masterKey);
        BodyFiles files = new BodyFiles(directory.bodies(), disk);
        directory.sync(disk);
        Set<String> named = journal.bodyFiles();
        files.sweep(named::contains);
        WriteQueue queue = new WriteQueue();
        return new RecordStore(
            new Tables(JournalledRecords.of(journal, database), key),
            new DiskBodies(new Ids(), files, database, named, memoryForBodies, queue::settle),
            queue,
            new JournalOpening(database, () -> journal),
            true,
            directory);
      } catch (SQLException | IOException | RuntimeException e) {
        journal.close();
        throw e;
      }
    }
  }
}
