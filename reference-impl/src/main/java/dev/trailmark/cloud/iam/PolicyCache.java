package dev.trailmark.cloud.iam;

import dev.trailmark.cloud.policy.MalformedPolicyException;
import dev.trailmark.cloud.policy.PolicyDocument;
import dev.trailmark.cloud.policy.PolicyKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Policies parsed once for as long as the record that holds them stays the same. Records are
 * replaced, never changed, so identity tells whether the parsed form is still good.
 */
final class PolicyCache {
  /** Above it the cache starts anew; sessions come and go, and nobody tells when they are gone. */
  private static final int MAX_ENTRIES = 20_000;

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(Object holder, List<PolicyDocument> documents) {}

  /**
   * The parsed policies.
   *
   * @param key names the holder
   * @param holder the immutable record whose texts they are
   */
  List<PolicyDocument> parsed(
      String key, Object holder, Collection<String> texts, PolicyKind kind) {
    Entry entry = entries.get(key);
    if (entry != null && entry.holder == holder) {
      return entry.documents;
    }
    List<PolicyDocument> documents = parse(texts, kind);
    if (entries.size() >= MAX_ENTRIES) {
      entries.clear();
    }
    entries.put(key, new Entry(holder, documents));
    return documents;
  }

  private static List<PolicyDocument> parse(Collection<String> texts, PolicyKind kind) {
    List<PolicyDocument> documents = new ArrayList<>(texts.size());
    for (String text : texts) {
      try {
        documents.add(PolicyDocument.parse(text, kind));
      } catch (MalformedPolicyException e) {
        throw new IllegalStateException("a stored policy cannot be read", e);
      }
    }
    return List.copyOf(documents);
  }
}
