package dev.trailmark.cloud.cloudtrail;

import dev.trailmark.cloud.store.Kind;
import dev.trailmark.cloud.store.State;
import java.time.Instant;

/**
 * How far a trail has come with the events of one region: its log files and its digests.
 *
 * @param cursor position in the event history up to which everything is delivered
 * @param plan the log file that is being written; {@code null} when none is
 * @param chain its digests; {@code null} when it has none, or none any more
 * @param backfill the last digest of log files that came too late for the others; {@code null} when
 *     there is none
 */
record FeedRecord(long cursor, Plan plan, Chain chain, Previous backfill) {
  static final Kind<FeedRecord> KIND = new Kind<>("cloudtrail.feed", FeedRecord.class);

  private static final FeedRecord NEW = new FeedRecord(0, null, null, null);

  /**
   * A log file that is being written. It is noted before it is: should the simulator be stopped
   * between the writing and the noting that it was written, the same file is written again.
   *
   * @param last position of the last event that is looked at for it
   * @param key its key
   */
  record Plan(long last, String key) {}

  /**
   * A chain of digests.
   *
   * @param end when the last digest ends; before the first one, when the chain begins
   * @param previous the last digest; {@code null} when the first one is not written yet
   */
  record Chain(Instant end, Previous previous) {}

  /**
   * A digest, as the one after it names it.
   *
   * @param hash hexadecimal SHA-256 of its content
   * @param signature its signature, hexadecimal
   */
  record Previous(String bucket, String key, String hash, String signature) {}

  /** The key of a trail's feed of a region. */
  static String key(TrailRecord trail, String region) {
    return prefix(trail) + region;
  }

  /** What the keys of all feeds of a trail begin with. */
  static String prefix(TrailRecord trail) {
    return trail.key() + "/";
  }

  /** A trail's feed of a region; a new one when nothing was ever delivered of it. */
  static FeedRecord of(State state, TrailRecord trail, String region) {
    FeedRecord feed = state.get(KIND, key(trail, region));
    return feed == null ? NEW : feed;
  }

  FeedRecord plan(Plan file) {
    return new FeedRecord(cursor, file, chain, backfill);
  }

  /** Everything up to a position needs no delivery any more. It never moves back. */
  FeedRecord advance(long position) {
    return new FeedRecord(Math.max(cursor, position), null, chain, backfill);
  }

  FeedRecord chain(Chain digests) {
    return new FeedRecord(cursor, plan, digests, backfill);
  }

  FeedRecord backfill(Previous digest) {
    return new FeedRecord(cursor, plan, chain, digest);
  }
}
