package dev.trailmark.evidence.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.evidence.LogFileReader;
import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.SourceFile;
import dev.trailmark.evidence.TrailRecord;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads all that a student handed in. A file that cannot be read is named and the others are read.
 * Logs are streamed, and only records that may matter are kept, up to a bound; texts have a bound
 * in all.
 */
public final class DossierReader {

  private static final long MOST_TEXT = 16L << 20;

  private final RecordKeeper records;
  private final List<Located<String>> lines = new ArrayList<>();
  private final List<JsonSnippet> documents = new ArrayList<>();
  private final List<Located<ChosenAnswer>> answers = new ArrayList<>();
  private final List<SourceFile> digests = new ArrayList<>();
  private final List<String> unread = new ArrayList<>();
  private long text;

  private DossierReader(Predicate<TrailRecord> matters) {
    this.records = new RecordKeeper(matters);
  }

  /**
   * Reads files.
   *
   * @param matters which records to keep
   */
  public static Dossier read(List<SourceFile> files, Predicate<TrailRecord> matters) {
    DossierReader reader = new DossierReader(matters);
    files.forEach(reader::take);
    return reader.dossier();
  }

  private Dossier dossier() {
    records.dropped().ifPresent(unread::add);
    return new Dossier(
        lines,
        documents,
        records.kept(),
        records.logs(),
        records.accounts(),
        records.regions(),
        answers,
        digests,
        unread);
  }

  private void take(SourceFile file) {
    try {
      FileKind kind = FileKind.of(file);
      switch (kind) {
        case LOG -> takeLog(file);
        case DIGEST -> digests.add(file);
        case JSON -> takeJson(file);
        case TEXT -> takeText(file);
        case ANSWERS -> answers.addAll(AnswersFile.read(read(file), file.name()));
        case FOREIGN ->
            unread.add(file.name() + ": not read; hand in Markdown, plain text, JSON or a zip");
        default -> {
          // Pictures show what happened to a person only.
        }
      }
    } catch (MalformedEvidenceException e) {
      unread.add(e.getMessage());
    } catch (IOException e) {
      unread.add("%s: cannot be read: %s".formatted(file.name(), e.getMessage()));
    }
  }

  private String read(SourceFile file) throws IOException {
    text += file.size();
    if (text > MOST_TEXT) {
      throw new MalformedEvidenceException(
          file.name() + ": not read: more than 16 MiB of text in all; hand in less");
    }
    return SourceText.read(file);
  }

  private void takeLog(SourceFile file) throws IOException {
    RecordKeeper.Log log = records.log(file.name());
    try (InputStream in = log.hashing(file.open())) {
      LogFileReader.readAsHandedIn(in, file.name(), log::fromFile);
    } finally {
      log.end();
    }
  }

  private void takeJson(SourceFile file) throws IOException {
    String json;
    if (FileKind.plainName(file).endsWith(".gz")) {
      try (InputStream in = LogFileReader.unpacked(file.open())) {
        json = SourceText.decode(in.readNBytes(SourceText.LARGEST), file.name());
      }
    } else {
      json = read(file);
    }
    List<JsonSnippet> found = JsonSnippet.all(json, new Place(file.name(), 1));
    if (found.isEmpty()) {
      throw new MalformedEvidenceException(
          file.name() + ": not JSON; take the file or the command's output as it is");
    }
    found.forEach(this::takeSnippet);
  }

  private void takeText(SourceFile file) throws IOException {
    String content = read(file);
    if (EventHistoryCsv.looksLikeOne(content)) {
      RecordKeeper.Log log = records.log(file.name());
      EventHistoryCsv.read(content, file.name(), log::copied);
      return;
    }
    WriteUp writeUp = WriteUp.read(content, file.name());
    lines.addAll(writeUp.lines());
    answers.addAll(ChosenAnswers.in(writeUp, FileKind.plainName(file)));
    writeUp.snippets().forEach(this::takeSnippet);
  }

  /** Records pasted or printed are copies; everything else is a document. */
  private void takeSnippet(JsonSnippet snippet) {
    JsonNode json = snippet.json();
    RecordKeeper.Log log = records.log(snippet.place().toString());
    if (json.path("Records").isArray()) {
      takeRecords(json.path("Records"), log);
      log.end();
    } else if (json.path("Events").isArray() && json.toString().contains("CloudTrailEvent")) {
      json.path("Events")
          .forEach(event -> takeEvent(event.path("CloudTrailEvent").asText(""), snippet, log));
    } else if (json.isArray() && json.path(0).has("eventTime")) {
      takeRecords(json, log);
    } else if (json.has("eventTime") && json.has("eventName")) {
      log.copied(TrailRecord.of(json, snippet.place().toString()));
    } else {
      documents.add(snippet);
    }
  }

  private void takeRecords(JsonNode list, RecordKeeper.Log log) {
    int number = 0;
    for (JsonNode record : list) {
      number++;
      try {
        log.copied(TrailRecord.of(record, "%s, record %d".formatted(log.name(), number)));
      } catch (MalformedEvidenceException e) {
        unread.add(e.getMessage());
      }
    }
  }

  private void takeEvent(String event, JsonSnippet snippet, RecordKeeper.Log log) {
    if (!event.isEmpty()) {
      log.copied(LogFileReader.readOne(event, snippet.place().toString()));
    }
  }
}
