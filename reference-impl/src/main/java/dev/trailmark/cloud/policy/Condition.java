package dev.trailmark.cloud.policy;

import java.util.List;
import java.util.function.Predicate;

/**
 * One key of one operator of a Condition element.
 *
 * @param quantifier how several context values count
 * @param operator the comparison
 * @param ifExists whether a missing key passes
 * @param key the condition key, lower case
 * @param values the policy's values as written, of which one must match (none, for negated
 *     operators)
 * @param tests the compiled values, in the same order
 */
record Condition(
    Quantifier quantifier,
    Operator operator,
    boolean ifExists,
    String key,
    List<String> values,
    List<Expression<Predicate<String>>> tests) {

  /** The set operators. */
  enum Quantifier {
    /** No set operator: the key has one value. */
    NONE,
    /** ForAllValues: every context value must pass; true when there is none. */
    FOR_ALL_VALUES,
    /** ForAnyValue: one context value must pass. */
    FOR_ANY_VALUE
  }

  /** Whether the condition holds for a request. */
  boolean holds(RequestContext context) {
    List<String> found = context.values(key);
    boolean missing = found == null || found.isEmpty();
    if (operator == Operator.NULL) {
      return matchesAny(Boolean.toString(missing), context);
    }
    if (missing) {
      return passesWhenMissing();
    }
    return switch (quantifier) {
      case FOR_ALL_VALUES -> countPassing(found, context) == found.size();
      case FOR_ANY_VALUE -> countPassing(found, context) > 0;
      // A multivalued key without a set operator is undefined on AWS. Here one matching value is a
      // match, so that negated operators refuse as soon as one value is listed.
      case NONE ->
          operator.negated()
              ? countPassing(found, context) == found.size()
              : countPassing(found, context) > 0;
    };
  }

  /**
   * Why the condition does not hold.
   *
   * @param spellings keys as the policy spells them
   */
  Obstacle obstacle(RequestContext context, List<String> spellings) {
    List<String> found = context.values(key);
    String spelled = spellings.stream().filter(key::equalsIgnoreCase).findFirst().orElse(key);
    return new Obstacle("Condition", name(), spelled, values, found == null ? List.of() : found);
  }

  /** The operator as policies write it. */
  private String name() {
    String set =
        switch (quantifier) {
          case NONE -> "";
          case FOR_ALL_VALUES -> "ForAllValues:";
          case FOR_ANY_VALUE -> "ForAnyValue:";
        };
    return set + operator.text() + (ifExists ? "IfExists" : "");
  }

  private boolean passesWhenMissing() {
    return switch (quantifier) {
      case FOR_ALL_VALUES -> true;
      case FOR_ANY_VALUE -> ifExists;
      case NONE -> ifExists || operator.negated();
    };
  }

  private int countPassing(List<String> found, RequestContext context) {
    int passing = 0;
    for (int i = 0; i < found.size(); i++) {
      if (matchesAny(found.get(i), context) != operator.negated()) {
        passing++;
      }
    }
    return passing;
  }

  private boolean matchesAny(String value, RequestContext context) {
    for (int i = 0; i < tests.size(); i++) {
      Predicate<String> test = tests.get(i).in(context);
      if (test != null && test.test(value)) {
        return true;
      }
    }
    return false;
  }
}
