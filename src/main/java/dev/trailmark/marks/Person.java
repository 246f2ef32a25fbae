package dev.trailmark.marks;

/**
 * A student as the systems of a school know them; what one of them does not know is empty.
 *
 * @param name as the gradebook has it
 * @param email the address that Moodle matches by, case and all
 * @param idNumber the school's number: Moodle's ID number, Canvas' SIS User ID
 * @param login the login name: Canvas' SIS Login ID
 * @param section Canvas' section
 * @param canvasId Canvas' own number of the student
 * @param ltiUserId the {@code sub} of the student in LTI launches
 */
public record Person(
    String name,
    String email,
    String idNumber,
    String login,
    String section,
    String canvasId,
    String ltiUserId) {

  /** Someone of whom nothing is known but a submission, whose short name is taken for the login. */
  static Person of(Grade grade) {
    return new Person(grade.student(), "", "", grade.id(), "", "", grade.id());
  }
}
