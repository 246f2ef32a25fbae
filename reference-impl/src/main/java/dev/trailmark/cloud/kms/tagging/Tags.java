package dev.trailmark.cloud.kms.tagging;

import dev.trailmark.cloud.kms.lookup.ConditionKeys;
import dev.trailmark.cloud.kms.lookup.KeyUse;
import dev.trailmark.cloud.kms.model.KeyRecord;
import dev.trailmark.cloud.kms.model.KeyStates;
import dev.trailmark.cloud.kms.model.KmsTables;
import dev.trailmark.cloud.kms.request.KmsError;
import dev.trailmark.cloud.kms.request.Paging;
import dev.trailmark.cloud.operation.Call;
import dev.trailmark.cloud.operation.Constraint;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.TagResourceResponse;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceResponse;

/**
 * Tags of keys.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html">Tags in
 *     AWS KMS</a>
 */
public final class Tags {
  private static final int MOST = 50;
  private static final int PAGE = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final String RESERVED = "aws:";

  private Tags() {}

  /** Tags that a request sent, checked. */
  public static Map<String, String> of(List<Tag> sent) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : sent) {
      if (ConditionKeys.lower(tag.tagKey()).startsWith(RESERVED)) {
        throw KmsError.TAG.because("Tags beginning with aws: are reserved");
      }
      if (tags.put(tag.tagKey(), tag.tagValue()) != null) {
        throw KmsError.TAG.because("Duplicate tag keys");
      }
    }
    return limited(tags);
  }

  static TagResourceResponse tag(Call call, TagResourceRequest request) {
    Map<String, String> added = of(request.tags());
    KmsTables.change(
        call,
        KeyUse.of(call).key().record(),
        key -> {
          Map<String, String> all = new LinkedHashMap<>(KeyStates.notPendingDeletion(key).tags());
          all.putAll(added);
          return key.tagged(limited(all));
        });
    return TagResourceResponse.builder().build();
  }

  static UntagResourceResponse untag(Call call, UntagResourceRequest request) {
    KmsTables.change(
        call,
        KeyUse.of(call).key().record(),
        key -> {
          Map<String, String> rest = new LinkedHashMap<>(KeyStates.notPendingDeletion(key).tags());
          rest.keySet().removeAll(request.tagKeys());
          return key.tagged(rest);
        });
    return UntagResourceResponse.builder().build();
  }

  static ListResourceTagsResponse list(Call call, ListResourceTagsRequest request) {
    Paging.Page<Tag> page =
        Paging.of(request.limit(), PAGE, request.marker())
            .over(sorted(KeyUse.of(call).key().record()), "", tag -> true);
    return ListResourceTagsResponse.builder()
        .tags(page.items())
        .truncated(page.truncated())
        .nextMarker(page.nextMarker())
        .build();
  }

  /** Adds the condition keys of tags to be added. */
  static void conditions(TagResourceRequest request, Map<String, List<String>> keys) {
    ConditionKeys.requestTags(of(request.tags()), keys);
  }

  /** Adds the condition key of tags to be removed. */
  static void conditions(UntagResourceRequest request, Map<String, List<String>> keys) {
    keys.put("aws:tagkeys", List.copyOf(request.tagKeys()));
  }

  /** The limits of each tag, for a member that lists tags. */
  public static Constraint eachTag() {
    return (input, violations) -> {
      if (!(input.get("Tags") instanceof List<?> tags)) {
        return;
      }
      for (int i = 0; i < tags.size(); i++) {
        if (tags.get(i) instanceof Tag tag) {
          String path = "tags." + (i + 1) + ".member.";
          check(violations, path + "tagKey", tag.tagKey(), 1, LONGEST_KEY);
          check(violations, path + "tagValue", tag.tagValue(), 0, LONGEST_VALUE);
        }
      }
    };
  }

  /** The limits of each tag key, for a member that lists keys. */
  static Constraint eachTagKey() {
    return (input, violations) -> {
      if (!(input.get("TagKeys") instanceof List<?> names)) {
        return;
      }
      for (int i = 0; i < names.size(); i++) {
        String path = "tagKeys." + (i + 1) + ".member";
        check(violations, path, (String) names.get(i), 1, LONGEST_KEY);
      }
    };
  }

  private static void check(
      Collection<String> violations, String path, String value, int least, int most) {
    if (value == null) {
      violations.add(failed("Value null", path, "not be null"));
    } else if (value.length() < least) {
      violations.add(
          failed("Value '" + value + "'", path, "have length greater than or equal to " + least));
    } else if (value.length() > most) {
      violations.add(
          failed("Value '" + value + "'", path, "have length less than or equal to " + most));
    }
  }

  private static String failed(String value, String path, String limit) {
    return value + " at '" + path + "' failed to satisfy constraint: Member must " + limit;
  }

  private static Map<String, String> limited(Map<String, String> tags) {
    if (tags.size() > MOST) {
      throw KmsError.TAG.because("Too many tags");
    }
    return tags;
  }

  private static TreeMap<String, Tag> sorted(KeyRecord key) {
    TreeMap<String, Tag> sorted = new TreeMap<>();
    key.tags()
        .forEach(
            (name, value) -> sorted.put(name, Tag.builder().tagKey(name).tagValue(value).build()));
    return sorted;
  }
}
