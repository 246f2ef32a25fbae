package dev.trailmark.lab.paper;

import dev.trailmark.evidence.paper.Dossier;
import dev.trailmark.lab.SubmittedFacts;

/**
 * Everything that was handed in, by how strongly it speaks.
 *
 * @param records CloudTrail's records
 * @param documents what commands printed
 * @param notes what the student wrote
 * @param dossier all of it
 * @param genuineness what digests say about the logs
 */
record Sources(
    Records records, Documents documents, Notes notes, Dossier dossier, Genuineness genuineness) {

  static Sources of(Dossier dossier, SubmittedFacts facts, Genuineness genuineness) {
    return new Sources(
        new Records(dossier, genuineness),
        new Documents(dossier),
        new Notes(dossier, facts),
        dossier,
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
