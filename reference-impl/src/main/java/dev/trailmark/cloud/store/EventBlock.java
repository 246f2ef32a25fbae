package dev.trailmark.cloud.store;

import dev.trailmark.cloud.store.EventHistory.Entry;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Some events of one partition, written and kept together: a row for hundreds of events instead of
 * eleven rows for each.
 *
 * @param last position of the newest event, which is also the block's key
 * @param oldest the earliest event time, in nanoseconds since the epoch
 * @param newest the latest event time
 * @param count number of events
 * @param keys hashes of what its events are found by, ascending, four bytes each
 * @param events the events, as {@link EventBytes} writes them
 */
record EventBlock(long last, long oldest, long newest, int count, byte[] keys, byte[] events) {
  /** Most events in a block. */
  static final int MOST = 256;

  /**
   * The block of some events, in the order of their positions.
   *
   * @param writer makes their bytes
   */
  static EventBlock of(List<Entry> entries, EventBytes writer) {
    long oldest = Long.MAX_VALUE;
    long newest = Long.MIN_VALUE;
    for (Entry entry : entries) {
      long time = EventBytes.nanos(entry.event().time());
      oldest = Math.min(oldest, time);
      newest = Math.max(newest, time);
    }
    return new EventBlock(
        entries.get(entries.size() - 1).position(),
        oldest,
        newest,
        entries.size(),
        bytes(EventKey.hashes(entries)),
        writer.write(entries));
  }

  /** Both blocks in one; the other is the later. */
  EventBlock with(EventBlock later) {
    byte[] both = Arrays.copyOf(events, events.length + later.events.length);
    System.arraycopy(later.events, 0, both, events.length, later.events.length);
    return new EventBlock(
        later.last,
        Math.min(oldest, later.oldest),
        Math.max(newest, later.newest),
        count + later.count,
        bytes(EventKey.union(ints(keys), ints(later.keys))),
        both);
  }

  private static byte[] bytes(int[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Integer.BYTES);
    bytes.asIntBuffer().put(numbers);
    return bytes.array();
  }

  /** Hashes as the block keeps them. */
  static int[] ints(byte[] bytes) {
    int[] numbers = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().get(numbers);
    return numbers;
  }
}
