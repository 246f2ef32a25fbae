package dev.trailmark.marks;

import java.util.regex.Pattern;

/** The names under which reports file the results of a student's scenarios. */
public final class Suite {
  private static final Pattern ATTEMPT = Pattern.compile(", attempt \\d+(?=\\)?$)");

  private Suite() {}

  /**
   * The name for an attempt of a student's; it tells namesakes apart.
   *
   * @param handedIn whether there is a submission, whose short name counts then
   */
  public static String of(String student, String id, boolean handedIn, int attempt) {
    String number = attempt > 1 ? ", attempt " + attempt : "";
    return handedIn && !student.equals(id)
        ? "%s (%s%s)".formatted(student, id, number)
        : student + number;
  }

  /** The name for all attempts of a student's. */
  public static String of(Grade grade) {
    return of(grade.student(), grade.id(), grade.source().isPresent(), 1);
  }

  /** The name for all attempts of the student whose attempt has that name. */
  public static String ofAllAttempts(String suite) {
    return ATTEMPT.matcher(suite).replaceFirst("");
  }
}
