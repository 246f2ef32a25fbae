package dev.trailmark.report.student;

import dev.trailmark.report.format.AtomicFile;
import dev.trailmark.report.format.Markdown;
import java.io.IOException;
import java.nio.file.Path;

/** {@value #FILE_NAME}: what a student is told, to read as it is or to paste somewhere. */
public final class FeedbackMarkdown implements StudentWriter {
  /** The file's name. */
  public static final String FILE_NAME = "feedback.md";

  @Override
  public void write(StudentView student, Path folder) throws IOException {
    String text = text(Feedback.of(student));
    AtomicFile.text(folder.resolve(FILE_NAME), out -> out.write(text));
  }

  private static String text(Feedback feedback) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(Markdown.text(feedback.lab())).append(": ");
    text.append(Markdown.text(feedback.student())).append("\n\n");
    text.append("**Result: ").append(feedback.summary()).append("**\n");
    for (String notice : feedback.notices()) {
      text.append("\n> ").append(Markdown.text(notice)).append('\n');
    }
    for (Feedback.Task task : feedback.tasks()) {
      text.append("\n## ").append(Markdown.text(task.title()));
      text.append(task.points().isEmpty() ? "" : " (" + task.points() + ")").append("\n");
      for (Feedback.Entry entry : task.entries()) {
        text.append('\n').append(mark(entry)).append(" **").append(Markdown.text(entry.name()));
        text.append("**: ").append(entry.outcome());
        text.append(entry.points().isEmpty() ? "" : " (" + entry.points() + ")").append("\n\n");
        text.append(body(entry));
      }
    }
    if (!feedback.weaknesses().isEmpty()) {
      text.append("\n## What these checks cannot show\n\n");
      feedback.weaknesses().forEach(each -> text.append("- ").append(Markdown.text(each) + "\n"));
    }
    text.append("\nGraded ").append(feedback.gradedAt()).append(".\n");
    return text.toString().replaceAll("\n{3,}", "\n\n");
  }

  private static String mark(Feedback.Entry entry) {
    return switch (entry.kind()) {
      case "pass" -> "✅";
      case "fail" -> "❌";
      default -> "❔";
    };
  }

  /** What is said below a check's name, as a list. */
  static String body(Feedback.Entry entry) {
    StringBuilder text = new StringBuilder();
    add(text, "Blocked by", Markdown.text(entry.blockedBy()));
    add(text, "Expected", Markdown.text(entry.expected()));
    boolean open = entry.kind().equals("open");
    add(text, open ? "Why" : "Found", open ? Markdown.text(entry.found()) : code(entry.found()));
    add(text, "Where", code(entry.where()));
    add(text, "Hint", Markdown.text(entry.hint()));
    entry.notes().forEach(note -> add(text, "Note", Markdown.text(note)));
    entry.evidence().forEach(look -> add(text, "Looked at", look(look)));
    return text.toString();
  }

  private static String look(Feedback.Evidence look) {
    return "%s: %s, %s %s%s"
        .formatted(
            Markdown.text(look.expected()),
            code(look.found()),
            look.how(),
            code(look.where()),
            look.remark().isEmpty() ? "" : " (" + Markdown.text(look.remark()) + ")");
  }

  private static String code(String value) {
    return Markdown.code(value);
  }

  private static void add(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append("- ").append(name).append(": ").append(value).append('\n');
    }
  }
}
