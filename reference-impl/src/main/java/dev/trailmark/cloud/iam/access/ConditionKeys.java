package dev.trailmark.cloud.iam.access;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * The condition keys that IAM adds to a request for tags, by their lower-case names.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html">IAM
 *     condition keys</a>
 */
public final class ConditionKeys {
  private ConditionKeys() {}

  /** Adds the condition keys of a resource's tags. */
  static void ofResource(Map<String, String> tags, Map<String, List<String>> keys) {
    tags.forEach(
        (key, value) -> {
          keys.put("aws:resourcetag/" + lower(key), List.of(value));
          keys.put("iam:resourcetag/" + lower(key), List.of(value));
        });
  }

  /** Adds the condition keys of tags that a request wants to add. */
  static void ofRequest(List<Tag> tags, Map<String, List<String>> keys) {
    if (!tags.isEmpty()) {
      keys.put("aws:tagkeys", tags.stream().map(Tag::key).toList());
      tags.forEach(tag -> keys.put("aws:requesttag/" + lower(tag.key()), List.of(tag.value())));
    }
  }

  /** A name as condition keys have it. */
  public static String lower(String key) {
    return key.toLowerCase(Locale.ROOT);
  }
}
