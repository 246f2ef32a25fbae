package dev.trailmark.report.page;

import dev.trailmark.marks.Flag;
import dev.trailmark.marks.Grade;
import dev.trailmark.marks.GradeBook;
import dev.trailmark.report.format.Plain;
import dev.trailmark.report.student.StudentFolders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that a person should look at.
 *
 * @param kind what it is, in short
 * @param what the thing itself
 * @param students whom it is about and where each of them has it
 */
public record Flagged(String kind, String what, List<Student> students) {

  /** One of them; the anchor is that of the student's row. */
  public record Student(String name, String anchor, String place) {}

  static List<Flagged> of(GradeBook book, StudentFolders folders) {
    Map<String, Student> known = known(book, folders);
    List<Flagged> flagged = new ArrayList<>();
    for (Flag flag : book.flags()) {
      List<Student> students = new ArrayList<>();
      for (int i = 0; i < flag.students().size(); i++) {
        String id = flag.students().get(i);
        String place = place(flag, i);
        Student student = known.getOrDefault(id, new Student(Plain.line(id), "", ""));
        students.add(new Student(student.name(), student.anchor(), Plain.line(place)));
      }
      flagged.add(new Flagged(Plain.line(flag.kind()), Plain.line(flag.what()), students));
    }
    return flagged;
  }

  /** Those who are flagged, without a place, by the short name of their submission. */
  private static Map<String, Student> known(GradeBook book, StudentFolders folders) {
    Set<String> flagged = new HashSet<>();
    book.flags().forEach(flag -> flagged.addAll(flag.students()));
    Map<String, Student> known = new HashMap<>();
    if (!flagged.isEmpty()) {
      for (Grade grade : book.grades()) {
        if (flagged.contains(grade.id())) {
          String anchor = StudentRow.anchor(folders.of(grade));
          known.put(grade.id(), new Student(Plain.line(grade.student()), anchor, ""));
        }
      }
    }
    return known;
  }

  /** Where a student has it; the only student has all places. */
  private static String place(Flag flag, int student) {
    if (flag.students().size() == 1) {
      return String.join("; ", flag.places());
    }
    return student < flag.places().size() ? flag.places().get(student) : "";
  }
}
