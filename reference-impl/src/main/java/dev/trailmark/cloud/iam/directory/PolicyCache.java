package dev.trailmark.cloud.iam.directory;

import dev.trailmark.cloud.policy.PolicyDocument;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Policies parsed once for as long as the records that hold them stay the same. Records are
 * replaced, never changed, so identity tells whether the parsed form is still good.
 */
final class PolicyCache {
  /** Above it the cache starts anew; sessions come and go, and nobody tells when they are gone. */
  private static final int MAX_ENTRIES = 20_000;

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(List<?> holders, List<PolicyDocument> documents) {

    boolean isOf(List<?> others) {
      int size = holders.size();
      boolean same = size == others.size();
      for (int i = 0; same && i < size; i++) {
        same = holders.get(i) == others.get(i);
      }
      return same;
    }
  }

  /**
   * The parsed policies.
   *
   * @param key names whose they are
   * @param holders the immutable records that they come from, in the same order each time
   * @param parse makes them
   */
  List<PolicyDocument> parsed(String key, List<?> holders, Supplier<List<PolicyDocument>> parse) {
    Entry entry = entries.get(key);
    if (entry != null && entry.isOf(holders)) {
      return entry.documents;
    }
    List<PolicyDocument> documents = List.copyOf(parse.get());
    if (entries.size() >= MAX_ENTRIES) {
      entries.clear();
    }
    entries.put(key, new Entry(holders, documents));
    return documents;
  }
}
