package dev.trailmark.cloud.s3.lifecycle;

import static dev.trailmark.cloud.s3.lifecycle.RuleCheck.argument;

import dev.trailmark.cloud.s3.lifecycle.TransitionOrder.Move;
import dev.trailmark.cloud.s3.request.S3Error;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.LifecycleExpiration;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionTransition;
import software.amazon.awssdk.services.s3.model.Transition;
import software.amazon.awssdk.services.s3.model.TransitionStorageClass;

/**
 * The rules of transitions: to known classes, each once, not too early, and before expiration.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html"
 *     >Transitioning objects using Amazon S3 Lifecycle</a>
 */
final class TransitionCheck {
  private static final String STANDARD = "STANDARD";
  private static final int INFREQUENT = 30;
  private static final Set<String> INFREQUENT_CLASSES = Set.of("STANDARD_IA", "ONEZONE_IA");

  private TransitionCheck() {}

  /** What the schema asks for. */
  static boolean isFormed(LifecycleRule rule) {
    return rule.transitions().stream()
            .allMatch(
                t -> isClass(t.storageClassAsString()) && (t.days() == null) != (t.date() == null))
        && rule.noncurrentVersionTransitions().stream()
            .allMatch(t -> isClass(t.storageClassAsString()) && t.noncurrentDays() != null);
  }

  private static boolean isClass(String sent) {
    return STANDARD.equals(sent)
        || sent != null
            && TransitionStorageClass.fromValue(sent)
                != TransitionStorageClass.UNKNOWN_TO_SDK_VERSION;
  }

  /** The class that objects come from is known, but nothing goes to it. */
  private static void refuseStandard(Stream<String> classes, String action) {
    if (classes.anyMatch(STANDARD::equals)) {
      throw argument("StorageClass", STANDARD)
          .because("Invalid target Storage class for " + action + " action");
    }
  }

  /** What the values must be. */
  static void values(LifecycleRule rule) {
    refuseStandard(rule.transitions().stream().map(Transition::storageClassAsString), "Transition");
    refuseStandard(
        rule.noncurrentVersionTransitions().stream()
            .map(NoncurrentVersionTransition::storageClassAsString),
        "NoncurrentVersionTransition");
    String filter = RuleFilter.described(rule);
    requireDifferent(
        rule.transitions().stream().map(Transition::storageClassAsString).toList(),
        "Transition",
        filter);
    requireDifferent(
        rule.noncurrentVersionTransitions().stream()
            .map(NoncurrentVersionTransition::storageClassAsString)
            .toList(),
        "NoncurrentVersionTransition",
        filter);
    for (Transition transition : rule.transitions()) {
      RuleCheck.requireMidnight(transition.date());
      requireDays("Days", "Transition", transition.days(), transition.storageClassAsString());
      requireSooner(rule.expiration(), transition, filter);
    }
    requireOrder(rule.transitions(), filter);
    for (NoncurrentVersionTransition transition : rule.noncurrentVersionTransitions()) {
      String action = "NoncurrentVersionTransition";
      RuleCheck.requireCount(transition.newerNoncurrentVersions(), action);
      requireDays(
          "NoncurrentDays", action, transition.noncurrentDays(), transition.storageClassAsString());
      requireSooner(rule, transition, filter);
    }
    TransitionOrder.require(
        rule.noncurrentVersionTransitions().stream()
            .map(t -> new Move(t.storageClassAsString(), t.noncurrentDays(), t.noncurrentDays()))
            .toList(),
        "NoncurrentVersionTransition",
        "NoncurrentDays",
        filter);
  }

  private static void requireOrder(List<Transition> transitions, String filter) {
    boolean byDate = transitions.stream().anyMatch(t -> t.days() == null);
    if (byDate && transitions.stream().anyMatch(t -> t.days() != null)) {
      throw S3Error.INVALID_REQUEST.because(
          "Found mixed 'Date' and 'Days' based Transition actions in lifecycle rule for filter"
              + " '%s'",
          filter);
    }
    TransitionOrder.require(
        transitions.stream().map(TransitionCheck::move).toList(),
        "Transition",
        byDate ? "Date" : "Days",
        filter);
  }

  private static Move move(Transition sent) {
    if (sent.days() != null) {
      return new Move(sent.storageClassAsString(), sent.days(), sent.days());
    }
    long day = ChronoUnit.DAYS.between(Instant.EPOCH, sent.date());
    return new Move(sent.storageClassAsString(), day, sent.date());
  }

  private static void requireDifferent(List<String> classes, String action, String filter) {
    if (!RuleCheck.areDifferent(classes)) {
      throw S3Error.INVALID_REQUEST.because(
          "'StorageClass' must be different for '%s' actions in same 'Rule' with filter '%s'",
          action, filter);
    }
  }

  private static void requireDays(String name, String action, Integer days, String storageClass) {
    if (days == null) {
      return;
    }
    if (days < 0) {
      throw argument(name, days)
          .because("'" + name + "' in " + action + " action must be nonnegative");
    }
    if (days < INFREQUENT && INFREQUENT_CLASSES.contains(storageClass)) {
      throw argument(name, days)
          .because(
              "'"
                  + name
                  + "' in "
                  + action
                  + " action must be greater than or equal to 30 for storageClass '"
                  + storageClass
                  + "'");
    }
  }

  private static void requireSooner(LifecycleExpiration end, Transition move, String filter) {
    if (end == null || (end.days() == null && end.date() == null)) {
      return;
    }
    if ((end.days() == null) != (move.days() == null)) {
      throw S3Error.INVALID_REQUEST.because(
          "Found mixed 'Date' and 'Days' based Expiration and Transition actions in lifecycle rule"
              + " for filter '%s'",
          filter);
    }
    if (end.days() != null && end.days() <= move.days()) {
      throw argument("Days", end.days())
          .because(
              "'Days' in the Expiration action for filter '"
                  + filter
                  + "' must be greater than 'Days' in the Transition action");
    }
    if (end.date() != null && !end.date().isAfter(move.date())) {
      throw argument("Date", end.date())
          .because(
              "'Date' in the Expiration action for filter '"
                  + filter
                  + "' must be greater than 'Date' in the Transition action");
    }
  }

  private static void requireSooner(
      LifecycleRule rule, NoncurrentVersionTransition move, String filter) {
    if (rule.noncurrentVersionExpiration() == null) {
      return;
    }
    int days = rule.noncurrentVersionExpiration().noncurrentDays();
    if (days <= move.noncurrentDays()) {
      throw argument("NoncurrentDays", days)
          .because(
              "'NoncurrentDays' in the NoncurrentVersionExpiration action for filter '"
                  + filter
                  + "' must be greater than 'NoncurrentDays' in the NoncurrentVersionTransition"
                  + " action");
    }
  }
}
