package dev.trailmark.lab.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.evidence.paper.JsonSnippet;
import dev.trailmark.lab.AccessEvidence;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.ImageFacts;
import dev.trailmark.lab.PublicAccess;
import dev.trailmark.lab.ReadOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Task 4 on paper: who read the image and how that went, and what opened it to the public. */
final class AccessOnPaper {

  private static final String EVERYONE = "http://acs.amazonaws.com/groups/global/AllUsers";
  private static final String LOGS = "hand in the log files with the GetObject records";

  private final Sources sources;

  AccessOnPaper(Sources sources) {
    this.sources = sources;
  }

  Finding<ReadOutcome> signedRead(Finding<ImageFacts> image) {
    return read(image, AccessEvidence::signedRead, "a signed read of the image", "");
  }

  Finding<ReadOutcome> readWhilePrivate(Finding<ImageFacts> image) {
    return read(
        image,
        AccessEvidence::refusedWhilePrivate,
        "an unsigned read refused before the image was made public",
        "AccessDenied");
  }

  Finding<ReadOutcome> readOncePublic(Finding<ImageFacts> image) {
    return read(
        image,
        evidence -> evidence.readOncePublic().or(evidence::refusedOncePublic),
        "an unsigned read after the image was made public",
        "InvalidArgument");
  }

  private Finding<ReadOutcome> read(
      Finding<ImageFacts> image,
      Function<AccessEvidence, Optional<TrailRecord>> which,
      String what,
      String code) {
    return image.then(
        facts ->
            which
                .apply(new AccessEvidence(sources.records().byTime(), facts))
                .map(record -> sources.records().finding(record, AccessEvidence.outcome(record)))
                .or(
                    () ->
                        sources
                            .notes()
                            .refusal(code)
                            .map(said -> Finding.claimed(said.value(), said.where())))
                .orElseGet(
                    () ->
                        Finding.absent(sources.where(), "nothing handed in shows " + what, LOGS)));
  }

  /** The three things that open the image, each from the last record or document that tells it. */
  Finding<PublicAccess> publicAccess(Finding<ImageFacts> image) {
    return image.then(
        facts -> {
          Optional<Finding<Boolean>> blocked = blocked(facts.bucket());
          Optional<Finding<String>> ownership = ownership(facts.bucket());
          Optional<Finding<Boolean>> readable = readable(facts);
          List<String> missing = new ArrayList<>();
          if (blocked.isEmpty()) {
            missing.add("block public access");
          }
          if (ownership.isEmpty()) {
            missing.add("object ownership");
          }
          if (readable.isEmpty()) {
            missing.add("the image's ACL");
          }
          if (!missing.isEmpty()) {
            return Finding.absent(
                sources.where(),
                "nothing handed in shows " + String.join(", nor ", missing),
                "hand in the log files of that time, or what aws s3api get-public-access-block,"
                    + " get-bucket-ownership-controls and get-object-acl print");
          }
          return together(blocked.get(), ownership.get(), readable.get());
        });
  }

  private static Finding<PublicAccess> together(
      Finding<Boolean> blocked, Finding<String> ownership, Finding<Boolean> readable) {
    PublicAccess access =
        new PublicAccess(
            blocked.value().orElseThrow(),
            ownership.value().orElseThrow(),
            readable.value().orElseThrow());
    List<Finding<?>> parts = List.of(blocked, ownership, readable);
    String where = String.join("; ", parts.stream().map(Finding::source).distinct().toList());
    boolean witnessed =
        parts.stream().allMatch(each -> each.strength() == dev.trailmark.lab.Strength.WITNESSED);
    return witnessed ? Finding.witnessed(access, where) : Finding.claimed(access, where);
  }

  private Optional<Finding<Boolean>> blocked(String bucket) {
    return lastOf(bucket, "PutBucketPublicAccessBlock", "DeleteBucketPublicAccessBlock")
        .map(
            each ->
                sources
                    .records()
                    .finding(
                        each,
                        blocks(each.record().request().path("PublicAccessBlockConfiguration"))))
        .or(
            () ->
                printed("PublicAccessBlockConfiguration")
                    .map(
                        document ->
                            Finding.claimed(
                                blocks(document.json().path("PublicAccessBlockConfiguration")),
                                document.place().toString())));
  }

  private static boolean blocks(JsonNode configuration) {
    return configuration.path("BlockPublicAcls").asBoolean(false)
        || configuration.path("IgnorePublicAcls").asBoolean(false);
  }

  private Optional<Finding<String>> ownership(String bucket) {
    return lastOf(bucket, "PutBucketOwnershipControls")
        .map(
            each ->
                sources
                    .records()
                    .finding(
                        each,
                        ownership(each.record().request().path("OwnershipControls").path("Rule"))))
        .or(
            () ->
                printed("OwnershipControls")
                    .map(
                        document ->
                            Finding.claimed(
                                ownership(document.json().path("OwnershipControls").path("Rules")),
                                document.place().toString())));
  }

  private static String ownership(JsonNode rules) {
    return (rules.isArray() ? rules.path(0) : rules).path("ObjectOwnership").asText("");
  }

  private Optional<Finding<Boolean>> readable(ImageFacts image) {
    Optional<HandedRecord> acl =
        sources
            .records()
            .last(
                each ->
                    each.is("s3", "PutObjectAcl")
                        && each.succeeded()
                        && each.concerns(image.bucket(), image.key()));
    return acl.map(
            each -> sources.records().finding(each, AccessEvidence.letsEveryoneRead(each.record())))
        .or(
            () ->
                printed("Grants")
                    .map(
                        document ->
                            Finding.claimed(
                                everyoneReads(document.json().path("Grants")),
                                document.place().toString())));
  }

  private static boolean everyoneReads(JsonNode grants) {
    for (JsonNode grant : grants) {
      String permission = grant.path("Permission").asText();
      if (grant.path("Grantee").path("URI").asText().equals(EVERYONE)
          && (permission.equals("READ") || permission.equals("FULL_CONTROL"))) {
        return true;
      }
    }
    return false;
  }

  private Optional<HandedRecord> lastOf(String bucket, String... names) {
    return sources
        .records()
        .last(
            each ->
                List.of(names).contains(each.name())
                    && each.succeeded()
                    && each.parameter("bucketName").equals(bucket));
  }

  private Optional<JsonSnippet> printed(String member) {
    return sources.documents().with(member);
  }
}
