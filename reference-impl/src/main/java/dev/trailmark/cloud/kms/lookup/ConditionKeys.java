package dev.trailmark.cloud.kms.lookup;

import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyTraits;
import dev.trailmark.cloud.kms.model.Regionality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The condition keys that KMS adds to a request, by their lower-case names.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html">AWS KMS
 *     condition keys</a>
 */
public final class ConditionKeys {
  /** Whether a multi-Region key is the primary or a replica. */
  public static final String MULTI_REGION_TYPE = "kms:multiregionkeytype";

  private ConditionKeys() {}

  /** What a key record tells: its traits, its aliases and its tags. */
  static Map<String, List<String>> ofKey(KeyRecord key) {
    Map<String, List<String>> keys = new HashMap<>();
    traits(key.traits(), keys);
    if (key.replica()) {
      keys.put(MULTI_REGION_TYPE, List.of(Regionality.REPLICA));
    }
    if (!key.aliases().isEmpty()) {
      keys.put("kms:resourcealiases", key.aliases());
    }
    key.tags()
        .forEach(
            (name, value) ->
                keys.merge(
                    "aws:resourcetag/" + lower(name), List.of(value), ConditionKeys::joined));
    return Map.copyOf(keys);
  }

  /** The traits of a key, existing or to be made. */
  public static void traits(KeyTraits traits, Map<String, List<String>> keys) {
    keys.put("kms:keyspec", List.of(traits.spec()));
    keys.put("kms:customermasterkeyspec", List.of(traits.spec()));
    keys.put("kms:keyusage", List.of(traits.usage()));
    keys.put("kms:customermasterkeyusage", List.of(traits.usage()));
    keys.put("kms:keyorigin", List.of(traits.origin()));
    keys.put("kms:multiregion", List.of(Boolean.toString(traits.multiRegion())));
    if (traits.multiRegion()) {
      keys.put(MULTI_REGION_TYPE, List.of(Regionality.PRIMARY));
    }
  }

  /** Tags that a request wants to add. */
  public static void requestTags(Map<String, String> tags, Map<String, List<String>> keys) {
    if (tags.isEmpty()) {
      return;
    }
    keys.put("aws:tagkeys", List.copyOf(tags.keySet()));
    tags.forEach(
        (name, value) ->
            keys.merge("aws:requesttag/" + lower(name), List.of(value), ConditionKeys::joined));
  }

  /** A name as condition keys have it: in lower case. */
  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Values of names that differ in case only, which condition keys do not tell apart. */
  public static List<String> joined(List<String> some, List<String> others) {
    List<String> all = new ArrayList<>(some);
    all.addAll(others);
    return List.copyOf(all);
  }
}
