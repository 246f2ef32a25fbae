package dev.trailmark.lab.paper;

import dev.trailmark.evidence.paper.Dossier;
import dev.trailmark.lab.SubmittedFacts;

/**
 * Everything that was handed in, by how strongly it speaks.
 *
 * @param records CloudTrail's records
 * @param documents what commands printed
 * @param notes what the student wrote
 * @param dossier all of it; logs that digests show to be changed are copies
 * @param genuineness what digests say about the logs
 */
record Sources(
    Records records, Documents documents, Notes notes, Dossier dossier, Genuineness genuineness) {

  static Sources of(Dossier dossier, SubmittedFacts facts, Genuineness genuineness) {
    Dossier believed =
        dossier.withLogs(log -> genuineness.changed(log.name()) ? log.changed() : log);
    return new Sources(
        new Records(believed, genuineness),
        new Documents(believed),
        new Notes(believed, facts),
        believed,
        genuineness);
  }

  /** Where something was looked for in vain. */
  String where() {
    return "all that was handed in";
  }

  /** Where something stands that {@code submission.yaml} says. */
  String declaration() {
    return notes.facts().source();
  }
}
