package dev.trailmark.cloud.policy;

import java.util.List;

/**
 * Resource or NotResource.
 *
 * @param negated whether it is NotResource
 * @param texts the resources as written
 * @param matchers the same, compiled
 */
record ResourceElement(
    boolean negated, List<String> texts, List<Expression<GlobMatcher>> matchers) {

  private static final int COLONS_BEFORE_VARIABLES = 5;

  static ResourceElement of(boolean negated, List<String> texts, boolean variables) {
    List<Expression<GlobMatcher>> matchers =
        texts.stream().map(text -> compile(text, variables)).toList();
    return new ResourceElement(negated, List.copyOf(texts), matchers);
  }

  /** Variables mean something only in the last part of an ARN; elsewhere they are plain text. */
  private static Expression<GlobMatcher> compile(String text, boolean variables) {
    int first = text.indexOf("${");
    long colons = text.chars().limit(Math.max(first, 0)).filter(c -> c == ':').count();
    boolean inPlace = colons >= COLONS_BEFORE_VARIABLES;
    return Expression.of(
        text, variables && inPlace, true, encoded -> Globs.compile(encoded, false));
  }

  /**
   * Whether the element covers a resource. A variable without a value makes its resource match
   * nothing, and a NotResource with one cover nothing.
   */
  boolean covers(String resource, RequestContext context) {
    boolean unresolved = false;
    for (int i = 0; i < matchers.size(); i++) {
      GlobMatcher matcher = matchers.get(i).in(context);
      if (matcher == null) {
        unresolved = true;
      } else if (matcher.matches(resource)) {
        return !negated;
      }
    }
    return negated && !unresolved;
  }
}
