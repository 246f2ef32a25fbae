package dev.trailmark.cloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trailmark.cloud.Seeds;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobMatcherTest {

  @ParameterizedTest
  @CsvSource({
    "*, '', true",
    "*, anything/at:all, true",
    "'', '', true",
    "'', x, false",
    "abc, abc, true",
    "abc, Abc, false",
    "abc, abcd, false",
    "abc*, abc, true",
    "abc*, abcd, true",
    "abc*, xabc, false",
    "*abc, xabc, true",
    "*abc, abcx, false",
    "ab*ba, abba, true",
    "ab*ba, aba, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "a**c, ac, true",
    "*a*b*, xxaxxbxx, true",
    "*a*b*, xxbxxaxx, false",
    "arn:aws:s3:::b/*, arn:aws:s3:::b/k/k2, true",
    "arn:aws:s3:::b/*, arn:aws:s3:::b, false",
    "?*, '', false",
    "a*?, ab, true",
    "a*?, a, false",
  })
  void aPatternCoversTheWholeValue(String pattern, String value, boolean expected) {
    assertThat(GlobMatcher.of(pattern).matches(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "kms:Re*, KMS:reencryptFrom, true",
    "kms:*Key, KMS:CREATEKEY, true",
    "kms:Encrypt, KMS:ENCRYPT, true",
    "k?s:E*t, KMS:ENCRYPT, true",
    "kms:Encrypt, kms:Decrypt, false",
  })
  void caseCanBeIgnored(String pattern, String value, boolean expected) {
    assertThat(GlobMatcher.ofIgnoringCase(pattern).matches(value)).isEqualTo(expected);
  }

  @Test
  void agreesWithTheDefinitionOnRandomPatterns() {
    long seed = Seeds.seed();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String pattern = text(random, "ab*?", 6);
      String value = text(random, "ab", 8);
      assertThat(GlobMatcher.of(pattern).matches(value))
          .as("%s covers %s (seed %d)", pattern, value, seed)
          .isEqualTo(byDefinition(pattern, value));
    }
  }

  private static String text(Random random, String alphabet, int longest) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(longest + 1); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean byDefinition(String pattern, String value) {
    if (pattern.isEmpty()) {
      return value.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return byDefinition(rest, value)
          || (!value.isEmpty() && byDefinition(pattern, value.substring(1)));
    }
    return !value.isEmpty()
        && (pattern.charAt(0) == '?' || pattern.charAt(0) == value.charAt(0))
        && byDefinition(rest, value.substring(1));
  }
}
