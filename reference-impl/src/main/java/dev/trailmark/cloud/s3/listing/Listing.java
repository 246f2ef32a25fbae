package dev.trailmark.cloud.s3.listing;

import dev.trailmark.cloud.s3.model.ObjectRecord;
import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.store.Ranges;
import dev.trailmark.cloud.store.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;

/**
 * One page of a bucket's keys in the order of their UTF-8 bytes. Keys that go on after the
 * delimiter are rolled up into common prefixes, each of which counts as one entry.
 *
 * @param objects the objects in order
 * @param prefixes the common prefixes in order
 * @param last the last entry, object or prefix; {@code null} on an empty page
 * @param truncated whether more entries follow
 */
record Listing(List<ObjectRecord> objects, List<String> prefixes, String last, boolean truncated) {
  /**
   * What to list.
   *
   * @param bucket the bucket's name
   * @param prefix how keys begin; not {@code null}
   * @param delimiter {@code null} for no rolling up
   * @param after where to begin: behind this key or common prefix; {@code null} for the start
   * @param most entries at most
   */
  record Query(String bucket, String prefix, String delimiter, String after, int most) {

    /** Reads the page. */
    Listing run(State state) {
      Page page = new Page();
      NavigableMap<String, ObjectRecord> all =
          state.range(S3Kinds.OBJECT, S3Kinds.objectKey(bucket, prefix));
      NavigableMap<String, ObjectRecord> rest = after == null ? all : from(all, after, false);
      while (!rest.isEmpty()) {
        String rolledUp = read(rest, page);
        if (rolledUp == null) {
          break;
        }
        String next = successor(rolledUp);
        rest = next == null ? Collections.emptyNavigableMap() : from(all, next, true);
      }
      return new Listing(page.objects, page.prefixes, page.last, page.truncated);
    }

    /** Reads on until a common prefix is met, which is returned; {@code null} at the end. */
    private String read(NavigableMap<String, ObjectRecord> rest, Page page) {
      for (ObjectRecord object : rest.values()) {
        String common = commonPrefix(object.key());
        // As recorded, a marker within a common prefix leaves out all of it.
        boolean passed =
            common != null && after != null && rest.comparator().compare(common, after) <= 0;
        if (passed) {
          return common;
        }
        if (page.objects.size() + page.prefixes.size() == most) {
          page.truncated = most > 0;
          return null;
        }
        if (common != null) {
          page.prefixes.add(common);
          page.last = common;
          return common;
        }
        page.objects.add(object);
        page.last = object.key();
      }
      return null;
    }

    private String commonPrefix(String key) {
      int at = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
      return at < 0 ? null : key.substring(0, at + delimiter.length());
    }

    /** The part of the range from a key on. */
    private NavigableMap<String, ObjectRecord> from(
        NavigableMap<String, ObjectRecord> range, String key, boolean inclusive) {
      return Ranges.from(range, S3Kinds.objectKey(bucket, key), inclusive);
    }

    /** The first string after all that begin with this one; {@code null} when there is none. */
    static String successor(String text) {
      int last = text.codePointBefore(text.length());
      String head = text.substring(0, text.length() - Character.charCount(last));
      if (last == Character.MAX_CODE_POINT) {
        return head.isEmpty() ? null : successor(head);
      }
      int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
      return head + Character.toString(next);
    }
  }

  /** A page being read. */
  private static final class Page {
    private final List<ObjectRecord> objects = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private String last;
    private boolean truncated;
  }

  /** The entries as they would be counted. */
  int count() {
    return objects.size() + prefixes.size();
  }
}
