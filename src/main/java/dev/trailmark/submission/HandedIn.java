package dev.trailmark.submission;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.SourceFile;
import dev.trailmark.evidence.paper.SourceText;
import dev.trailmark.marks.Handed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What lies in one student's place: papers, and perhaps a {@code submission.yaml} that says more or
 * points to an account.
 *
 * @param id a short name, unique in its folder
 * @param place the folder, zip or file
 * @param declared what {@code submission.yaml} says; empty when there is none
 * @param handed how it came in: what Gradescope says, else {@code submission.yaml}
 * @param student the name that marks are published under
 */
public record HandedIn(
    String id, Path place, Optional<Submission> declared, Handed handed, String student) {

  /** What came in at an unknown time. */
  public HandedIn(String id, Path place, Optional<Submission> declared) {
    this(id, place, declared, Handed.UNKNOWN, declared.map(Submission::student).orElse(id));
  }

  /**
   * Looks at a place.
   *
   * @throws SubmissionException when it cannot be opened, or its {@code submission.yaml} is none
   */
  public static HandedIn at(SubmissionFolder.Entry entry, SubmissionReader reader)
      throws SubmissionException {
    Path file = entry.file();
    Path place = file;
    Optional<Submission> declared;
    if (SubmissionFolder.declares(file)) {
      place = Optional.ofNullable(file.getParent()).orElse(Path.of("."));
      declared = Optional.of(reader.read(entry.label(), file));
    } else if (SubmissionFolder.isYaml(file)) {
      declared = Optional.of(reader.read(entry.label(), file));
    } else {
      declared = inside(entry, reader);
    }
    Optional<GradescopeMetadata> metadata = GradescopeMetadata.of(place);
    Handed handed =
        metadata
            .map(GradescopeMetadata::handed)
            .or(() -> declared.map(Submission::handed))
            .orElse(Handed.UNKNOWN);
    String student =
        declared
            .map(Submission::student)
            .or(() -> metadata.map(GradescopeMetadata::students).filter(name -> !name.isEmpty()))
            .orElse(entry.id());
    return new HandedIn(
        entry.label(),
        place,
        declared,
        new Handed(handed.at(), handed.due(), entry.attempt().orElse(handed.attempt())),
        student);
  }

  /** The {@code submission.yaml} that a zip holds. */
  private static Optional<Submission> inside(SubmissionFolder.Entry entry, SubmissionReader reader)
      throws SubmissionException {
    if (!ZipIntake.isZip(entry.file().toString())) {
      return Optional.empty();
    }
    try (Handover handover = Handover.open(entry.file())) {
      for (SourceFile file : handover.files()) {
        if (declares(file)) {
          return Optional.of(
              reader.read(entry.label(), SourceText.read(file), entry.file().resolve(file.name())));
        }
      }
      return Optional.empty();
    } catch (IOException | MalformedEvidenceException e) {
      throw new SubmissionException(entry.file() + ": " + e.getMessage(), e);
    }
  }

  /** Whether a file is the {@code submission.yaml} itself, which is no paper. */
  public static boolean declares(SourceFile file) {
    return file.simpleName().matches("submission\\.ya?ml");
  }

  /** Whether there is an account to look at. */
  public boolean live() {
    return declared.filter(submission -> !submission.access().onPaper()).isPresent();
  }
}
