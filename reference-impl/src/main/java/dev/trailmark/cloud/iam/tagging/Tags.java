package dev.trailmark.cloud.iam.tagging;

import dev.trailmark.cloud.iam.access.ConditionKeys;
import dev.trailmark.cloud.iam.access.IamLimits;
import dev.trailmark.cloud.iam.model.Tagged;
import dev.trailmark.cloud.iam.request.IamError;
import dev.trailmark.cloud.iam.request.Page;
import dev.trailmark.cloud.operation.Constraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * Tags of IAM's resources. Their keys keep the case that they were given but are compared without
 * it: a tag {@code department} replaces one called {@code Department}.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html">Tags for IAM
 *     resources</a>
 */
public final class Tags {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final String CHARACTERS = "[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
  private static final Pattern KEY = Pattern.compile(CHARACTERS + "+");
  private static final Pattern VALUE = Pattern.compile(CHARACTERS + "*");

  /** Of keys in a list AWS names neither which is wrong nor in what. */
  private static final String KEY_LIMITS =
      "Member must satisfy constraint: [Member must have length less than or equal to 128, Member"
          + " must have length greater than or equal to 1, Member must satisfy regular expression"
          + " pattern: "
          + KEY
          + ", Member must not be null]";

  private Tags() {}

  /**
   * Tags that a request sent.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidInput when two have one key, or
   *     one begins with the prefix that AWS keeps for itself
   */
  public static Map<String, String> of(List<Tag> sent) {
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> keys = new HashSet<>();
    for (Tag tag : sent) {
      checkPrefix(tag);
      if (!keys.add(ConditionKeys.lower(tag.key()))) {
        throw IamError.INVALID_INPUT.because(
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
      }
      tags.put(tag.key(), tag.value());
    }
    return tags;
  }

  /**
   * Tags that a request sent for what tells keys apart by their case.
   *
   * @throws dev.trailmark.cloud.operation.ServiceException InvalidInput when two have one key, or
   *     one begins with the prefix that AWS keeps for itself
   */
  public static Map<String, String> caseSensitive(List<Tag> sent) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (Tag tag : sent) {
      checkPrefix(tag);
      if (tags.put(tag.key(), tag.value()) != null) {
        throw IamError.INVALID_INPUT.because("Duplicate tag keys found.");
      }
    }
    return tags;
  }

  private static void checkPrefix(Tag tag) {
    if (ConditionKeys.lower(tag.key()).startsWith("aws:")) {
      throw IamError.INVALID_INPUT.because(
          "aws: prefixed tag key names are not allowed for external use.");
    }
  }

  /** The record with more tags, which replace those of the same keys. */
  public static <T extends Tagged<T>> T with(T record, Map<String, String> added) {
    Map<String, String> tags = rest(record, added.keySet());
    tags.putAll(added);
    if (tags.size() > MOST) {
      throw IamError.LIMIT_EXCEEDED.because("The number of tags has reached the maximum limit.");
    }
    return record.tagged(tags);
  }

  /** The record without the tags of these keys; keys that it does not have are no error. */
  public static <T extends Tagged<T>> T without(T record, List<String> keys) {
    return record.tagged(rest(record, keys));
  }

  private static Map<String, String> rest(Tagged<?> record, Collection<String> removed) {
    UnaryOperator<String> form = record.tagKeysDifferByCase() ? key -> key : ConditionKeys::lower;
    Set<String> keys = new HashSet<>();
    removed.forEach(key -> keys.add(form.apply(key)));
    Map<String, String> rest = new LinkedHashMap<>(record.tags());
    rest.keySet().removeIf(key -> keys.contains(form.apply(key)));
    return rest;
  }

  /** A page of the tags, by key. */
  static Page<Tag> page(Tagged<?> record, String marker, Integer size) {
    TreeMap<String, Tag> sorted = new TreeMap<>();
    shown(record).forEach(tag -> sorted.put(tag.key(), tag));
    return Page.of(sorted, tag -> true, marker, size);
  }

  /** All tags as responses show them; {@code null} when there are none, to leave the list out. */
  public static List<Tag> shownIfAny(Tagged<?> record) {
    return record.tags().isEmpty() ? null : shown(record);
  }

  /** All tags as responses show them. */
  public static List<Tag> shown(Tagged<?> record) {
    return record.tags().entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  /** The limits of a list of tags. */
  public static Constraint[] limits() {
    return new Constraint[] {
      IamLimits.length("Tags", 0, MOST),
      (input, violations) -> {
        List<?> tags = input.get("Tags") instanceof List<?> list ? list : List.of();
        for (int i = 0; i < tags.size(); i++) {
          if (tags.get(i) instanceof Tag tag) {
            String path = "tags." + (i + 1) + ".member.";
            check(violations, path + "key", tag.key(), 1, LONGEST_KEY, KEY);
            check(violations, path + "value", tag.value(), 0, LONGEST_VALUE, VALUE);
          }
        }
      }
    };
  }

  /** The limits of a list of tag keys. */
  public static Constraint[] keyLimits() {
    return new Constraint[] {
      IamLimits.length("TagKeys", 0, MOST),
      (input, violations) -> {
        List<?> keys = input.get("TagKeys") instanceof List<?> list ? list : List.of();
        List<String> broken = new ArrayList<>();
        keys.forEach(key -> check(broken, "", (String) key, 1, LONGEST_KEY, KEY));
        if (!broken.isEmpty()) {
          violations.add(IamLimits.violation("tagKeys", KEY_LIMITS));
        }
      }
    };
  }

  private static void check(
      Collection<String> violations,
      String path,
      String text,
      int least,
      int most,
      Pattern pattern) {
    String limit = null;
    if (text == null) {
      limit = "Member must not be null";
    } else if (text.length() < least) {
      limit = "Member must have length greater than or equal to " + least;
    } else if (text.length() > most) {
      limit = "Member must have length less than or equal to " + most;
    } else if (!pattern.matcher(text).matches()) {
      limit = "Member must satisfy regular expression pattern: " + pattern;
    }
    if (limit != null) {
      violations.add(IamLimits.violation(path, limit));
    }
  }
}
