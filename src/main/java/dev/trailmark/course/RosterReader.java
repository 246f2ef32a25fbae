package dev.trailmark.course;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.trailmark.marks.Person;
import dev.trailmark.marks.Roster;
import dev.trailmark.submission.SubmissionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads a roster: CSV with a header. Canvas' exported gradebook and Moodle's list of participants
 * are rosters as they are; columns that say nothing of a person are passed over.
 */
public final class RosterReader {
  private static final CsvMapper CSV =
      CsvMapper.csvBuilder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvParser.Feature.EMPTY_STRING_AS_NULL)
          .build();

  /** What each column may be called, in lower case. */
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "submission", List.of("submission", "folder"),
          "name", List.of("name", "student", "full name"),
          "first", List.of("first name", "given name"),
          "last", List.of("surname", "last name", "family name"),
          "email", List.of("email", "e-mail", "email address"),
          "number", List.of("id number", "sis user id", "student number", "student id"),
          "login", List.of("login", "sis login id", "username", "login id"),
          "section", List.of("section"),
          "canvas", List.of("canvas id", "id"),
          "lti", List.of("lti user id", "lti id", "sub"));

  private RosterReader() {}

  /**
   * Reads a roster.
   *
   * @throws SubmissionException when the file cannot be read, has no column that names students, or
   *     no students; the message is one line
   */
  public static Roster read(Path file) throws SubmissionException {
    List<Roster.Entry> entries = new ArrayList<>();
    try (MappingIterator<Map<String, String>> rows =
        CSV.readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(withoutMark(Files.readString(file, StandardCharsets.UTF_8)))) {
      while (rows.hasNext()) {
        Map<String, String> row = named(rows.next());
        if (entries.isEmpty() && !row.containsKey("name") && !row.containsKey("last")) {
          throw new SubmissionException(
              file + ":1: no column names the students; call one \"Name\" or \"Student\"");
        }
        if (!isMaxima(row)) {
          entries.add(entry(row));
        }
      }
    } catch (NoSuchFileException e) {
      throw new SubmissionException(file + ": there is no such file", e);
    } catch (IOException | RuntimeException e) {
      throw new SubmissionException(
          file + ": is no CSV with a header, in UTF-8: " + firstLine(e), e);
    }
    if (entries.isEmpty()) {
      throw new SubmissionException(file + ": names no student");
    }
    return new Roster(entries);
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Map<String, String> named(Map<String, String> row) {
    Map<String, String> named = new HashMap<>();
    row.forEach(
        (header, value) -> {
          String lower = header == null ? "" : header.strip().toLowerCase(Locale.ROOT);
          COLUMNS.forEach(
              (column, headers) -> {
                if (headers.contains(lower)) {
                  named.putIfAbsent(column, value == null ? "" : value);
                }
              });
        });
    return named;
  }

  /** Canvas' second row holds the points possible. */
  private static boolean isMaxima(Map<String, String> row) {
    return row.getOrDefault("name", "").contains("Points Possible");
  }

  private static Roster.Entry entry(Map<String, String> row) {
    String both = row.getOrDefault("first", "") + " " + row.getOrDefault("last", "");
    return new Roster.Entry(
        row.getOrDefault("submission", ""),
        new Person(
            row.getOrDefault("name", both.strip()),
            row.getOrDefault("email", ""),
            row.getOrDefault("number", ""),
            row.getOrDefault("login", ""),
            row.getOrDefault("section", ""),
            row.getOrDefault("canvas", ""),
            row.getOrDefault("lti", "")));
  }

  private static String firstLine(Exception fault) {
    String message = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
