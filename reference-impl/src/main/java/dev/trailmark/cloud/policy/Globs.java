package dev.trailmark.cloud.policy;

/**
 * The matchers behind {@link GlobMatcher}. Patterns come encoded: the wildcards are two Unicode
 * noncharacters, so that {@code *} and {@code ?} that stem from a policy variable or are written
 * {@code ${*}} stay ordinary characters.
 */
final class Globs {

  /** Stands for {@code *} in encoded patterns. */
  static final char ANY_RUN = '\uFFFF';

  /** Stands for {@code ?} in encoded patterns. */
  static final char ANY_ONE = '\uFFFE';

  private Globs() {}

  /** The pattern with its wildcards encoded. */
  static String encode(String pattern) {
    return pattern.replace('*', ANY_RUN).replace('?', ANY_ONE);
  }

  /** Whether a text could be taken for an encoded wildcard. */
  static boolean hasEncodedWildcard(String text) {
    return text.indexOf(ANY_RUN) >= 0 || text.indexOf(ANY_ONE) >= 0;
  }

  /** Picks the cheapest matcher for the shape of the pattern. */
  static GlobMatcher compile(String encoded, boolean ignoreCase) {
    int firstRun = encoded.indexOf(ANY_RUN);
    if (encoded.indexOf(ANY_ONE) >= 0 || firstRun != encoded.lastIndexOf(ANY_RUN)) {
      return new General(encoded.toCharArray(), ignoreCase);
    }
    if (firstRun < 0) {
      return ignoreCase ? new Word(encoded) : encoded::equals;
    }
    if (encoded.length() == 1) {
      return value -> true;
    }
    String prefix = encoded.substring(0, firstRun);
    String suffix = encoded.substring(firstRun + 1);
    return new Ends(prefix, suffix, ignoreCase);
  }

  /** Whether a text stands at a place of the value, which must be long enough. */
  private static boolean holdsAt(String value, int at, String text, boolean ignoreCase) {
    if (!ignoreCase) {
      return value.startsWith(text, at);
    }
    // From the end: actions of one service all begin alike.
    for (int i = text.length() - 1; i >= 0; i--) {
      char wanted = text.charAt(i);
      char found = value.charAt(at + i);
      if (wanted != found && !differInCaseOnly(wanted, found)) {
        return false;
      }
    }
    return true;
  }

  private static boolean differInCaseOnly(char one, char other) {
    int lower = one | 0x20;
    return (one ^ other) == 0x20 && lower >= 'a' && lower <= 'z';
  }

  /** No wildcard, in any case. */
  private record Word(String text) implements GlobMatcher {

    @Override
    public boolean matches(String value) {
      return value.length() == text.length() && holdsAt(value, 0, text, true);
    }
  }

  /** One {@code *}: a fixed beginning and a fixed end that do not overlap. */
  private record Ends(String prefix, String suffix, boolean ignoreCase) implements GlobMatcher {

    @Override
    public boolean matches(String value) {
      int rest = value.length() - suffix.length();
      return rest >= prefix.length()
          && holdsAt(value, 0, prefix, ignoreCase)
          && holdsAt(value, rest, suffix, ignoreCase);
    }
  }

  /** Any pattern: greedy, stepping back to the last {@code *} on a mismatch. */
  private static final class General implements GlobMatcher {

    private final char[] pattern;
    private final boolean ignoreCase;

    General(char[] pattern, boolean ignoreCase) {
      this.pattern = pattern;
      this.ignoreCase = ignoreCase;
    }

    @Override
    public boolean matches(String value) {
      int at = 0;
      int next = 0;
      int run = -1;
      int resume = 0;
      while (at < value.length()) {
        if (next < pattern.length && pattern[next] == ANY_RUN) {
          run = next++;
          resume = at;
        } else if (next < pattern.length && matchesOne(pattern[next], value.charAt(at))) {
          next++;
          at++;
        } else if (run >= 0) {
          next = run + 1;
          at = ++resume;
        } else {
          return false;
        }
      }
      while (next < pattern.length && pattern[next] == ANY_RUN) {
        next++;
      }
      return next == pattern.length;
    }

    private boolean matchesOne(char wanted, char found) {
      return wanted == found
          || wanted == ANY_ONE
          || (ignoreCase && differInCaseOnly(wanted, found));
    }
  }
}
