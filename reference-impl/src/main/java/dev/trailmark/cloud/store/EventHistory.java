package dev.trailmark.cloud.store;

import java.time.Instant;
import java.util.List;

/**
 * The events of all accounts, newest kept longest; an SQLite table behind an asynchronous writer.
 * Reading waits for that writer, so it is for workers, and impossible on the journal's own thread
 * (in a callback of a commit's future). A history that cannot be read throws {@link
 * IllegalStateException}.
 */
public interface EventHistory {

  /**
   * What LookupEvents asks for. Absent criteria are {@code null}; {@code before} continues a
   * listing.
   *
   * @param attribute one of LookupEvents' attribute keys, such as {@code EventName}; or {@code
   *     null}
   * @param value the attribute's value
   * @param from earliest event time, inclusive
   * @param to latest event time, inclusive
   * @param before position of the last entry already seen, from {@link Entry#position()}; 0 for
   *     none
   * @param limit most entries to return
   */
  record Query(
      String accountId,
      String region,
      String attribute,
      String value,
      Instant from,
      Instant to,
      long before,
      int limit) {}

  /** An event and its place in the history; positions grow with time of arrival. */
  record Entry(long position, Event event) {}

  /**
   * Management events that match, by event time, newest first. Waits until events recorded before
   * are visible.
   *
   * @throws IllegalArgumentException for an attribute that LookupEvents does not have
   */
  List<Entry> lookup(Query query);

  /**
   * An account's newest event, in whatever region, that has a value: a management event, or a data
   * event when it is looked for by its access key. {@code null} when there is none. Waits until
   * events recorded before are visible.
   *
   * @throws IllegalArgumentException for an attribute that LookupEvents does not have
   */
  Event newest(String accountId, String attribute, String value);

  /**
   * Events of an account and region that arrived after a position, oldest first: what a trail has
   * yet to deliver. Waits until events recorded before are visible.
   */
  List<Entry> since(String accountId, String region, long position, int limit);

  /**
   * The regions of an account in which events arrived after a position, in order of their names.
   * Waits until events recorded before are visible.
   */
  List<String> regions(String accountId, long position);

  /** The position of the newest event; 0 when there is none. */
  long newest();
}
