package dev.trailmark.cloud.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the blocks of one account and region hold, in memory: when their events were, and the hashes
 * of what these are found by. So a lookup reads those blocks alone that have what it looks for,
 * however many there are. It takes some five bytes for each event, of accounts that look up events.
 *
 * <p>Blocks are only ever added at the end, where the last few may be replaced by one that holds
 * the events of them all, and taken away at the beginning. A block of more than half the events
 * that go into one is never replaced, and nothing before it is.
 */
final class BlockDirectory {
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparingLong(Entry::newest).thenComparingLong(Entry::last).reversed();

  private final NavigableMap<Long, Entry> blocks = new TreeMap<>();
  private List<Entry> newestFirst = List.of();
  private long settled;

  /**
   * A block.
   *
   * @param last position of its newest event, its key
   * @param oldest the earliest event time, in nanoseconds since the epoch
   * @param newest the latest event time
   * @param count number of events
   * @param keys hashes of what its events are found by, ascending
   */
  record Entry(long last, long oldest, long newest, int count, int[] keys) {

    /** Whether an event of the block may have a key of that hash. */
    boolean mayHave(int hash) {
      return Arrays.binarySearch(keys, hash) >= 0;
    }
  }

  /** The position up to which blocks do not change any more, but may be gone. */
  long settled() {
    return settled;
  }

  /**
   * Brings it up to date.
   *
   * @param first position of the first block that is there; the greatest there is when none is
   * @param added all blocks after {@link #settled}, in their order
   */
  void refresh(long first, List<Entry> added) {
    boolean gone = !blocks.isEmpty() && blocks.firstKey() < first;
    if (!gone && keys(added).equals(List.copyOf(blocks.tailMap(settled, false).keySet()))) {
      return; // a block's events never change
    }
    blocks.headMap(first, false).clear();
    blocks.tailMap(settled, false).clear();
    for (Entry entry : added) {
      blocks.put(entry.last(), entry);
      if (entry.count() > EventBlock.MOST / 2) {
        settled = entry.last();
      }
    }
    List<Entry> sorted = new ArrayList<>(blocks.descendingMap().values());
    sorted.sort(NEWEST_FIRST);
    newestFirst = sorted;
  }

  private static List<Long> keys(List<Entry> entries) {
    return entries.stream().map(Entry::last).toList();
  }

  /** The blocks by the time of their latest event, the newest first. */
  List<Entry> newestFirst() {
    return newestFirst;
  }
}
