package dev.trailmark.evidence.paper;

import dev.trailmark.evidence.SourceFile;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * All that a student handed in, read once. Nothing of it is believed yet.
 *
 * @param lines what is written in texts, code left out
 * @param documents JSON that is no log: what commands printed, policies
 * @param records the records that may matter
 * @param logs the logs they stood in
 * @param accounts the accounts that the logs were written for
 * @param regions the regions in which KMS, S3 and CloudTrail were called
 * @param answers the answers to questions
 * @param digests CloudTrail's digest files, with their signatures
 * @param unread what could not be read and why, a line each
 */
public record Dossier(
    List<Located<String>> lines,
    List<JsonSnippet> documents,
    List<HandedRecord> records,
    List<HandedLog> logs,
    Sightings accounts,
    Sightings regions,
    List<Located<ChosenAnswer>> answers,
    List<SourceFile> digests,
    List<String> unread) {

  /** Lists that can no longer be changed. */
  public Dossier {
    lines = List.copyOf(lines);
    documents = List.copyOf(documents);
    records = List.copyOf(records);
    logs = List.copyOf(logs);
    answers = List.copyOf(answers);
    digests = List.copyOf(digests);
    unread = List.copyOf(unread);
  }

  /** The same with its logs taken for something else. */
  public Dossier withLogs(UnaryOperator<HandedLog> change) {
    return new Dossier(
        lines,
        documents,
        records,
        logs.stream().map(change).toList(),
        accounts,
        regions,
        answers,
        digests,
        unread);
  }

  /** Whether nothing in it can be used. */
  public boolean empty() {
    return lines.isEmpty()
        && documents.isEmpty()
        && logs.isEmpty()
        && records.isEmpty()
        && answers.isEmpty();
  }
}
