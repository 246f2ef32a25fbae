package dev.trailmark.cloud.s3.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * What a rule applies to; all of it must hold.
 *
 * @param prefix of keys; empty for all
 * @param tags that objects must have
 * @param greaterThan bytes that objects must exceed; {@code null} for any
 * @param lessThan bytes that objects must stay below; {@code null} for any
 */
record RuleFilter(String prefix, Map<String, String> tags, Long greaterThan, Long lessThan) {

  /** The filter of a rule, in its present form or as the prefix of earlier days. */
  static RuleFilter of(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    if (filter == null) {
      return new RuleFilter(text(rule.prefix()), Map.of(), null, null);
    }
    LifecycleRuleAndOperator and = filter.and();
    if (and != null) {
      return new RuleFilter(
          text(and.prefix()),
          tags(and.tags()),
          and.objectSizeGreaterThan(),
          and.objectSizeLessThan());
    }
    return new RuleFilter(
        text(filter.prefix()),
        filter.tag() == null ? Map.of() : tags(List.of(filter.tag())),
        filter.objectSizeGreaterThan(),
        filter.objectSizeLessThan());
  }

  private static String text(String prefix) {
    return prefix == null ? "" : prefix;
  }

  private static Map<String, String> tags(List<Tag> sent) {
    Map<String, String> tags = new HashMap<>();
    sent.forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  /** Whether sizes matter. */
  boolean bySize() {
    return greaterThan != null || lessThan != null;
  }

  /** Whether an object falls under it. */
  boolean matches(String key, long size, Map<String, String> has) {
    return key.startsWith(prefix)
        && has.entrySet().containsAll(tags.entrySet())
        && (greaterThan == null || size > greaterThan)
        && (lessThan == null || size < lessThan);
  }

  /** Whether a delete marker falls under it, which has neither size nor tags. */
  boolean matchesMarker(String key) {
    return key.startsWith(prefix) && tags.isEmpty() && !bySize();
  }

  /** A rule's filter as AWS's refusals name it: what was sent of it, be it empty. */
  static String described(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    if (filter == null) {
      return "(prefix=" + rule.prefix() + ")";
    }
    LifecycleRuleAndOperator and =
        filter.and() != null
            ? filter.and()
            : LifecycleRuleAndOperator.builder()
                .prefix(filter.prefix())
                .tags(filter.tag() == null ? List.of() : List.of(filter.tag()))
                .objectSizeGreaterThan(filter.objectSizeGreaterThan())
                .objectSizeLessThan(filter.objectSizeLessThan())
                .build();
    StringJoiner parts = new StringJoiner(" and ", "(", ")");
    if (and.prefix() != null) {
      parts.add("prefix=" + and.prefix());
    }
    and.tags().forEach(tag -> parts.add("tag={key=" + tag.key() + ", value=" + tag.value() + "}"));
    if (and.objectSizeGreaterThan() != null) {
      parts.add("objectsizegreaterthan=" + and.objectSizeGreaterThan());
    }
    if (and.objectSizeLessThan() != null) {
      parts.add("objectsizelessthan=" + and.objectSizeLessThan());
    }
    return parts.toString();
  }
}
