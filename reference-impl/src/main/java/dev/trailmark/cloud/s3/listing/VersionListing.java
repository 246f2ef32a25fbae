package dev.trailmark.cloud.s3.listing;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.VersionRecord;
import dev.trailmark.cloud.s3.version.VersionIds;
import dev.trailmark.cloud.s3.version.VersionShelf;
import dev.trailmark.cloud.store.Ranges;
import dev.trailmark.cloud.store.State;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.stream.Stream;

/**
 * One page of a bucket's versions: by key in the order of UTF-8 bytes, the newest first, with keys
 * that go on after the delimiter rolled up. The cost of a page depends on the page, not on the
 * bucket.
 *
 * @param entries versions and common prefixes in order
 * @param truncated whether more follow
 */
record VersionListing(List<Entry> entries, boolean truncated) {

  /**
   * An entry.
   *
   * @param prefix a common prefix; {@code null} for a version
   * @param version the version; {@code null} for a common prefix
   * @param latest whether it is its key's newest version
   */
  record Entry(String prefix, VersionRecord version, boolean latest) {}

  /**
   * What to list.
   *
   * @param bucket the bucket's name
   * @param prefix how keys begin
   * @param delimiter {@code null} for no rolling up
   * @param keyMarker begin behind this key or common prefix; {@code null} for the start
   * @param versionMarker begin within that key behind this version, there or gone; {@code null} to
   *     skip the key
   * @param most entries at most
   */
  record Query(
      String bucket,
      String prefix,
      String delimiter,
      String keyMarker,
      String versionMarker,
      int most) {

    /** Reads the page. */
    VersionListing run(State state) {
      List<Entry> entries = new ArrayList<>();
      String key = firstKey(state, start(state), true);
      while (key != null) {
        String common = commonPrefix(key);
        if (common != null) {
          if (!passed(state, common) && !add(entries, new Entry(common, null, false))) {
            return new VersionListing(entries, most > 0);
          }
          key = afterPrefix(state, common);
        } else {
          for (Entry entry : entriesOf(state, key, most - entries.size() + 1)) {
            if (!add(entries, entry)) {
              return new VersionListing(entries, most > 0);
            }
          }
          key = firstKey(state, key, false);
        }
      }
      return new VersionListing(entries, false);
    }

    private String start(State state) {
      boolean behind =
          keyMarker != null
              && state.range(S3Kinds.OBJECT, bucket + "/").comparator().compare(keyMarker, prefix)
                  > 0;
      return behind ? keyMarker : prefix;
    }

    /** As recorded, a marker within a common prefix leaves out all of it. */
    private boolean passed(State state, String common) {
      return keyMarker != null
          && state.range(S3Kinds.OBJECT, bucket + "/").comparator().compare(common, keyMarker) <= 0;
    }

    private boolean add(List<Entry> entries, Entry entry) {
      if (entries.size() == most) {
        return false;
      }
      entries.add(entry);
      return true;
    }

    /** So many of a key's versions as are behind the markers, newest first. */
    private List<Entry> entriesOf(State state, String key, int room) {
      if (key.equals(keyMarker) && versionMarker == null) {
        return List.of();
      }
      ObjectRecord current = ObjectRecord.current(state, bucket, key);
      long before = key.equals(keyMarker) ? marked(state) : Long.MAX_VALUE;
      Stream<VersionRecord> behind =
          Stream.concat(
              Stream.ofNullable(current)
                  .filter(object -> object.sequence() < before)
                  .map(VersionRecord::of),
              VersionShelf.coveredBefore(state, bucket, key, before));
      long newest = newest(state, key, current);
      return behind
          .limit(room)
          .map(version -> new Entry(null, version, version.sequence() == newest))
          .toList();
    }

    /** The sequence of the version that the marker names, there or gone; 0 for none. */
    private long marked(State state) {
      VersionRecord there = VersionShelf.find(state, bucket, keyMarker, versionMarker);
      return there == null ? VersionIds.sequence(versionMarker).orElse(0) : there.sequence();
    }

    private long newest(State state, String key, ObjectRecord current) {
      VersionRecord marker = current == null ? VersionShelf.marker(state, bucket, key) : null;
      return marker != null ? marker.sequence() : current == null ? 0 : current.sequence();
    }

    private String commonPrefix(String key) {
      int at = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
      return at < 0 ? null : key.substring(0, at + delimiter.length());
    }

    private String afterPrefix(State state, String common) {
      String next = Listing.Query.successor(common);
      return next == null ? null : firstKey(state, next, true);
    }

    /** The first key from there on that has a version and the prefix; {@code null} for none. */
    private String firstKey(State state, String from, boolean inclusive) {
      String object =
          first(state.range(S3Kinds.OBJECT, bucket + "/"), bucket + "/" + from, inclusive);
      String version =
          first(
              state.range(S3Kinds.VERSION, bucket + "/"),
              inclusive ? S3Kinds.versionKeys(bucket, from) : S3Kinds.behindVersions(bucket, from),
              inclusive);
      version = version == null ? null : S3Kinds.objectKeyOf(version);
      String place = smaller(state, object, version);
      String key = place == null ? null : place.substring(bucket.length() + 1);
      return key == null || !key.startsWith(prefix) ? null : key;
    }

    private String smaller(State state, String one, String other) {
      if (one == null || other == null) {
        return one == null ? other : one;
      }
      return state.range(S3Kinds.OBJECT, bucket + "/").comparator().compare(one, other) <= 0
          ? one
          : other;
    }

    private static String first(NavigableMap<String, ?> range, String from, boolean inclusive) {
      NavigableMap<String, ?> rest = Ranges.from(range, from, inclusive);
      return rest.isEmpty() ? null : rest.firstKey();
    }
  }
}
