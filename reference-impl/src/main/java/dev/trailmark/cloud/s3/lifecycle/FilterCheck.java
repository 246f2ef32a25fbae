package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.s3.request.S3Error;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The rules of a lifecycle rule's filter. The refusals are as other implementations quote them,
 * those of tags with a full stop in some and without in others.
 */
final class FilterCheck {
  private static final long LARGEST_SIZE = 1_000L << 40;
  private static final int LONGEST_PREFIX = 1_024;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private FilterCheck() {}

  /** Whether the schema has it: one thing, or several in an And. */
  static boolean isFormed(LifecycleRuleFilter filter) {
    long said =
        count(
            filter.prefix(),
            filter.tag(),
            filter.and(),
            filter.objectSizeGreaterThan(),
            filter.objectSizeLessThan());
    return said <= 1
        && (filter.and() == null || isOfSeveral(filter.and()))
        && tags(filter).allMatch(tag -> tag.key() != null && tag.value() != null);
  }

  private static boolean isOfSeveral(LifecycleRuleAndOperator and) {
    return count(and.prefix(), and.objectSizeGreaterThan(), and.objectSizeLessThan())
            + and.tags().size()
        > 1;
  }

  /** How many of these were sent. */
  static long count(Object... said) {
    return Stream.of(said).filter(value -> value != null).count();
  }

  private static Stream<Tag> tags(LifecycleRuleFilter filter) {
    if (filter.and() != null) {
      return filter.and().tags().stream();
    }
    return Stream.ofNullable(filter.tag());
  }

  /** What the values of a rule's filter, or of its prefix in the old form, must be. */
  static void values(LifecycleRule rule) {
    LifecycleRuleFilter filter = rule.filter();
    if (filter == null) {
      requirePrefix(rule.prefix());
      return;
    }
    requireTags(tags(filter).toList());
    LifecycleRuleAndOperator and = filter.and();
    if (and == null) {
      requirePrefix(filter.prefix());
      requireSizes(filter.objectSizeGreaterThan(), filter.objectSizeLessThan());
    } else {
      requirePrefix(and.prefix());
      requireSizes(and.objectSizeGreaterThan(), and.objectSizeLessThan());
    }
  }

  private static void requirePrefix(String prefix) {
    if (prefix != null && prefix.getBytes(StandardCharsets.UTF_8).length > LONGEST_PREFIX) {
      throw S3Error.INVALID_REQUEST.because("The maximum size of a prefix is 1024");
    }
  }

  private static void requireTags(List<Tag> tags) {
    Set<String> keys = new HashSet<>();
    for (Tag tag : tags) {
      if (tag.key().isEmpty() || tag.key().length() > LONGEST_KEY) {
        throw S3Error.INVALID_REQUEST.because("A Tag's Key must be a length between 1 and 128.");
      }
      if (tag.value().length() > LONGEST_VALUE) {
        throw S3Error.INVALID_REQUEST.because("A Tag's Value must be a length between 0 and 256.");
      }
      if (!keys.add(tag.key())) {
        throw S3Error.INVALID_REQUEST.because("Duplicate Tag Keys are not allowed.");
      }
    }
  }

  private static void requireSizes(Long greaterThan, Long lessThan) {
    requireSize("ObjectSizeGreaterThan", greaterThan, 0);
    requireSize("ObjectSizeLessThan", lessThan, 1);
    if (greaterThan != null && lessThan != null && lessThan <= greaterThan) {
      throw S3Error.INVALID_REQUEST.because(
          "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
    }
  }

  private static void requireSize(String name, Long bytes, int least) {
    if (bytes != null && (bytes < least || bytes > LARGEST_SIZE)) {
      throw S3Error.INVALID_REQUEST.because(
          "'%s' should be between %d and %d.", name, least, LARGEST_SIZE);
    }
  }
}
