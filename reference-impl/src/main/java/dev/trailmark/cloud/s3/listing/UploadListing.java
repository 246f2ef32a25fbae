package dev.trailmark.cloud.s3.listing;

import dev.trailmark.cloud.s3.model.S3Kinds;
import dev.trailmark.cloud.s3.model.UploadRecord;
import dev.trailmark.cloud.store.Ranges;
import dev.trailmark.cloud.store.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;

/**
 * One page of a bucket's multipart uploads: by key in the order of UTF-8 bytes, then by id, with
 * keys that go on after the delimiter rolled up. The cost of a page depends on the page, not on the
 * bucket.
 *
 * @param uploads the uploads in order
 * @param prefixes the common prefixes in order
 * @param truncated whether more entries follow
 */
public record UploadListing(List<UploadRecord> uploads, List<String> prefixes, boolean truncated) {

  /**
   * What to list.
   *
   * @param bucket the bucket's name
   * @param prefix how keys begin; not {@code null}
   * @param delimiter {@code null} for no rolling up
   * @param keyMarker begin behind this key or common prefix; {@code null} for the start
   * @param idMarker begin within that key behind this upload; {@code null} to skip the key
   * @param most entries at most
   */
  public record Query(
      String bucket, String prefix, String delimiter, String keyMarker, String idMarker, int most) {

    /** Reads the page. */
    public UploadListing run(State state) {
      NavigableMap<String, UploadRecord> all =
          state.range(S3Kinds.UPLOAD, S3Kinds.versionKeys(bucket, prefix));
      Page page = new Page();
      NavigableMap<String, UploadRecord> rest = afterMarkers(all);
      while (!rest.isEmpty()) {
        String rolledUp = read(rest, page);
        String next = rolledUp == null ? null : Listing.Query.successor(rolledUp);
        rest =
            next == null
                ? Collections.emptyNavigableMap()
                : Ranges.from(all, S3Kinds.versionKeys(bucket, next), true);
      }
      return new UploadListing(page.uploads, page.prefixes, page.truncated);
    }

    private NavigableMap<String, UploadRecord> afterMarkers(
        NavigableMap<String, UploadRecord> all) {
      if (keyMarker == null) {
        return all;
      }
      String ofKey = S3Kinds.versionKey(bucket, keyMarker);
      return idMarker == null
          ? Ranges.from(all, S3Kinds.behindVersions(bucket, keyMarker), true)
          : Ranges.from(all, ofKey + idMarker, false);
    }

    /** Reads on until a common prefix is met, which is returned; {@code null} at the end. */
    private String read(NavigableMap<String, UploadRecord> rest, Page page) {
      for (UploadRecord upload : rest.values()) {
        String common = commonPrefix(upload.key());
        boolean passed =
            common != null
                && keyMarker != null
                && rest.comparator().compare(common, keyMarker) <= 0;
        if (passed) {
          return common;
        }
        if (page.uploads.size() + page.prefixes.size() == most) {
          page.truncated = most > 0;
          return null;
        }
        if (common != null) {
          page.prefixes.add(common);
          return common;
        }
        page.uploads.add(upload);
      }
      return null;
    }

    private String commonPrefix(String key) {
      int at = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
      return at < 0 ? null : key.substring(0, at + delimiter.length());
    }
  }

  /** A page being read. */
  private static final class Page {
    private final List<UploadRecord> uploads = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();
    private boolean truncated;
  }
}
