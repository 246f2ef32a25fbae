package dev.trailmark.lab.paper;

import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.HandedLog;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.ImageFacts;
import dev.trailmark.lab.IndeterminateException;
import dev.trailmark.lab.KeyFacts;
import dev.trailmark.lab.Strength;
import dev.trailmark.lab.TrailEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Task 5 on paper: the logs after the upload, and what they show of the key and the image. */
final class LogsOnPaper {

  private static final String HINT =
      "hand in the log files that were delivered in the quarter of an hour after the upload";

  private final Sources sources;

  LogsOnPaper(Sources sources) {
    this.sources = sources;
  }

  /** The logs that reach beyond the upload. */
  Finding<List<String>> afterUpload(Finding<ImageFacts> image) {
    Instant upload = image.value().map(ImageFacts::lastModified).orElse(ImageFacts.UNKNOWN_TIME);
    List<HandedLog> logs = sources.dossier().logs();
    if (upload.equals(ImageFacts.UNKNOWN_TIME)) {
      return Finding.absent(
          sources.where(),
          "nothing handed in tells when the image was uploaded",
          "write down the image's Last modified time, with its time zone");
    }
    List<HandedLog> later = logs.stream().filter(log -> reaches(log, upload)).toList();
    List<HandedLog> files = later.stream().filter(HandedLog::file).toList();
    if (!files.isEmpty()) {
      return Finding.witnessed(names(files), files.get(0).name());
    }
    return later.isEmpty()
        ? Finding.absent(
            sources.where(), "nothing at or after %s is in %s".formatted(upload, count()), HINT)
        : Finding.claimed(names(later), later.get(0).name());
  }

  private static boolean reaches(HandedLog log, Instant upload) {
    return log.delivered().or(log::last).filter(time -> !time.isBefore(upload)).isPresent();
  }

  private static List<String> names(List<HandedLog> logs) {
    return logs.stream().map(HandedLog::name).toList();
  }

  private String count() {
    int logs = sources.dossier().logs().size();
    return logs == 1 ? "the log that was handed in" : "the %d logs handed in".formatted(logs);
  }

  /** The record of the upload. */
  Finding<TrailRecord> upload(Finding<ImageFacts> image) {
    return image.then(
        facts ->
            sources
                .records()
                .first(TrailEvidence.upload(facts))
                .map(record -> sources.records().finding(record, record.record()))
                .orElseGet(
                    () ->
                        Finding.absent(
                            sources.where(),
                            "no PutObject record of %s is in %s".formatted(facts.key(), count()),
                            HINT + "; S3 data events must be selected on the trail")));
  }

  /** The record of S3 asking KMS for the image's data key. */
  Finding<TrailRecord> keyUse(Finding<KeyFacts> key, Finding<ImageFacts> image) {
    return key.then(used -> image.then(facts -> keyUse(used, facts, image.strength())));
  }

  private Finding<TrailRecord> keyUse(KeyFacts key, ImageFacts image, Strength strength) {
    Optional<HandedRecord> use = sources.records().first(TrailEvidence.keyUse(key, image));
    if (use.isPresent()) {
      Finding<TrailRecord> finding = sources.records().finding(use.get(), use.get().record());
      return TrailEvidence.bucketKey(use.get().record(), image)
          ? finding.explained("its encryption context names the bucket, as under a bucket key")
          : finding;
    }
    Optional<TrailRecord> other =
        sources.records().first(KeyOnPaper::usedByS3).map(HandedRecord::record);
    if (other.isPresent()) {
      return instead(key, image, other.get());
    }
    if (image.bucketKey() && strength == Strength.WITNESSED) {
      throw new IndeterminateException(
          "%s was encrypted under a bucket key, for which S3 need not ask KMS again; no record of an"
                  .formatted(image)
              + " earlier request was handed in; ask for the older logs");
    }
    return Finding.absent(sources.where(), "no GenerateDataKey record made by S3 is in it", HINT);
  }

  private Finding<TrailRecord> instead(KeyFacts key, ImageFacts image, TrailRecord other) {
    String object = ImageOnPaper.context(other);
    String used = other.parameter("keyId");
    boolean elsewhere = used.startsWith("arn:") && !key.arn().isEmpty() && !used.equals(key.arn());
    String what =
        KeyOnPaper.names(other, key.id()) && elsewhere
            ? "S3 used %s, and the student's key is %s".formatted(used, key.arn())
            : KeyOnPaper.names(other, key.id())
                ? "S3 used the key for %s, and the image is %s/%s"
                    .formatted(object, image.bucket(), image.key())
                : "S3 used key %s for %s, and the student's is %s"
                    .formatted(KeyOnPaper.bareId(used), object, key.id());
    return Finding.contradicted(other, other.where(), what, HINT);
  }
}
