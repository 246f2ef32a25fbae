package dev.trailmark.cli;

import dev.trailmark.classroom.ClassFile;
import dev.trailmark.grading.Candidate;
import dev.trailmark.marks.Handed;
import dev.trailmark.marks.Person;
import dev.trailmark.marks.Roster;
import dev.trailmark.submission.HandedIn;
import dev.trailmark.submission.Submission;
import dev.trailmark.submission.SubmissionException;
import dev.trailmark.submission.SubmissionFolder;
import dev.trailmark.submission.SubmissionReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A class as candidates: every student's account, looked at by the grader's role, with what the
 * student handed in besides: recorded names, times and answers.
 *
 * @param file where the class stands
 * @param members the class
 */
record ClassCandidates(Path file, ClassFile members) {

  /** Makes a candidate's work of what is known of a student. */
  interface Work extends Function<Submission, Candidate.Work> {}

  /**
   * Everybody in the class.
   *
   * @param handedIn a folder of submissions, found by the students' ids
   * @param output hears of submissions of nobody in the class
   */
  List<Candidate> all(Optional<Path> handedIn, Work work, Output output) {
    Map<String, SubmissionFolder.Entry> entries = new HashMap<>();
    if (handedIn.isPresent()) {
      GradeCommand.entries(handedIn.get(), output)
          .forEach(entry -> entries.put(folded(entry.id()), entry));
    }
    SubmissionReader reader = new SubmissionReader(System::getenv);
    List<Candidate> candidates = new ArrayList<>();
    for (ClassFile.Member member : members.students()) {
      SubmissionFolder.Entry entry = entries.remove(folded(member.id()));
      candidates.add(candidate(member, Optional.ofNullable(entry), reader, work));
    }
    entries
        .values()
        .forEach(e -> output.progress().say(e.file() + " is of nobody in " + file + ", left out"));
    return candidates;
  }

  private Candidate candidate(
      ClassFile.Member member,
      Optional<SubmissionFolder.Entry> entry,
      SubmissionReader reader,
      Work work) {
    try {
      Optional<HandedIn> handedIn =
          entry.isPresent() ? Optional.of(HandedIn.at(entry.get(), reader)) : Optional.empty();
      Submission submission =
          handedIn
              .flatMap(HandedIn::declared)
              .orElseGet(() -> Submission.nothing(member.id(), file))
              .of(member.name(), members.access(member));
      Path source = entry.map(SubmissionFolder.Entry::file).orElse(file);
      return new Candidate(
          member.id(),
          member.name(),
          Optional.of(source),
          handedIn.map(HandedIn::handed).orElse(Handed.UNKNOWN),
          work.apply(submission));
    } catch (SubmissionException e) {
      return GradeCommand.unreadable(entry.orElseThrow(), e);
    }
  }

  /** The class as gradebooks know it, as far as the class's roster told. */
  Roster roster() {
    return new Roster(
        members.students().stream()
            .map(
                member ->
                    new Roster.Entry(
                        member.id(),
                        new Person(
                            member.name(),
                            member.email() == null ? "" : member.email(),
                            member.id(),
                            "",
                            "",
                            "",
                            "")))
            .toList());
  }

  private static String folded(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
