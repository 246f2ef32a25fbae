package dev.trailmark.submission;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.SourceFile;
import dev.trailmark.evidence.paper.SourceText;
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
 */
public record HandedIn(String id, Path place, Optional<Submission> declared) {

  /**
   * Looks at a place.
   *
   * @throws SubmissionException when it cannot be opened, or its {@code submission.yaml} is none
   */
  public static HandedIn at(SubmissionFolder.Entry entry, SubmissionReader reader)
      throws SubmissionException {
    Path file = entry.file();
    if (SubmissionFolder.declares(file)) {
      return new HandedIn(
          entry.id(),
          Optional.ofNullable(file.getParent()).orElse(Path.of(".")),
          Optional.of(reader.read(entry.id(), file)));
    }
    if (SubmissionFolder.isYaml(file)) {
      return new HandedIn(entry.id(), file, Optional.of(reader.read(entry.id(), file)));
    }
    return new HandedIn(entry.id(), file, inside(entry, reader));
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
              reader.read(entry.id(), SourceText.read(file), entry.file().resolve(file.name())));
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

  /** The name that marks are published under. */
  public String student() {
    return declared.map(Submission::student).orElse(id);
  }
}
