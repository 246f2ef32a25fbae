package dev.trailmark.evidence.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the answers to multiple-choice questions in a write-up: the page of results as a course
 * shows it, copied as lines or as a table; ticked lists; {@code Question 1: B}; and numbered lines
 * under a heading that speaks of the assessment.
 */
public final class ChosenAnswers {

  private static final Pattern QUESTION =
      Pattern.compile(
          "^[#>*_\\s-]*(?:question|pregunta|answer|respuesta|q)\\s*(?:no\\.?|number|#)?\\s*(\\d{1,2})\\b"
              + "[*_]*\\s*[.:)=-]*[*_]*\\s*(.*?)[*_\\s]*$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HEADING = Pattern.compile("^\\s{0,3}#{1,6}\\s+(.*)$");

  private static final Pattern ABOUT =
      Pattern.compile("asses|quiz|question|answer|pregunta|respuesta", Pattern.CASE_INSENSITIVE);

  private static final Pattern NUMBERED =
      Pattern.compile("^\\s*(\\d{1,2})\\s*[.):=-]\\s*(\\S.*?)\\s*$");

  /** A longer line is neither a question nor an answer. */
  private static final int LONGEST = 1_000;

  private final List<Located<ChosenAnswer>> found = new ArrayList<>();

  /** The questions' numbers by their lines. */
  private final TreeMap<Integer, Integer> questions = new TreeMap<>();

  private final WriteUp text;
  private QuestionBlock block;
  private boolean aboutAnswers;

  private ChosenAnswers(WriteUp text, String file) {
    this.text = text;
    this.aboutAnswers = ABOUT.matcher(file.toLowerCase(Locale.ROOT)).find();
  }

  /**
   * The answers in a write-up, in its order.
   *
   * @param file its name, which may say that all of it is answers
   */
  public static List<Located<ChosenAnswer>> in(WriteUp text, String file) {
    ChosenAnswers answers = new ChosenAnswers(text, file);
    answers.readLines();
    text.tables().forEach(answers::readTable);
    return List.copyOf(answers.found);
  }

  private void readLines() {
    for (Located<String> line : text.lines()) {
      if (line.value().length() <= LONGEST
          && !line.value().isBlank()
          && !line.value().stripLeading().startsWith("|")) {
        readLine(line);
      }
    }
    endBlock();
  }

  private void readLine(Located<String> line) {
    Matcher question = QUESTION.matcher(line.value());
    Matcher heading = HEADING.matcher(line.value());
    Matcher numbered = NUMBERED.matcher(line.value());
    if (question.matches()) {
      questions.put(line.place().line(), Integer.parseInt(question.group(1)));
      endBlock();
      block =
          new QuestionBlock(Integer.parseInt(question.group(1)), question.group(2), line.place());
    } else if (heading.matches()) {
      endBlock();
      aboutAnswers = ABOUT.matcher(heading.group(1)).find();
    } else if (block != null) {
      block.add(line);
    } else if (aboutAnswers && numbered.matches()) {
      add(Integer.parseInt(numbered.group(1)), "", numbered.group(2), line.place());
    }
  }

  private void endBlock() {
    if (block != null) {
      block.answer().ifPresent(found::add);
      block = null;
    }
  }

  private void add(int number, String question, String answer, Place place) {
    found.add(new Located<>(new ChosenAnswer(number, question, answer), place));
  }

  private void readTable(List<Located<List<String>>> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<String> head = rows.get(0).value();
    int selection = column(head, "selection|selected|chosen");
    int option = column(head, "option");
    if (selection >= 0 && option >= 0) {
      readOptions(rows, option, selection);
    } else if (column(head, "answer|response|choice|respuesta") > 0) {
      readAnswers(rows, column(head, "answer|response|choice|respuesta"));
    }
  }

  private static int column(List<String> head, String words) {
    for (int i = 0; i < head.size(); i++) {
      String title = head.get(i).toLowerCase(Locale.ROOT);
      if (Pattern.compile(words).matcher(title).find() && !title.contains("correct")) {
        return i;
      }
    }
    return -1;
  }

  /** A table of one question's options; the question stands above it. */
  private void readOptions(List<Located<List<String>>> rows, int option, int selection) {
    Map.Entry<Integer, Integer> above = questions.lowerEntry(rows.get(0).place().line());
    int number = above == null ? 0 : above.getValue();
    for (Located<List<String>> row : rows.subList(1, rows.size())) {
      if (row.value().size() > Math.max(option, selection)
          && QuestionBlock.ticked(row.value().get(selection))) {
        add(number, "", row.value().get(option), row.place());
      }
    }
  }

  /** A table with a row for each question. */
  private void readAnswers(List<Located<List<String>>> rows, int answer) {
    for (Located<List<String>> row : rows.subList(1, rows.size())) {
      String question = row.value().get(0);
      Matcher number = Pattern.compile("^\\D{0,12}(\\d{1,2})\\b").matcher(question);
      if (row.value().size() > answer && !row.value().get(answer).isBlank()) {
        add(
            number.find() ? Integer.parseInt(number.group(1)) : 0,
            question,
            row.value().get(answer),
            row.place());
      }
    }
  }
}
