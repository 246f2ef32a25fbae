package dev.trailmark.grading;

import dev.trailmark.evidence.SourceFile;
import dev.trailmark.evidence.paper.Dossier;
import dev.trailmark.evidence.paper.DossierReader;
import dev.trailmark.grading.Candidate.Unreachable;
import dev.trailmark.integrity.ChainCheck;
import dev.trailmark.integrity.HandedFiles;
import dev.trailmark.integrity.HoldingsException;
import dev.trailmark.integrity.KeySource;
import dev.trailmark.integrity.Span;
import dev.trailmark.integrity.Verification;
import dev.trailmark.lab.SubmittedFacts;
import dev.trailmark.lab.paper.PaperStudent;
import dev.trailmark.steps.LaunchContext;
import dev.trailmark.submission.ContentHash;
import dev.trailmark.submission.HandedIn;
import dev.trailmark.submission.Handover;
import dev.trailmark.submission.Submission;
import dev.trailmark.submission.SubmissionException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Work that was handed in on paper: a folder or zip of what the student wrote and downloaded. */
public final class PaperWork implements Candidate.Work {

  private final HandedIn handedIn;
  private final KeySource keys;

  /** The papers in a place. */
  public PaperWork(HandedIn handedIn) {
    this(handedIn, KeySource.none());
  }

  /**
   * The papers in a place.
   *
   * @param keys public keys of CloudTrail that the grader fetched, to check digests with
   */
  public PaperWork(HandedIn handedIn, KeySource keys) {
    this.handedIn = handedIn;
    this.keys = keys;
  }

  @Override
  public Optional<String> hash() {
    try {
      return Optional.of(ContentHash.of(handedIn.place()));
    } catch (IOException e) {
      // Whoever opens it is told why it cannot be read.
      return Optional.empty();
    }
  }

  @Override
  public boolean lasting() {
    return true;
  }

  /** Reads everything once; the logs are streamed, and nothing stays open. */
  @Override
  public LaunchContext open() throws Unreachable {
    try (Handover handover = Handover.open(handedIn.place())) {
      List<SourceFile> papers =
          handover.files().stream().filter(file -> !isDeclaration(file)).toList();
      Dossier dossier = DossierReader.read(papers, PaperStudent.evidence());
      if (dossier.empty() && handedIn.declared().isEmpty()) {
        throw new Unreachable(nothing(handover, dossier), null);
      }
      return LaunchContext.onPaper(
          handedIn.id(),
          PaperStudent.of(dossier, facts(), unread(handover, dossier), verified(dossier, papers)));
    } catch (HoldingsException e) {
      throw new Unreachable(handedIn.place() + ": " + e.getMessage(), e);
    } catch (SubmissionException e) {
      throw new Unreachable(e.getMessage(), e);
    } catch (IOException e) {
      throw new Unreachable(handedIn.place() + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static List<String> unread(Handover handover, Dossier dossier) {
    return dossier.empty() && handover.passedOver().isEmpty()
        ? List.of("no account is named and no papers lie beside the declaration")
        : handover.passedOver();
  }

  private Optional<Verification> verified(Dossier dossier, List<SourceFile> papers) {
    return dossier.digests().isEmpty()
        ? Optional.empty()
        : Optional.of(ChainCheck.run(HandedFiles.of(papers), keys, Span.ALWAYS));
  }

  private boolean isDeclaration(SourceFile file) {
    return handedIn.declared().isPresent()
        && (HandedIn.declares(file) || handedIn.place().endsWith(file.name()));
  }

  private String nothing(Handover handover, Dossier dossier) {
    String why =
        handover.passedOver().stream()
            .findFirst()
            .or(() -> dossier.unread().stream().findFirst())
            .map(line -> ": " + line)
            .orElse("");
    return handedIn.place()
        + ": nothing in it that can be read"
        + why
        + "; hand in a write-up, policies and log files, see docs/SUBMISSIONS.md";
  }

  private SubmittedFacts facts() {
    String source = handedIn.place().normalize().getFileName().toString();
    return handedIn
        .declared()
        .map(PaperWork::facts)
        .orElseGet(() -> SubmittedFacts.none(handedIn.student(), source));
  }

  private static SubmittedFacts facts(Submission declared) {
    return new SubmittedFacts(
        declared.student(),
        declared.file().getFileName().toString(),
        declared.keyId(),
        declared.trail(),
        declared.bucket(),
        declared.object(),
        declared.uploadedAt(),
        declared.answers());
  }
}
