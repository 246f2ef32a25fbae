package dev.trailmark.cloud.policy;

import java.util.List;

/**
 * Action or NotAction.
 *
 * @param negated whether it is NotAction
 * @param texts the actions as written
 * @param any whether one of them covers an action, compiled
 */
record ActionElement(boolean negated, List<String> texts, GlobMatcher any) {

  /** Up to so many actions are tried one after the other. */
  private static final int FEW = 16;

  static ActionElement of(boolean negated, List<String> texts) {
    return new ActionElement(
        negated,
        List.copyOf(texts),
        texts.size() <= FEW ? GlobMatcher.anyOf(texts) : ActionIndex.of(texts));
  }

  boolean covers(String action) {
    return any.matches(action) != negated;
  }
}
