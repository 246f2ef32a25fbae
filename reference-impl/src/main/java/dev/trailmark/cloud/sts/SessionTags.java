package dev.trailmark.cloud.sts;

import dev.trailmark.cloud.identity.Session;
import dev.trailmark.cloud.operation.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The tags of a session to be issued. Keys keep their case but are compared without it.
 *
 * @param passed tags of the request
 * @param inherited transitive tags of the calling session
 * @param transitive keys of the tags that further sessions inherit: those passed as transitive, and
 *     all inherited ones
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html">Pass session
 *     tags in AWS STS</a>
 */
record SessionTags(
    Map<String, String> passed, Map<String, String> inherited, List<String> transitive) {
  static final SessionTags NONE = new SessionTags(Map.of(), Map.of(), List.of());

  /**
   * The tags of a request made by a session.
   *
   * @param caller the calling session; {@code null} when the caller has none
   * @throws ServiceException InvalidParameterValue
   */
  static SessionTags of(List<Tag> tags, List<String> transitiveKeys, Session caller) {
    Map<String, String> passed = passed(tags);
    Map<String, String> inherited = inherited(caller);
    Set<String> keys = lowerCase(passed.keySet());
    if (lowerCase(inherited.keySet()).stream().anyMatch(keys::contains)) {
      throw StsError.INVALID_PARAMETER_VALUE.because(
          "One of the specified transitive tag keys can't be set because it conflicts with a"
              + " transitive tag key from the calling session.");
    }
    if (!keys.containsAll(lowerCase(transitiveKeys))) {
      throw StsError.INVALID_PARAMETER_VALUE.because(
          "The specified transitive tag key must be included in the requested tags.");
    }
    List<String> transitive = new ArrayList<>(inherited.keySet());
    transitive.addAll(transitiveKeys);
    return new SessionTags(passed, inherited, transitive);
  }

  private static Map<String, String> passed(List<Tag> tags) {
    Map<String, String> passed = new LinkedHashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Tag tag : tags) {
      String key = tag.key().toLowerCase(Locale.ROOT);
      if (key.startsWith("aws:")) {
        throw StsError.INVALID_PARAMETER_VALUE.because(
            "Tag keys beginning with 'aws:' are reserved for system use.");
      }
      if (!seen.add(key)) {
        throw StsError.INVALID_PARAMETER_VALUE.because(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
      passed.put(tag.key(), tag.value());
    }
    return passed;
  }

  private static Map<String, String> inherited(Session caller) {
    if (caller == null || caller.transitiveTagKeys().isEmpty()) {
      return Map.of();
    }
    Set<String> keys = lowerCase(caller.transitiveTagKeys());
    Map<String, String> inherited = new LinkedHashMap<>();
    caller
        .tags()
        .forEach(
            (key, value) -> {
              if (keys.contains(key.toLowerCase(Locale.ROOT))) {
                inherited.put(key, value);
              }
            });
    return inherited;
  }

  private static Set<String> lowerCase(Iterable<String> keys) {
    Set<String> lower = new LinkedHashSet<>();
    keys.forEach(key -> lower.add(key.toLowerCase(Locale.ROOT)));
    return lower;
  }

  /** All tags of the session, the inherited ones first. */
  Map<String, String> all() {
    Map<String, String> all = new LinkedHashMap<>(inherited);
    all.putAll(passed);
    return all;
  }

  boolean isEmpty() {
    return passed.isEmpty() && inherited.isEmpty();
  }

  /**
   * Adds the condition keys of tags: inherited tags count as passed ones, since passing them on
   * takes the same permission.
   */
  void addTo(Map<String, List<String>> context) {
    if (isEmpty()) {
      return;
    }
    Map<String, String> all = all();
    all.forEach(
        (key, value) ->
            context.put("aws:requesttag/" + key.toLowerCase(Locale.ROOT), List.of(value)));
    context.put("aws:tagkeys", List.copyOf(all.keySet()));
    if (!transitive.isEmpty()) {
      context.put("sts:transitivetagkeys", List.copyOf(transitive));
    }
  }
}
