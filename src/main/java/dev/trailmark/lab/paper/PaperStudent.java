package dev.trailmark.lab.paper;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.Dossier;
import dev.trailmark.evidence.paper.HandedLog;
import dev.trailmark.integrity.Verification;
import dev.trailmark.lab.BucketPolicyFacts;
import dev.trailmark.lab.Contradiction;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.Fingerprint;
import dev.trailmark.lab.ImageFacts;
import dev.trailmark.lab.KeyFacts;
import dev.trailmark.lab.KeyPolicyHistory;
import dev.trailmark.lab.LabNames;
import dev.trailmark.lab.Once;
import dev.trailmark.lab.PublicAccess;
import dev.trailmark.lab.ReadOutcome;
import dev.trailmark.lab.SelectorFacts;
import dev.trailmark.lab.Strength;
import dev.trailmark.lab.Student;
import dev.trailmark.lab.SubmittedFacts;
import dev.trailmark.lab.TrailFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A student who is known by what was handed in alone. Nothing is asked of any account, so nothing
 * is indeterminate but what the papers themselves leave open.
 */
public final class PaperStudent implements Student {

  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final Sources sources;
  private final List<HandedLog> files;
  private final List<String> weaknesses;
  private final KeyOnPaper keys;
  private final PolicyOnPaper policies;
  private final TrailOnPaper trails;
  private final RecordingOnPaper recording;
  private final AccessOnPaper access;
  private final LogsOnPaper logs;
  private final AnswersOnPaper answers;
  private final Once<Finding<KeyFacts>> key;
  private final Once<Finding<TrailFacts>> trail;
  private final Once<Finding<ImageFacts>> image;

  private PaperStudent(Sources sources, List<HandedLog> files, List<String> weaknesses) {
    this.sources = sources;
    this.files = List.copyOf(files);
    this.weaknesses = List.copyOf(weaknesses);
    this.keys = new KeyOnPaper(sources, names());
    this.policies = new PolicyOnPaper(sources);
    this.trails = new TrailOnPaper(sources);
    this.recording = new RecordingOnPaper(sources);
    this.access = new AccessOnPaper(sources);
    this.logs = new LogsOnPaper(sources);
    this.answers = new AnswersOnPaper(sources);
    this.key = new Once<>(keys::key);
    this.trail = new Once<>(trails::trail);
    this.image = new Once<>(new ImageOnPaper(sources)::image);
  }

  /**
   * A student on paper.
   *
   * @param dossier what was handed in
   * @param facts what {@code submission.yaml} says, which may be the name alone
   * @param unread what was handed in and could not be read, a line each
   * @param verification what the digests that were handed in say; empty when there are none
   */
  public static PaperStudent of(
      Dossier dossier,
      SubmittedFacts facts,
      List<String> unread,
      Optional<Verification> verification) {
    List<String> weaknesses = new ArrayList<>(unread);
    weaknesses.addAll(dossier.unread());
    Genuineness genuineness = new Genuineness(verification);
    List<HandedLog> files = dossier.logs().stream().filter(HandedLog::file).toList();
    genuineness.weakness(files.stream().map(HandedLog::name).toList()).ifPresent(weaknesses::add);
    return new PaperStudent(Sources.of(dossier, facts, genuineness), files, weaknesses);
  }

  /** Which records a dossier has to keep for this student. */
  public static Predicate<TrailRecord> evidence() {
    return Records::matter;
  }

  @Override
  public String name() {
    return sources.notes().facts().student();
  }

  @Override
  public boolean performs() {
    return false;
  }

  @Override
  public LabNames names() {
    return LabNames.AS_IN_THE_LAB;
  }

  @Override
  public List<String> weaknesses() {
    return weaknesses;
  }

  @Override
  public List<Contradiction> contradictions() {
    return CrossChecks.of(sources);
  }

  @Override
  public List<Fingerprint> fingerprints() {
    List<Fingerprint> prints = new ArrayList<>();
    key().value().ifPresent(facts -> prints.add(print("same key ID", facts.id(), key().source())));
    sources.notes().keyIds().stream()
        .limit(3)
        .forEach(id -> prints.add(print("same key ID", id.value(), id.where())));
    files.stream()
        .limit(100)
        .forEach(log -> prints.add(print("same log file", log.sha256(), log.name())));
    for (Finding<TrailRecord> shown : List.of(uploadRecord(), keyUseIfTold())) {
      shown
          .value()
          .filter(record -> !record.requestId().isEmpty())
          .ifPresent(
              record -> prints.add(print("same request", record.requestId(), record.where())));
    }
    return prints;
  }

  private static Fingerprint print(String kind, String value, String where) {
    return new Fingerprint(kind, value, where);
  }

  private Finding<TrailRecord> keyUseIfTold() {
    return sources
        .records()
        .first(KeyOnPaper::usedByS3)
        .map(each -> sources.records().finding(each, each.record()))
        .orElseGet(() -> Finding.absent(sources.where(), "", ""));
  }

  @Override
  public Finding<String> principal() {
    return policies.principal(key());
  }

  @Override
  public synchronized Finding<KeyFacts> key() {
    return key.get();
  }

  @Override
  public Finding<String> keyDescription() {
    return keys.description(key());
  }

  @Override
  public Finding<List<String>> aliases() {
    return keys.aliases(key());
  }

  @Override
  public Finding<KeyPolicy> keyPolicy() {
    return policies.policy(key());
  }

  @Override
  public Finding<String> recordedKeyId() {
    Optional<Notes.Saying<String>> noted = sources.notes().keyIds().stream().findFirst();
    if (noted.isEmpty()) {
      return Finding.absent(
          sources.where(), "no key ID was written down", "write down the key ID of myFirstKey");
    }
    Finding<KeyFacts> shown = key();
    if (shown.value().filter(facts -> facts.id().equals(noted.get().value())).isEmpty()) {
      return Finding.contradicted(
          noted.get().value(),
          noted.get().where(),
          "%s shows key %s"
              .formatted(shown.source(), shown.value().map(KeyFacts::id).orElse("none")),
          "copy the key ID of myFirstKey");
    }
    return shown.strength() == Strength.WITNESSED
        ? Finding.witnessed(noted.get().value(), noted.get().where() + "; " + shown.source())
        : Finding.claimed(noted.get().value(), noted.get().where());
  }

  @Override
  public synchronized Finding<TrailFacts> trail() {
    return trail.get();
  }

  @Override
  public Finding<Boolean> logging() {
    return recording.logging();
  }

  @Override
  public Finding<SelectorFacts> selectors() {
    return recording.selectors(trail());
  }

  @Override
  public Finding<Set<String>> insights() {
    return recording.insights();
  }

  @Override
  public Finding<BucketPolicyFacts> bucketPolicy() {
    return recording.bucketPolicy(trail());
  }

  @Override
  public synchronized Finding<ImageFacts> image() {
    return image.get();
  }

  @Override
  public Finding<Instant> recordedUploadTime() {
    Optional<Notes.Saying<Instant>> noted = sources.notes().times().stream().findFirst();
    if (noted.isEmpty()) {
      return withoutZone();
    }
    Finding<ImageFacts> shown = image();
    Instant modified = shown.value().map(ImageFacts::lastModified).orElse(noted.get().value());
    if (Duration.between(modified, noted.get().value()).abs().compareTo(TOLERANCE) > 0) {
      return Finding.contradicted(
          noted.get().value(),
          noted.get().where(),
          "%s shows %s".formatted(shown.source(), modified),
          "give the image's Last modified time with its time zone");
    }
    return shown.strength() == Strength.WITNESSED
        ? Finding.witnessed(noted.get().value(), noted.get().where() + "; " + shown.source())
        : Finding.claimed(noted.get().value(), noted.get().where());
  }

  private Finding<Instant> withoutZone() {
    return sources.notes().timesWithoutZone().stream()
        .findFirst()
        .map(
            time ->
                Finding.<Instant>absent(
                    time.where(),
                    "the time \"%s\" has no time zone, so it may be any hour"
                        .formatted(time.value()),
                    "give the time with its zone, such as (UTC-03:00)"))
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "no upload time was written down",
                    "write down the image's Last modified time, with its time zone"));
  }

  @Override
  public Finding<ReadOutcome> signedRead() {
    return access.signedRead(image());
  }

  @Override
  public Finding<ReadOutcome> unsignedReadWhilePrivate() {
    return access.readWhilePrivate(image());
  }

  @Override
  public Finding<PublicAccess> publicAccess() {
    return access.publicAccess(image());
  }

  @Override
  public Finding<ReadOutcome> unsignedReadOncePublic() {
    return access.readOncePublic(image());
  }

  @Override
  public Finding<List<String>> logsAfterUpload() {
    return logs.afterUpload(image());
  }

  @Override
  public Finding<TrailRecord> keyUse() {
    return logs.keyUse(key(), image());
  }

  @Override
  public Finding<TrailRecord> uploadRecord() {
    return logs.upload(image());
  }

  @Override
  public Finding<KeyPolicyHistory> keyPolicyHistory() {
    return policies.history(key());
  }

  @Override
  public Finding<ReadOutcome> readWhileRemoved() {
    return notAsked();
  }

  @Override
  public Finding<ReadOutcome> readOnceRestored() {
    return notAsked();
  }

  private static Finding<ReadOutcome> notAsked() {
    return Finding.absent("task 6", "the lab does not ask for this read", "");
  }

  @Override
  public Finding<String> answer(int question) {
    return answers.answer(question);
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
