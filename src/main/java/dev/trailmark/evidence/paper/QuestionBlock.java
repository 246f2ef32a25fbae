package dev.trailmark.evidence.paper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines under one question, from which its answer is told. */
final class QuestionBlock {

  private static final Pattern TICKED =
      Pattern.compile("^\\s*(?:[-*+]\\s*)?(?:\\[[xX✓✔]\\]|\\([xX]\\)|☑|✅|✔|☒|🔘)\\s*(.+?)\\s*$");

  private static final Pattern LETTERED =
      Pattern.compile("^\\s*(?:[-*+]\\s*)?(?:\\[.?\\]\\s*)?\\(?([A-Ha-h1-8])[.):]\\s+(.+?)\\s*$");

  private static final Pattern SAID =
      Pattern.compile(
          "^[\\s>*_-]*(?:my |your |the |mi"
              + " )?(?:answer|respuesta|selection|choice)[*_]*\\s*[:=][*_]*\\s*(.+?)[*_\\s]*$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern LETTER = Pattern.compile("^\\(?([A-Ha-h1-8])[.):]?$");

  private final int number;
  private final String rest;
  private final Place place;
  private final List<Located<String>> lines = new ArrayList<>();
  private final Map<String, String> options = new HashMap<>();

  QuestionBlock(int number, String rest, Place place) {
    this.number = number;
    this.rest = rest;
    this.place = place;
  }

  void add(Located<String> line) {
    lines.add(line);
    Matcher lettered = LETTERED.matcher(line.value());
    if (lettered.matches()) {
      options.put(lettered.group(1).toLowerCase(Locale.ROOT), lettered.group(2));
    }
  }

  /** Whether a cell or line says that the option beside it was chosen. */
  static boolean ticked(String text) {
    return text.strip()
        .toLowerCase(Locale.ROOT)
        .matches("selected|yes|x|\\[x\\]|✓|✔|✅|☑|chosen|sí|si");
  }

  /** The answer, if one can be told. */
  Optional<Located<ChosenAnswer>> answer() {
    List<Located<String>> chosen = new ArrayList<>(selected());
    if (chosen.isEmpty()) {
      chosen.addAll(matching(TICKED));
    }
    if (chosen.isEmpty()) {
      chosen.addAll(matching(SAID));
    }
    if (chosen.isEmpty()) {
      inline().ifPresent(chosen::add);
    }
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    List<String> texts = chosen.stream().map(each -> resolved(each.value())).distinct().toList();
    return Optional.of(
        new Located<>(
            new ChosenAnswer(number, question(), String.join(" / ", texts)),
            chosen.get(0).place()));
  }

  /** The page of results, copied: each option is followed by {@code Selected} or not. */
  private List<Located<String>> selected() {
    List<Located<String>> chosen = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).value().strip().equalsIgnoreCase("selected")) {
        chosen.add(lines.get(i - 1));
      }
    }
    return chosen;
  }

  private List<Located<String>> matching(Pattern pattern) {
    List<Located<String>> chosen = new ArrayList<>();
    for (Located<String> line : lines) {
      Matcher matcher = pattern.matcher(line.value());
      if (matcher.matches()) {
        chosen.add(new Located<>(matcher.group(1), line.place()));
      }
    }
    return chosen;
  }

  /** {@code Question 1: B}, or the one line below {@code Question 1: What is …?}. */
  private Optional<Located<String>> inline() {
    if (!rest.isBlank() && !rest.endsWith("?")) {
      return Optional.of(new Located<>(rest, place));
    }
    List<Located<String>> left =
        lines.stream().filter(line -> !line.value().strip().endsWith("?")).toList();
    return left.size() == 1
        ? Optional.of(
            new Located<>(
                left.get(0).value().strip().replaceAll("^[-*>_]+\\s*|[*_]+$", ""),
                left.get(0).place()))
        : Optional.empty();
  }

  /** A letter means the option that has it here; options are not everywhere in the same order. */
  private String resolved(String answer) {
    String plain = answer.strip().replaceAll("^[*_]+|[*_]+$", "").strip();
    Matcher letter = LETTER.matcher(plain);
    return letter.matches()
        ? options.getOrDefault(letter.group(1).toLowerCase(Locale.ROOT), plain)
        : plain;
  }

  private String question() {
    if (rest.endsWith("?")) {
      return rest;
    }
    return lines.stream()
        .map(line -> line.value().strip())
        .filter(line -> line.endsWith("?"))
        .findFirst()
        .orElse("");
  }
}
