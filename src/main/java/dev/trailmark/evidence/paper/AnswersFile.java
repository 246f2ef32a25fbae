package dev.trailmark.evidence.paper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.trailmark.evidence.MalformedEvidenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an {@code answers.yaml}: answers by question number, alone or under {@code answers}. */
final class AnswersFile {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern NUMBER = Pattern.compile("^\\D{0,12}(\\d{1,2})\\D*$");

  private AnswersFile() {}

  static List<Located<ChosenAnswer>> read(String text, String file) {
    JsonNode root;
    try {
      root = YAML.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new MalformedEvidenceException(
          "%s:%d: not YAML; write a line such as 1: B for each answer".formatted(file, line), e);
    }
    List<Located<ChosenAnswer>> answers = new ArrayList<>();
    JsonNode list = root.path("answers").isContainerNode() ? root.path("answers") : root;
    if (list.isArray()) {
      for (int i = 0; i < list.size(); i++) {
        add(answers, i + 1, list.get(i), new Place(file, 0));
      }
    } else {
      list.properties()
          .forEach(
              entry -> {
                Matcher number = NUMBER.matcher(entry.getKey());
                if (number.matches()) {
                  int question = Integer.parseInt(number.group(1));
                  add(answers, question, entry.getValue(), place(text, entry.getKey(), file));
                }
              });
    }
    if (answers.isEmpty()) {
      throw new MalformedEvidenceException(
          file + ": no answer in it; write a line such as 1: B for each answer");
    }
    return answers;
  }

  private static void add(
      List<Located<ChosenAnswer>> answers, int question, JsonNode value, Place place) {
    if (value.isValueNode() && !value.asText().isBlank()) {
      answers.add(new Located<>(new ChosenAnswer(question, "", value.asText().strip()), place));
    }
  }

  private static Place place(String text, String key, String file) {
    Pattern line = Pattern.compile("^\\s*[\"']?" + Pattern.quote(key) + "[\"']?\\s*:.*$");
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (line.matcher(lines.get(i)).matches()) {
        return new Place(file, i + 1);
      }
    }
    return new Place(file, 0);
  }
}
