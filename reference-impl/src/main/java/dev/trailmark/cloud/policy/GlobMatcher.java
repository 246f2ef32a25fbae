package dev.trailmark.cloud.policy;

import java.util.List;

/**
 * A compiled wildcard pattern: {@code *} is any run of characters, {@code /} and {@code :}
 * included, {@code ?} is one UTF-16 unit. Matching allocates nothing and takes time linear in the
 * value for patterns with at most one {@code *}, at worst the product of both lengths.
 */
@FunctionalInterface
public interface GlobMatcher {

  /** Whether the pattern covers the whole value. */
  boolean matches(String value);

  /** A matcher that heeds case. */
  static GlobMatcher of(String pattern) {
    return Globs.compile(Globs.encode(pattern), false);
  }

  /** A matcher that ignores the case of ASCII letters. */
  static GlobMatcher ofIgnoringCase(String pattern) {
    return Globs.compile(Globs.encode(pattern), true);
  }

  /** A matcher for what one of the patterns covers, ignoring the case of ASCII letters. */
  static GlobMatcher anyOf(List<String> patterns) {
    GlobMatcher[] matchers =
        patterns.stream().map(GlobMatcher::ofIgnoringCase).toArray(GlobMatcher[]::new);
    if (matchers.length == 1) {
      return matchers[0];
    }
    return value -> {
      for (GlobMatcher matcher : matchers) {
        if (matcher.matches(value)) {
          return true;
        }
      }
      return false;
    };
  }
}
