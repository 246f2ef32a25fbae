package dev.trailmark.lab.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trailmark.evidence.paper.ChosenAnswer;
import dev.trailmark.evidence.paper.Located;
import dev.trailmark.lab.Contradiction;
import dev.trailmark.lab.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The assessment on paper. A question is known by its text where that stands there, since courses
 * put questions in any order; else by its number.
 */
final class AnswersOnPaper {

  private static final Map<String, Integer> QUESTIONS = questions();

  private final Sources sources;

  AnswersOnPaper(Sources sources) {
    this.sources = sources;
  }

  private static Map<String, Integer> questions() {
    try (InputStream in =
        AnswersOnPaper.class.getResourceAsStream("/dev/trailmark/lab/questions.yaml")) {
      JsonNode texts = new YAMLMapper().readTree(in);
      Map<String, Integer> numbers = new HashMap<>();
      texts
          .properties()
          .forEach(
              each ->
                  numbers.put(normal(each.getValue().asText()), Integer.valueOf(each.getKey())));
      return numbers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String normal(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  /** The answer to a question: of {@code submission.yaml}, else the first one found. */
  Finding<String> answer(int question) {
    return said(question).stream()
        .findFirst()
        .map(each -> Finding.witnessed(each.value(), each.where()))
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "no answer to question %d was found in it".formatted(question),
                    "write a line such as %d: B for each question into answers.yaml"
                        .formatted(question)));
  }

  private List<Notes.Saying<String>> said(int question) {
    List<Notes.Saying<String>> answers = new ArrayList<>();
    String declared = sources.notes().facts().answers().get(question);
    if (declared != null) {
      answers.add(new Notes.Saying<>(declared, sources.declaration()));
    }
    for (Located<ChosenAnswer> each : sources.dossier().answers()) {
      if (number(each.value()) == question) {
        answers.add(new Notes.Saying<>(each.value().answer(), each.place().toString()));
      }
    }
    return answers;
  }

  private static int number(ChosenAnswer answer) {
    return QUESTIONS.getOrDefault(normal(answer.question()), answer.number());
  }

  /** Questions that are answered twice, and not alike. */
  List<Contradiction> contradictions() {
    List<Contradiction> found = new ArrayList<>();
    for (int question : QUESTIONS.values().stream().sorted().toList()) {
      List<Notes.Saying<String>> said = said(question);
      said.stream()
          .filter(other -> !normal(other.value()).equals(normal(said.get(0).value())))
          .findFirst()
          .ifPresent(
              other ->
                  found.add(
                      new Contradiction(
                          "two answers",
                          "question %d is answered \"%s\" and \"%s\"; the first counts"
                              .formatted(question, said.get(0).value(), other.value()),
                          List.of(said.get(0).where(), other.where()))));
    }
    return found;
  }
}
