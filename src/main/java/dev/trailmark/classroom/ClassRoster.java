package dev.trailmark.classroom;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads a class's roster: CSV with a header that names the columns {@code id}, {@code name} and
 * perhaps {@code email}, in any order and among others. Commas, semicolons and tabs separate; marks
 * at the beginning, line ends of any system and empty lines do no harm.
 */
public final class ClassRoster {
  private static final CsvMapper CSV =
      CsvMapper.csvBuilder()
          .enable(CsvParser.Feature.TRIM_SPACES)
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .build();

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");
  private static final int LONGEST_NAME = 200;
  private static final long LARGEST = 4L << 20;

  private static final List<String> IDS =
      List.of("id", "student id", "student number", "id number", "username", "login");
  private static final List<String> NAMES = List.of("name", "full name", "student");
  private static final List<String> EMAILS = List.of("email", "e-mail", "email address");

  private final Path file;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Long> lines = new HashMap<>();

  private ClassRoster(Path file) {
    this.file = file;
  }

  /**
   * Reads a roster.
   *
   * @throws ClassroomException when it cannot be read, or a row is not right; the message is one
   *     line that names the place of the first fault and how many more there are
   */
  public static List<Student> read(Path file) throws ClassroomException {
    return new ClassRoster(file).students(text(file));
  }

  private List<Student> students(String text) throws ClassroomException {
    List<Student> students = new ArrayList<>();
    try (MappingIterator<String[]> rows =
        CSV.readerFor(String[].class)
            .with(CsvSchema.emptySchema().withColumnSeparator(separator(text)))
            .readValues(text)) {
      Columns columns = rows.hasNext() ? columns(rows.next()) : null;
      while (rows.hasNext()) {
        long line = rows.getCurrentLocation().getLineNr();
        Student student = columns.student(rows.next());
        if (isRight(student, line)) {
          students.add(student);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw new ClassroomException(
          file + ": is no CSV: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
    if (!faults.isEmpty()) {
      String more = faults.size() == 1 ? "" : "; and " + (faults.size() - 1) + " more";
      throw new ClassroomException(faults.get(0) + more);
    }
    if (students.isEmpty()) {
      throw new ClassroomException(file + ": names no student");
    }
    return students;
  }

  /** Where the columns are; -1 when there is none. */
  private record Columns(int id, int name, int email) {
    Student student(String[] row) {
      return new Student(at(row, id), at(row, name), at(row, email));
    }

    private static String at(String[] row, int column) {
      return column < 0 || column >= row.length || row[column] == null ? "" : row[column].strip();
    }
  }

  private Columns columns(String[] header) throws ClassroomException {
    Columns columns =
        new Columns(indexOf(header, IDS), indexOf(header, NAMES), indexOf(header, EMAILS));
    for (String missing :
        columns.id < 0 ? List.of("id") : columns.name < 0 ? List.of("name") : List.<String>of()) {
      throw new ClassroomException(
          "%s:1: no column is called \"%s\"; the first line has to name the columns id and name"
              .formatted(file, missing));
    }
    return columns;
  }

  private static int indexOf(String[] header, List<String> names) {
    for (String name : names) {
      for (int i = 0; i < header.length; i++) {
        if (header[i] != null && header[i].strip().toLowerCase(Locale.ROOT).equals(name)) {
          return i;
        }
      }
    }
    return -1;
  }

  private boolean isRight(Student student, long line) {
    if (student.id().isEmpty() && student.name().isEmpty() && student.email().isEmpty()) {
      return false;
    }
    Long before = lines.putIfAbsent(student.id().toLowerCase(Locale.ROOT), line);
    String fault =
        student.id().isEmpty()
            ? "has no id"
            : !ID.matcher(student.id()).matches()
                ? "has the id \"%s\", which is not letters, digits and . _ @ + - (64 at most)"
                    .formatted(student.id())
                : before != null
                    ? "repeats the id \"%s\" of line %d".formatted(student.id(), before)
                    : student.name().isEmpty() || student.name().length() > LONGEST_NAME
                        ? "has no name, or one of more than " + LONGEST_NAME + " characters"
                        : null;
    if (fault != null) {
      faults.add(file + ":" + line + ": " + fault);
    }
    return fault == null;
  }

  /** What separates most in the header. */
  private static char separator(String text) {
    String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static String text(Path file) throws ClassroomException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new ClassroomException(file + ": larger than 4 MiB, which is no roster");
      }
      byte[] bytes = Files.readAllBytes(file);
      Charset charset = charset(bytes);
      String text = charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new ClassroomException(file + ": no such file; see docs/CLASSES.md", e);
    } catch (CharacterCodingException e) {
      throw new ClassroomException(file + ": is not UTF-8; save it as \"CSV UTF-8\"", e);
    } catch (IOException e) {
      throw new ClassroomException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static Charset charset(byte[] bytes) {
    boolean marked = bytes.length > 1;
    if (marked && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    if (marked && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    return StandardCharsets.UTF_8;
  }
}
