package dev.trailmark.cloud.s3.lifecycle;

import dev.trailmark.cloud.s3.request.S3Error;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/**
 * Lifecycles whose rules have prefixes instead of filters, as the API had it until 2016: nothing
 * newer is allowed in them, and no two rules may do the same under prefixes of which one contains
 * the other. Refused as others recorded it of S3; of the kinds of action, Expiration was recorded.
 */
final class OldForm {
  private static final Map<String, Predicate<LifecycleRule>> ACTIONS = actions();

  private OldForm() {}

  private static Map<String, Predicate<LifecycleRule>> actions() {
    Map<String, Predicate<LifecycleRule>> actions = new LinkedHashMap<>();
    actions.put("Expiration", rule -> rule.expiration() != null);
    actions.put("Transition", rule -> !rule.transitions().isEmpty());
    actions.put("NoncurrentVersionExpiration", rule -> rule.noncurrentVersionExpiration() != null);
    actions.put(
        "NoncurrentVersionTransition", rule -> !rule.noncurrentVersionTransitions().isEmpty());
    actions.put(
        "AbortIncompleteMultipartUpload", rule -> rule.abortIncompleteMultipartUpload() != null);
    return actions;
  }

  /** Refuses rules of which the first has a prefix and the others do not fit it. */
  static void require(List<LifecycleRule> rules) {
    if (rules.stream().anyMatch(rule -> rule.filter() != null)) {
      throw newer("Filter");
    }
    if (rules.stream().anyMatch(OldForm::counts)) {
      throw newer("NewerNoncurrentVersions");
    }
    ACTIONS.forEach((action, has) -> requireApart(action, rules.stream().filter(has).toList()));
  }

  private static RuntimeException newer(String element) {
    return S3Error.INVALID_REQUEST.because("%s element can only be used in Lifecycle V2.", element);
  }

  private static boolean counts(LifecycleRule rule) {
    return rule.noncurrentVersionExpiration() != null
            && rule.noncurrentVersionExpiration().newerNoncurrentVersions() != null
        || rule.noncurrentVersionTransitions().stream()
            .anyMatch(transition -> transition.newerNoncurrentVersions() != null);
  }

  /** In the order of prefixes, whatever one contains comes right behind it. */
  private static void requireApart(String action, List<LifecycleRule> rules) {
    List<String> prefixes = rules.stream().map(LifecycleRule::prefix).sorted().toList();
    for (int i = 1; i < prefixes.size(); i++) {
      if (prefixes.get(i).startsWith(prefixes.get(i - 1))) {
        throw S3Error.INVALID_REQUEST.because(
            "Found overlapping prefixes '%s' and '%s' for same action type '%s'",
            prefixes.get(i - 1), prefixes.get(i), action);
      }
    }
  }
}
