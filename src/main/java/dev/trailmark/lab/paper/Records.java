package dev.trailmark.lab.paper;

import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.Dossier;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.lab.Finding;
import dev.trailmark.target.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The records that were handed in: those in logs first, then copies, each oldest first. */
final class Records {

  private static final Set<String> NAMES =
      Set.of(
          "CreateKey",
          "CreateAlias",
          "PutKeyPolicy",
          "GenerateDataKey",
          "DisableKey",
          "EnableKey",
          "ScheduleKeyDeletion",
          "CreateTrail",
          "UpdateTrail",
          "PutEventSelectors",
          "PutInsightSelectors",
          "StartLogging",
          "StopLogging",
          "PutBucketPolicy",
          "GetBucketAcl",
          "PutObject",
          "GetObject",
          "PutObjectAcl",
          "PutBucketPublicAccessBlock",
          "DeleteBucketPublicAccessBlock",
          "PutBucketOwnershipControls");

  private final List<HandedRecord> records;
  private final Map<TrailRecord, HandedRecord> origins = new IdentityHashMap<>();
  private final Genuineness genuineness;

  Records(Dossier dossier, Genuineness genuineness) {
    this.genuineness = genuineness;
    List<HandedRecord> sorted = new ArrayList<>();
    dossier.records().forEach(each -> sorted.add(believed(each)));
    sorted.sort(
        Comparator.comparing((HandedRecord each) -> !each.fromLog())
            .thenComparing(each -> each.record().time()));
    Set<String> seen = new HashSet<>();
    sorted.removeIf(each -> !each.record().id().isEmpty() && !seen.add(each.record().id()));
    this.records = List.copyOf(sorted);
    sorted.forEach(each -> origins.put(each.record(), each));
  }

  /**
   * Records of the lab's own steps; calls of services for themselves only where they tell
   * something.
   */
  static boolean matter(TrailRecord record) {
    if (!NAMES.contains(record.name()) || record.userAgent().contains(Target.OBSERVER)) {
      return false;
    }
    return switch (record.name()) {
      case "GenerateDataKey" ->
          !record.request().path("encryptionContext").path("aws:s3:arn").isMissingNode();
      case "GetBucketAcl" -> record.identity().invokedBy().equals("cloudtrail.amazonaws.com");
      case "GetObject" ->
          !record.parameter("key").contains("AWSLogs/") && !record.identity().service();
      default -> true;
    };
  }

  /** A record of a changed log is no more than a copy. */
  private HandedRecord believed(HandedRecord record) {
    return genuineness.changed(record.record().container())
        ? new HandedRecord(record.record(), HandedRecord.Origin.COPY)
        : record;
  }

  /** The first record that matches. */
  Optional<HandedRecord> first(Predicate<TrailRecord> wanted) {
    return records.stream().filter(each -> wanted.test(each.record())).findFirst();
  }

  /** The last record that matches, of the logs if there is one in them. */
  Optional<HandedRecord> last(Predicate<TrailRecord> wanted) {
    List<HandedRecord> all = all(wanted);
    List<HandedRecord> inLogs = all.stream().filter(HandedRecord::fromLog).toList();
    List<HandedRecord> from = inLogs.isEmpty() ? all : inLogs;
    return from.isEmpty() ? Optional.empty() : Optional.of(from.get(from.size() - 1));
  }

  /** All records that match. */
  List<HandedRecord> all(Predicate<TrailRecord> wanted) {
    return records.stream().filter(each -> wanted.test(each.record())).toList();
  }

  /** The records alone, oldest first. */
  List<TrailRecord> byTime() {
    return records.stream()
        .map(HandedRecord::record)
        .sorted(Comparator.comparing(TrailRecord::time))
        .toList();
  }

  /** A value that a record shows: witnessed by a log, claimed by a copy or a changed log. */
  <T> Finding<T> finding(HandedRecord record, T value) {
    String where = genuineness.where(record.record());
    Finding<T> finding =
        record.fromLog() ? Finding.witnessed(value, where) : Finding.claimed(value, where);
    return finding.at(record.record().time());
  }

  /** The same for one of these records. */
  <T> Finding<T> finding(TrailRecord record, T value) {
    return finding(origins.get(record), value);
  }
}
