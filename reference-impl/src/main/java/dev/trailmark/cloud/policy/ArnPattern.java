package dev.trailmark.cloud.policy;

import java.util.function.Predicate;

/**
 * The test of ArnEquals and ArnLike: each of the six parts is a pattern of its own, so a wildcard
 * does not cross a colon before the sixth part.
 */
final class ArnPattern implements Predicate<String> {

  private static final int PARTS = 6;

  private final GlobMatcher[] parts;

  private ArnPattern(GlobMatcher[] parts) {
    this.parts = parts;
  }

  /**
   * Compiles an encoded pattern. A lone {@code *} matches every ARN; any other text with fewer than
   * six parts matches none.
   */
  static Predicate<String> of(String encoded) {
    if (encoded.length() == 1 && encoded.charAt(0) == Globs.ANY_RUN) {
      return value -> split(value).length == PARTS;
    }
    String[] texts = split(encoded);
    if (texts.length < PARTS) {
      return value -> false;
    }
    GlobMatcher[] parts = new GlobMatcher[PARTS];
    for (int i = 0; i < PARTS; i++) {
      parts[i] = Globs.compile(texts[i], false);
    }
    return new ArnPattern(parts);
  }

  private static String[] split(String arn) {
    return arn.split(":", PARTS);
  }

  @Override
  public boolean test(String value) {
    String[] texts = split(value);
    if (texts.length < PARTS) {
      return false;
    }
    for (int i = 0; i < PARTS; i++) {
      if (!parts[i].matches(texts[i])) {
        return false;
      }
    }
    return true;
  }
}
