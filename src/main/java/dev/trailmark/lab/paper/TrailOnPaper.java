package dev.trailmark.lab.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.evidence.paper.JsonSnippet;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.Strength;
import dev.trailmark.lab.TrailFacts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Task 2 on paper: the trail, by whatever names it. */
final class TrailOnPaper {

  private static final String CLOUDTRAIL = "cloudtrail.amazonaws.com";

  /** User Guide, "CloudTrail digest file structure": the trail's name is in the file's. */
  private static final Pattern DIGEST =
      Pattern.compile(
          "\\d{12}_CloudTrail-Digest_[a-z0-9-]+?-\\d_(.+)_[a-z0-9-]+-\\d_\\d{8}T\\d{6}Z.*");

  private final Sources sources;

  TrailOnPaper(Sources sources) {
    this.sources = sources;
  }

  /** The trail, put together from whatever names it. */
  Finding<TrailFacts> trail() {
    Optional<HandedRecord> creation =
        sources.records().first(each -> each.is("cloudtrail", "CreateTrail") && each.succeeded());
    return creation
        .map(each -> sources.records().finding(each, created(each.record())))
        .or(this::printed)
        .or(this::pieced)
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "no trail is named in it",
                    "hand in the trail's log files and the output of aws cloudtrail get-trail"));
  }

  private static TrailFacts created(TrailRecord record) {
    JsonNode answer = record.response();
    return new TrailFacts(
        record.parameter("name"),
        answer.path("trailARN").asText(""),
        record.parameter("s3BucketName"),
        record.parameter("s3KeyPrefix"),
        record.request().path("isMultiRegionTrail").asBoolean(false),
        record.request().path("enableLogFileValidation").asBoolean(false));
  }

  private Optional<Finding<TrailFacts>> printed() {
    Optional<JsonSnippet> one = sources.documents().with("Trail");
    Optional<JsonSnippet> list = sources.documents().with("trailList");
    return one.or(() -> list)
        .map(
            document -> {
              JsonNode json = document.json();
              JsonNode trail =
                  json.has("Trail") ? json.path("Trail") : json.path("trailList").path(0);
              return Finding.claimed(
                  new TrailFacts(
                      trail.path("Name").asText(""),
                      trail.path("TrailARN").asText(""),
                      trail.path("S3BucketName").asText(""),
                      trail.path("S3KeyPrefix").asText(""),
                      trail.path("IsMultiRegionTrail").asBoolean(false),
                      trail.path("LogFileValidationEnabled").asBoolean(false)),
                  document.place().toString());
            });
  }

  /** The name by what was done to the trail, the bucket by what CloudTrail did in it. */
  private Optional<Finding<TrailFacts>> pieced() {
    Finding<String> name = name();
    Finding<String> bucket = bucket();
    if (name.value().isEmpty() && bucket.value().isEmpty()) {
      return Optional.empty();
    }
    TrailFacts facts =
        new TrailFacts(
            name.value().orElse("(not named)"),
            "",
            bucket.value().orElse(""),
            "",
            false,
            !digests().isEmpty());
    String where =
        name.value().isEmpty()
            ? bucket.source()
            : bucket.value().isEmpty() ? name.source() : name.source() + "; " + bucket.source();
    boolean witnessed =
        (name.value().isEmpty() || name.strength() == Strength.WITNESSED)
            && (bucket.value().isEmpty() || bucket.strength() == Strength.WITNESSED);
    Finding<TrailFacts> finding =
        witnessed ? Finding.witnessed(facts, where) : Finding.claimed(facts, where);
    return Optional.of(
        name.value().isEmpty()
            ? finding
                .explained("nothing handed in names the trail")
                .withHint("hand in the output of aws cloudtrail get-trail --name myTrail")
            : finding);
  }

  private Finding<String> name() {
    Optional<HandedRecord> change =
        sources
            .records()
            .first(each -> each.source().equals(CLOUDTRAIL) && !trailName(each).isEmpty());
    if (change.isPresent()) {
      return sources.records().finding(change.get(), trailName(change.get().record()));
    }
    Optional<String> digest = digests().stream().findFirst();
    if (digest.isPresent()) {
      Matcher matcher = DIGEST.matcher(digest.get().substring(digest.get().lastIndexOf('/') + 1));
      return matcher.matches()
          ? Finding.witnessed(matcher.group(1), digest.get())
          : Finding.absent(digest.get(), "", "");
    }
    return sources
        .notes()
        .facts()
        .trail()
        .map(name -> Finding.claimed(name, sources.declaration()))
        .orElseGet(() -> Finding.absent(sources.where(), "", ""));
  }

  private static String trailName(TrailRecord record) {
    String named =
        record.parameter("trailName").isEmpty()
            ? record.parameter("name")
            : record.parameter("trailName");
    return named.substring(named.lastIndexOf('/') + 1);
  }

  private List<String> digests() {
    return sources.dossier().digests().stream().map(file -> file.name()).toList();
  }

  private Finding<String> bucket() {
    return sources
        .records()
        .first(
            each ->
                each.identity().invokedBy().equals(CLOUDTRAIL)
                    && (each.is("s3", "PutObject") || each.is("s3", "GetBucketAcl")))
        .map(each -> sources.records().finding(each, each.record().parameter("bucketName")))
        .or(() -> sources.notes().bucket().map(each -> Finding.claimed(each.value(), each.where())))
        .orElseGet(() -> Finding.absent(sources.where(), "", ""));
  }
}
