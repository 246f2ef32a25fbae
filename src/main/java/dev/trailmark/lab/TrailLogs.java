package dev.trailmark.lab;

import dev.trailmark.evidence.LogFileReader;
import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.integrity.LogProofs;
import dev.trailmark.integrity.Standing;
import dev.trailmark.integrity.Verdict;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The log files of one trail, each read once, with the records that matter kept. A file that is not
 * as CloudTrail delivered it, as a signed digest shows, is no evidence. Waiting for a record is
 * bounded: all waits of a run share one span of time, and a run that has waited in vain does not
 * wait again.
 */
final class TrailLogs {

  /** Where the log files are and which of them matter. */
  record Place(String bucket, String prefix, String account, Instant since) {

    String logs() {
      String folder = prefix.isEmpty() ? "" : prefix + "/";
      return folder + "AWSLogs/" + account + "/CloudTrail/";
    }
  }

  /** A delivered log file. */
  record LogFile(String key, Instant delivered) {}

  private static final Duration POLL = Duration.ofSeconds(1);

  /** Real accounts deliver every few minutes and charge for lists. */
  private static final Duration REAL_POLL = Duration.ofSeconds(10);

  private final Ask ask;
  private final AwsClients clients;
  private final Target target;
  private final Progress progress;
  private final Place place;
  private final Predicate<TrailRecord> matters;
  private final LogProofs proofs;

  private final Set<String> read = new HashSet<>();
  private final List<LogFile> files = new ArrayList<>();
  private final List<TrailRecord> records = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();
  private final List<String> altered = new ArrayList<>();
  private final Map<String, String> standings = new HashMap<>();
  private Duration left;
  private boolean waited;
  private boolean settled;

  TrailLogs(
      Ask ask,
      AwsClients clients,
      Target target,
      Progress progress,
      Place place,
      Predicate<TrailRecord> matters,
      LogProofs proofs,
      boolean worthWaiting) {
    this.ask = ask;
    this.clients = clients;
    this.target = target;
    this.progress = progress;
    this.place = place;
    this.matters = matters.and(record -> !record.userAgent().contains(Target.OBSERVER));
    this.proofs = proofs;
    this.left = worthWaiting ? target.logWait() : Duration.ZERO;
  }

  /** Where the logs are, for messages. */
  String where() {
    return "s3://%s/%s".formatted(place.bucket(), place.logs());
  }

  /** How far the search went, for the message of a search in vain. */
  String searched() {
    String time = waited ? ", after waiting up to " + text(target.logWait()) : "";
    String problems = unreadable.isEmpty() ? "" : "; unreadable: " + String.join("; ", unreadable);
    String changed =
        altered.isEmpty()
            ? ""
            : "; not counted, because CloudTrail delivered something else: "
                + String.join("; ", altered);
    String files = read.size() == 1 ? "1 log file" : read.size() + " log files";
    return "%s read%s%s%s".formatted(files, time, problems, changed);
  }

  /** Where a record stands, and how far its file can be relied on as far as that is known. */
  String source(TrailRecord record) {
    return record.where() + standings.getOrDefault(record.container(), "");
  }

  /** Whether a wait ended because everything older must have been delivered. */
  boolean settled() {
    return settled;
  }

  /** The records kept so far, oldest first. */
  List<TrailRecord> records() {
    refresh();
    return records.stream().sorted(Comparator.comparing(TrailRecord::time)).toList();
  }

  /** The first record that matches, waited for if need be. */
  Optional<TrailRecord> await(String what, Predicate<TrailRecord> wanted) {
    return await(what, () -> records().stream().filter(wanted).findFirst());
  }

  /**
   * What is found among all records, oldest first.
   *
   * @param wait whether to wait for it if need be
   */
  <T> Optional<T> among(
      String what, Function<List<TrailRecord>, Optional<T>> search, boolean wait) {
    return wait ? await(what, () -> search.apply(records())) : search.apply(records());
  }

  /**
   * The files delivered at or after a moment.
   *
   * @param wait whether to wait until there is one
   */
  List<LogFile> filesSince(Instant moment, boolean wait) {
    Supplier<Optional<List<LogFile>>> later = () -> later(moment);
    Optional<List<LogFile>> found =
        wait ? await("a log file delivered after " + moment, later) : later.get();
    return found.orElse(List.of());
  }

  private Optional<List<LogFile>> later(Instant moment) {
    refresh();
    List<LogFile> later =
        files.stream().filter(file -> !file.delivered().isBefore(moment)).toList();
    return later.isEmpty() ? Optional.empty() : Optional.of(later);
  }

  private <T> Optional<T> await(String what, Supplier<Optional<T>> question) {
    Optional<T> now = question.get();
    if (now.isPresent() || left.compareTo(POLL) <= 0) {
      return now;
    }
    progress.say("Waiting up to %s for %s".formatted(text(left), what));
    waited = true;
    Instant start = target.clock().instant();
    List<T> found = new ArrayList<>();
    try {
      Awaitility.await()
          .pollInSameThread()
          .pollDelay(POLL)
          .pollInterval(target.real() ? REAL_POLL : POLL)
          .atMost(left)
          .until(() -> question.get().map(found::add).isPresent() || settledSince(start));
    } catch (ConditionTimeoutException e) {
      progress.say("Waited %s in vain for %s".formatted(text(left), what));
    }
    Duration spent = Duration.between(start, target.clock().instant());
    left = found.isEmpty() ? Duration.ZERO : left.minus(spent);
    settled = settledSince(start);
    return found.stream().findFirst();
  }

  /** Once a file was delivered this long after the question, older events are all delivered. */
  private boolean settledSince(Instant start) {
    Instant settled = start.plus(target.kind().settling());
    return files.stream().anyMatch(file -> file.delivered().isAfter(settled));
  }

  private void refresh() {
    for (S3Object object : list()) {
      if (read.add(object.key())) {
        files.add(new LogFile(object.key(), object.lastModified()));
        readFile(object.key());
      }
    }
  }

  private List<S3Object> list() {
    Reply<List<S3Object>> reply =
        ask.reply(
            "s3:ListObjectsV2 of " + where(),
            () ->
                clients
                    .s3()
                    .listObjectsV2Paginator(
                        request -> request.bucket(place.bucket()).prefix(place.logs()))
                    .contents()
                    .stream()
                    .filter(object -> object.key().endsWith(".json.gz"))
                    .filter(object -> !object.lastModified().isBefore(place.since()))
                    .toList());
    return reply instanceof Reply.Answered<List<S3Object>> answered ? answered.value() : List.of();
  }

  private void readFile(String key) {
    String name = "s3://%s/%s".formatted(place.bucket(), key);
    int before = records.size();
    try {
      Reply<String> reply = ask.reply("s3:GetObject " + name, () -> readRecords(key, name));
      reply.refusal().ifPresent(error -> unreadable.add(name + ": " + error));
      if (records.size() > before) {
        prove(key, name, records.subList(before, records.size()));
      }
    } catch (MalformedEvidenceException e) {
      unreadable.add(e.getMessage());
    } catch (UncheckedIOException e) {
      throw new IndeterminateException(
          "%s could not be fetched: %s; try again".formatted(name, e.getMessage()));
    }
  }

  /** Asks the digests about a file that has something to show, and forgets what is not genuine. */
  private void prove(String key, String name, List<TrailRecord> fromFile) {
    Optional<Verdict> verdict = proofs.of(new dev.trailmark.integrity.Place(place.bucket(), key));
    if (verdict.filter(said -> said.standing() == Standing.INVALID).isPresent()) {
      altered.add(name + ": " + verdict.get().reason());
      fromFile.clear();
    } else if (verdict.isPresent()) {
      standings.put(name, "; the file is " + verdict.get().reason());
    } else if (proofs.any()) {
      standings.put(name, "; no digest names the file so far");
    }
  }

  private String readRecords(String key, String name) {
    try (var body = clients.s3().getObject(get -> get.bucket(place.bucket()).key(key))) {
      LogFileReader.read(body, name, this::keep);
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(TrailRecord record) {
    if (matters.test(record)) {
      records.add(record);
    }
  }

  private static String text(Duration duration) {
    return duration.toMinutes() > 1 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
  }
}
