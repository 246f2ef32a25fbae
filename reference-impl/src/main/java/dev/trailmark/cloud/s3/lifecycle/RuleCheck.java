package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * The rules of one lifecycle rule: first its form, which is MalformedXML when it is not the
 * schema's, then its values. {@link TransitionCheck} has those of transitions.
 */
final class RuleCheck {
  private static final Set<String> STATUSES = Set.of("Enabled", "Disabled");
  private static final int LARGEST_COUNT = 100;
  private static final long LARGEST_SIZE = 1_000L << 40;

  private RuleCheck() {}

  /** What the schema asks for. */
  static void form(LifecycleRule rule) {
    boolean status = rule.statusAsString() != null && STATUSES.contains(rule.statusAsString());
    boolean oneFilter = (rule.filter() == null) != (rule.prefix() == null);
    boolean formed =
        status
            && oneFilter
            && (rule.filter() == null || form(rule.filter()))
            && (rule.expiration() == null || form(rule.expiration()))
            && (rule.noncurrentVersionExpiration() == null
                || rule.noncurrentVersionExpiration().noncurrentDays() != null)
            && (rule.abortIncompleteMultipartUpload() == null
                || rule.abortIncompleteMultipartUpload().daysAfterInitiation() != null)
            && TransitionCheck.isFormed(rule);
    if (!formed) {
      throw S3Error.MALFORMED_XML.fail();
    }
  }

  private static boolean form(LifecycleRuleFilter filter) {
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

  private static boolean form(LifecycleExpiration sent) {
    return count(sent.days(), sent.date(), sent.expiredObjectDeleteMarker()) == 1;
  }

  private static long count(Object... said) {
    return Stream.of(said).filter(value -> value != null).count();
  }

  private static Stream<Tag> tags(LifecycleRuleFilter filter) {
    if (filter.and() != null) {
      return filter.and().tags().stream();
    }
    return filter.tag() == null ? Stream.of() : Stream.of(filter.tag());
  }

  /** What the values must be. */
  static void values(LifecycleRule rule) {
    requireAction(rule);
    if (rule.filter() != null) {
      requireSize(rule.filter().objectSizeLessThan());
      if (rule.filter().and() != null) {
        values(rule.filter().and());
      }
    }
    if (rule.expiration() != null) {
      values(rule, rule.expiration());
    }
    if (rule.noncurrentVersionExpiration() != null) {
      values(rule.noncurrentVersionExpiration());
    }
    if (rule.abortIncompleteMultipartUpload() != null) {
      requirePositive(
          rule.abortIncompleteMultipartUpload().daysAfterInitiation(),
          "DaysAfterInitiation",
          "AbortIncompleteMultipartUpload");
      requirePrefixOnly(rule, "AbortIncompleteMultipartUpload");
    }
    TransitionCheck.values(rule);
  }

  private static void requireAction(LifecycleRule rule) {
    boolean any =
        rule.expiration() != null
            || rule.noncurrentVersionExpiration() != null
            || rule.abortIncompleteMultipartUpload() != null
            || !rule.transitions().isEmpty()
            || !rule.noncurrentVersionTransitions().isEmpty();
    if (!any) {
      throw S3Error.INVALID_REQUEST.because("At least one action needs to be specified in a rule");
    }
  }

  private static void values(LifecycleRuleAndOperator and) {
    Set<String> keys = new HashSet<>();
    if (!and.tags().stream().allMatch(tag -> keys.add(tag.key()))) {
      throw S3Error.INVALID_REQUEST.because("Duplicate Tag Keys are not allowed.");
    }
    requireSize(and.objectSizeLessThan());
    if (and.objectSizeGreaterThan() != null
        && and.objectSizeLessThan() != null
        && and.objectSizeLessThan() <= and.objectSizeGreaterThan()) {
      throw S3Error.INVALID_REQUEST.because(
          "'ObjectSizeLessThan' has to be a value greater than 'ObjectSizeGreaterThan'.");
    }
  }

  private static void requireSize(Long lessThan) {
    if (lessThan != null && (lessThan < 1 || lessThan > LARGEST_SIZE)) {
      throw S3Error.INVALID_REQUEST.because(
          "'ObjectSizeLessThan' should be between 1 and %d.", LARGEST_SIZE);
    }
  }

  private static void values(LifecycleRule rule, LifecycleExpiration sent) {
    if (sent.days() != null) {
      requirePositive(sent.days(), "Days", "Expiration");
    }
    requireMidnight(sent.date());
    if (sent.expiredObjectDeleteMarker() != null) {
      requirePrefixOnly(rule, "ExpiredObjectDeleteMarker");
    }
  }

  private static void values(NoncurrentVersionExpiration sent) {
    String action = "NoncurrentVersionExpiration";
    requirePositive(sent.noncurrentDays(), "NoncurrentDays", action);
    requireCount(sent.newerNoncurrentVersions(), action);
  }

  /** How many newer versions are kept: 1 to 100. */
  static void requireCount(Integer newer, String action) {
    if (newer != null) {
      requirePositive(newer, "NewerNoncurrentVersions", action);
      if (newer > LARGEST_COUNT) {
        throw argument("NewerNoncurrentVersions", newer)
            .because(
                "'NewerNoncurrentVersions' for "
                    + action
                    + " action must be less than or equal to "
                    + LARGEST_COUNT);
      }
    }
  }

  /** Dates are midnights. */
  static void requireMidnight(Instant date) {
    if (date != null && !date.truncatedTo(ChronoUnit.DAYS).equals(date)) {
      throw argument("Date", date).because("'Date' must be at midnight GMT");
    }
  }

  private static void requirePositive(Integer days, String name, String action) {
    if (days <= 0) {
      throw argument(name, days)
          .because("'" + name + "' for " + action + " action must be a positive integer");
    }
  }

  /** Uploads have no tags and no size yet, and delete markers never. */
  private static void requirePrefixOnly(LifecycleRule rule, String action) {
    RuleFilter filter = RuleFilter.of(rule);
    if (!filter.tags().isEmpty()) {
      throw S3Error.INVALID_REQUEST.because("%s cannot be specified with Tags.", action);
    }
    if (filter.bySize()) {
      throw S3Error.INVALID_REQUEST.because("%s cannot be specified with Object Size.", action);
    }
  }

  /** An argument to be refused. */
  static Argument argument(String name, Object value) {
    return new Argument(name, value);
  }

  /** Names what is wrong. */
  record Argument(String name, Object value) {
    ServiceException because(String message) {
      return S3Error.INVALID_ARGUMENT
          .because("%s", message)
          .with("ArgumentName", name)
          .with("ArgumentValue", value.toString());
    }
  }

  /** All storage classes that a list of transitions names. */
  static boolean areDifferent(List<String> classes) {
    return new HashSet<>(classes).size() == classes.size();
  }
}
