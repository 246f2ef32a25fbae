package dev.trailmark.cloud.policy;

import java.util.List;

/**
 * Action or NotAction.
 *
 * @param negated whether it is NotAction
 * @param texts the actions as written
 * @param matchers the same, compiled
 */
record ActionElement(boolean negated, List<String> texts, GlobMatcher... matchers) {

  static ActionElement of(boolean negated, List<String> texts) {
    GlobMatcher[] matchers =
        texts.stream().map(GlobMatcher::ofIgnoringCase).toArray(GlobMatcher[]::new);
    return new ActionElement(negated, List.copyOf(texts), matchers);
  }

  boolean covers(String action) {
    for (GlobMatcher matcher : matchers) {
      if (matcher.matches(action)) {
        return !negated;
      }
    }
    return negated;
  }
}
