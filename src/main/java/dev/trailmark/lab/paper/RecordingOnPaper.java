package dev.trailmark.lab.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.HandedLog;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.evidence.paper.JsonSnippet;
import dev.trailmark.lab.BucketPolicyFacts;
import dev.trailmark.lab.BucketPolicyReading;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.SelectorFacts;
import dev.trailmark.lab.TrailFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Task 2 on paper: whether the trail records, what it records, and what lets it. */
final class RecordingOnPaper {

  private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";

  private final Sources sources;

  RecordingOnPaper(Sources sources) {
    this.sources = sources;
  }

  /** Whether the trail records: it was started and not stopped, or delivered log files. */
  Finding<Boolean> logging() {
    Optional<HandedRecord> last =
        sources
            .records()
            .last(
                each ->
                    each.is("cloudtrail", "StartLogging") || each.is("cloudtrail", "StopLogging"));
    Optional<HandedLog> delivered =
        sources.dossier().logs().stream().filter(each -> each.delivered().isPresent()).findFirst();
    if (last.isPresent() && (last.get().fromLog() || delivered.isEmpty())) {
      return sources
          .records()
          .finding(last.get(), last.get().record().name().equals("StartLogging"));
    }
    return delivered
        .map(log -> Finding.witnessed(true, log.name()).explained("it delivered this log file"))
        .or(() -> printedStatus())
        .or(
            () ->
                sources.dossier().logs().stream()
                    .findFirst()
                    .map(log -> Finding.claimed(true, log.name()).explained("a log was handed in")))
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "nothing handed in shows that the trail records",
                    "hand in its log files, or the output of aws cloudtrail get-trail-status"));
  }

  private Optional<Finding<Boolean>> printedStatus() {
    return sources
        .documents()
        .with("IsLogging")
        .map(
            document ->
                Finding.claimed(
                    document.json().path("IsLogging").asBoolean(), document.place().toString()));
  }

  /** The insight types. */
  Finding<Set<String>> insights() {
    Optional<HandedRecord> change =
        sources
            .records()
            .last(each -> each.is("cloudtrail", "PutInsightSelectors") && each.succeeded());
    if (change.isPresent()) {
      return sources
          .records()
          .finding(change.get(), types(change.get().record().request().path("insightSelectors")));
    }
    return sources
        .documents()
        .with("InsightSelectors")
        .map(
            document ->
                Finding.claimed(
                    types(document.json().path("InsightSelectors")), document.place().toString()))
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "nothing handed in shows the trail's insights",
                    "hand in the output of aws cloudtrail get-insight-selectors"));
  }

  private static Set<String> types(JsonNode selectors) {
    Set<String> types = new TreeSet<>();
    selectors.forEach(
        each -> types.add(each.path("insightType").asText(each.path("InsightType").asText(""))));
    return types;
  }

  /** What the bucket lets CloudTrail do: its policy, or that log files came to be in it. */
  Finding<BucketPolicyFacts> bucketPolicy(Finding<TrailFacts> trail) {
    Optional<HandedRecord> put =
        sources
            .records()
            .last(
                each ->
                    each.is("s3", "PutBucketPolicy")
                        && each.succeeded()
                        && each.request().path("bucketPolicy").isObject()
                        && each.request().toString().contains(CLOUDTRAIL));
    if (put.isPresent()) {
      String text = put.get().record().request().path("bucketPolicy").toString();
      return trail.then(
          facts ->
              sources
                  .records()
                  .finding(
                      put.get(),
                      BucketPolicyReading.read(
                          text, named(facts), account(), put.get().record().where())));
    }
    Optional<HandedLog> delivered =
        sources.dossier().logs().stream().filter(each -> each.delivered().isPresent()).findFirst();
    if (delivered.isPresent()) {
      return Finding.witnessed(new BucketPolicyFacts(true, true, false), delivered.get().name())
          .explained("CloudTrail delivered this log file, which takes both permissions");
    }
    List<Documents.Exported> exported = sources.documents().bucketPolicies();
    if (!exported.isEmpty()) {
      Documents.Exported last = exported.get(exported.size() - 1);
      return trail.then(
          facts ->
              Finding.claimed(
                  BucketPolicyReading.read(last.text(), named(facts), account(), last.where()),
                  last.where()));
    }
    return Finding.absent(
        sources.where(),
        "neither the bucket's policy nor a delivered log file was handed in",
        "hand in the log files under the names that CloudTrail gave them");
  }

  /** The trail with the ARN that it must have, where nothing tells it. */
  private TrailFacts named(TrailFacts trail) {
    String region = sources.dossier().regions().all().keySet().stream().findFirst().orElse("");
    return trail.arn().isEmpty()
        ? new TrailFacts(
            trail.name(),
            "arn:aws:cloudtrail:%s:%s:trail/%s".formatted(region, account(), trail.name()),
            trail.bucket(),
            trail.prefix(),
            trail.multiRegion(),
            trail.validation())
        : trail;
  }

  private String account() {
    return sources.dossier().accounts().all().keySet().stream().findFirst().orElse("");
  }

  /** Which events the trail records: by its selectors, else by what its logs hold. */
  Finding<SelectorFacts> selectors(Finding<TrailFacts> trail) {
    String bucket = trail.value().map(TrailFacts::bucket).orElse("");
    Optional<HandedRecord> change =
        sources
            .records()
            .last(each -> each.is("cloudtrail", "PutEventSelectors") && each.succeeded());
    if (change.isPresent()) {
      return sources
          .records()
          .finding(change.get(), SelectorJson.read(change.get().record().request(), bucket));
    }
    Optional<JsonSnippet> printed =
        sources
            .documents()
            .with("EventSelectors")
            .or(() -> sources.documents().with("AdvancedEventSelectors"));
    return printed
        .map(
            document ->
                Finding.claimed(
                    SelectorJson.read(document.json(), bucket), document.place().toString()))
        .or(() -> byContent(bucket))
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "nothing handed in shows what the trail records",
                    "hand in its log files, or the output of aws cloudtrail get-event-selectors"));
  }

  private Optional<Finding<SelectorFacts>> byContent(String bucket) {
    List<HandedLog> logs = sources.dossier().logs();
    if (logs.isEmpty()) {
      return Optional.empty();
    }
    boolean management =
        any(
                each ->
                    each.category().equals("Management")
                        && each.source().equals("kms.amazonaws.com"))
            && any(each -> each.category().equals("Management") && !each.readOnly())
            && any(each -> each.category().equals("Management") && each.readOnly());
    boolean data =
        any(each -> data(each, bucket, "PutObject"))
            && any(each -> data(each, bucket, "GetObject"));
    SelectorFacts facts =
        new SelectorFacts(
            management,
            data,
            "by what the logs hold: %s management events, %s S3 data events of %s"
                .formatted(
                    management ? "reads and writes of" : "not both reads and writes of",
                    data ? "reads and writes as" : "not both reads and writes as",
                    bucket.isEmpty() ? "the bucket" : bucket));
    String where =
        logs.get(0).name() + (logs.size() == 1 ? "" : " and %d more".formatted(logs.size() - 1));
    boolean files = logs.stream().anyMatch(HandedLog::file);
    Finding<SelectorFacts> found =
        files ? Finding.witnessed(facts, where) : Finding.claimed(facts, where);
    return Optional.of(
        found.withHint(
            "hand in all log files of that time, or the output of aws cloudtrail"
                + " get-event-selectors; the trail has to record Read and Write of both"));
  }

  private boolean any(Predicate<TrailRecord> wanted) {
    return sources.records().first(wanted).isPresent();
  }

  private static boolean data(TrailRecord record, String bucket, String name) {
    return record.is("s3", name)
        && record.category().equals("Data")
        && (bucket.isEmpty() || record.parameter("bucketName").equals(bucket));
  }
}
