package dev.trailmark.lab;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads an answer to a multiple-choice question: an option's letter or its text. */
public final class Answers {

  private Answers() {}

  /**
   * The option that an answer means; empty when it means none.
   *
   * @param answer a letter such as {@code B} or {@code b)}, or the option's text in any case
   * @param options in the order of their letters
   */
  public static Optional<String> option(String answer, List<String> options) {
    String given = normal(answer);
    if (given.matches("[a-z]")) {
      int index = given.charAt(0) - 'a';
      return index < options.size() ? Optional.of(options.get(index)) : Optional.empty();
    }
    return options.stream().filter(option -> normal(option).equals(given)).findFirst();
  }

  /** Typography, case and punctuation do not tell options apart. */
  private static String normal(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replace('’', '\'')
        .replaceAll("[^\\p{L}\\p{N}' ]", " ")
        .replaceAll("\\s+", " ")
        .trim();
  }
}
