package dev.trailmark.lab;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an answer to a multiple-choice question: an option's letter, number or text. */
public final class Answers {

  private Answers() {}

  /** A letter or number before an option's text, as in {@code B) Data events}. */
  private static final Pattern LABELLED =
      Pattern.compile("^\\s*\\(?(?:option\\s+)?[a-zA-Z0-9][.):]\\s+(.+)$");

  /**
   * The option that an answer means; empty when it means none.
   *
   * @param answer a letter such as {@code B} or {@code b)}, a number from 1, the option's text in
   *     any case, or both
   * @param options in the order of their letters
   */
  public static Optional<String> option(String answer, List<String> options) {
    String given = normal(answer).replaceFirst("^option (?=[a-z0-9]$)", "");
    if (given.matches("[a-z]|[1-9]")) {
      int index = given.charAt(0) - (Character.isDigit(given.charAt(0)) ? '1' : 'a');
      return index < options.size() ? Optional.of(options.get(index)) : Optional.empty();
    }
    Matcher labelled = LABELLED.matcher(answer);
    String text = labelled.matches() ? normal(labelled.group(1)) : given;
    return options.stream()
        .filter(option -> normal(option).equals(given) || normal(option).equals(text))
        .findFirst();
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
