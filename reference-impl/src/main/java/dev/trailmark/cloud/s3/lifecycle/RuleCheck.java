package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.operation.ServiceException;
import dev.trailmark.cloud.s3.request.S3Error;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/**
 * The rules of one lifecycle rule: first its form, which is MalformedXML when it is not the
 * schema's, then its values. {@link FilterCheck} has those of filters, {@link TransitionCheck}
 * those of transitions.
 */
final class RuleCheck {
  private static final Set<String> STATUSES = Set.of("Enabled", "Disabled");
  private static final int LARGEST_COUNT = 100;

  private RuleCheck() {}

  /** What the schema asks for. */
  static void form(LifecycleRule rule) {
    boolean status = rule.statusAsString() != null && STATUSES.contains(rule.statusAsString());
    boolean oneFilter = (rule.filter() == null) != (rule.prefix() == null);
    boolean formed =
        status
            && oneFilter
            && (rule.filter() == null || FilterCheck.isFormed(rule.filter()))
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

  private static boolean form(LifecycleExpiration sent) {
    return FilterCheck.count(sent.days(), sent.date(), sent.expiredObjectDeleteMarker()) == 1;
  }

  /** What the values must be. */
  static void values(LifecycleRule rule) {
    requireAction(rule);
    FilterCheck.values(rule);
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
