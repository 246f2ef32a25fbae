package dev.trailmark.lab.paper;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.evidence.paper.JsonSnippet;
import dev.trailmark.evidence.paper.Mentions;
import dev.trailmark.lab.Contradiction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds what was handed in against itself: one account, one region, one key, one bucket, one image,
 * one student, one time. Each contradiction names both places.
 */
final class CrossChecks {

  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final Sources sources;
  private final List<Contradiction> found = new ArrayList<>();

  private CrossChecks(Sources sources) {
    this.sources = sources;
  }

  static List<Contradiction> of(Sources sources) {
    CrossChecks checks = new CrossChecks(sources);
    checks.one("two accounts", "account", checks.accounts());
    checks.one("two regions", "region", checks.regions());
    checks.one("two keys", "key", checks.keys());
    checks.one("two buckets", "bucket", checks.buckets());
    checks.one("two images", "image", checks.images());
    checks.one("two students", "principal", checks.principals());
    checks.times();
    checks.found.addAll(new AnswersOnPaper(sources).contradictions());
    checks.found.addAll(sources.genuineness().contradictions());
    return List.copyOf(checks.found);
  }

  /** More than one value where there should be one: all are told, with the first place of each. */
  private void one(String kind, String what, Map<String, String> values) {
    if (values.size() > 1) {
      found.add(
          new Contradiction(
              kind,
              "%s %s".formatted(what, String.join(" and ", values.keySet())),
              List.copyOf(values.values())));
    }
  }

  private static void note(Map<String, String> values, String value, String where) {
    if (!value.isEmpty()) {
      values.putIfAbsent(value, where);
    }
  }

  private Map<String, String> accounts() {
    Map<String, String> accounts = new LinkedHashMap<>();
    for (Documents.KeyPolicyAt each : sources.documents().keyPolicies()) {
      principals(each.policy())
          .forEach(
              principal ->
                  Mentions.arns(principal)
                      .forEach(arn -> note(accounts, arn.account(), each.where())));
    }
    sources.notes().arns().forEach(arn -> note(accounts, arn.value().account(), arn.where()));
    head()
        .ifPresent(each -> keyArn(each).ifPresent(arn -> note(accounts, arn.account(), at(each))));
    described().forEach((arn, where) -> note(accounts, arn.account(), where));
    sources.dossier().accounts().all().forEach((account, where) -> note(accounts, account, where));
    return accounts;
  }

  private static Set<String> principals(KeyPolicy policy) {
    Set<String> principals = new LinkedHashSet<>(policy.users());
    principals.addAll(policy.administrators());
    return principals;
  }

  private Map<String, String> regions() {
    Map<String, String> regions = new LinkedHashMap<>();
    sources.notes().urls().forEach(url -> note(regions, url.value().region(), url.where()));
    sources.notes().arns().stream()
        .filter(arn -> arn.value().service().equals("kms"))
        .forEach(arn -> note(regions, arn.value().region(), arn.where()));
    head().ifPresent(each -> keyArn(each).ifPresent(arn -> note(regions, arn.region(), at(each))));
    described().forEach((arn, where) -> note(regions, arn.region(), where));
    List<HandedRecord> acts = sources.records().all(record -> own(record));
    acts.forEach(each -> note(regions, each.record().region(), each.record().where()));
    if (acts.isEmpty()) {
      sources.dossier().regions().all().forEach((region, where) -> note(regions, region, where));
    }
    return regions;
  }

  /** What the student did to a key or a bucket of the lab. */
  private static boolean own(TrailRecord record) {
    return !record.identity().service()
        && (KeyOnPaper.usedByS3(record)
            || record.is("kms", "CreateKey")
            || record.is("kms", "PutKeyPolicy")
            || record.is("s3", "PutObject"));
  }

  /** Keys noted, printed for the image, and used by S3 for the image's bucket. */
  private Map<String, String> keys() {
    Map<String, String> keys = new LinkedHashMap<>();
    sources.notes().keyIds().forEach(id -> note(keys, id.value(), id.where()));
    head()
        .ifPresent(
            each ->
                note(
                    keys, KeyOnPaper.bareId(each.json().path("SSEKMSKeyId").asText("")), at(each)));
    sources
        .records()
        .all(record -> KeyOnPaper.usedByS3(record) && own(record))
        .forEach(
            each ->
                note(
                    keys,
                    KeyOnPaper.bareId(each.record().parameter("keyId")),
                    each.record().where()));
    return keys;
  }

  private Map<String, String> buckets() {
    Map<String, String> buckets = new LinkedHashMap<>();
    sources
        .notes()
        .facts()
        .bucket()
        .ifPresent(bucket -> note(buckets, bucket, sources.declaration()));
    sources.notes().urls().forEach(url -> note(buckets, url.value().bucket(), url.where()));
    sources
        .records()
        .all(record -> KeyOnPaper.usedByS3(record) && own(record))
        .forEach(
            each ->
                note(
                    buckets,
                    ImageOnPaper.context(each.record()).split("/", 2)[0],
                    each.record().where()));
    sources
        .records()
        .all(ImageOnPaper::isUpload)
        .forEach(
            each -> note(buckets, each.record().parameter("bucketName"), each.record().where()));
    return buckets;
  }

  /** A note that names an image which no upload has; several uploads are no contradiction. */
  private Map<String, String> images() {
    Map<String, String> images = new LinkedHashMap<>();
    List<HandedRecord> uploads = sources.records().all(ImageOnPaper::isUpload);
    Optional<Notes.Saying<String>> noted = sources.notes().object();
    boolean uploaded =
        uploads.stream()
            .anyMatch(
                each ->
                    noted
                        .filter(n -> n.value().equals(each.record().parameter("key")))
                        .isPresent());
    if (noted.isPresent() && !uploads.isEmpty() && !uploaded) {
      note(images, noted.get().value(), noted.get().where());
      note(images, uploads.get(0).record().parameter("key"), uploads.get(0).record().where());
    }
    return images;
  }

  /** Whom the policy names, and for whom S3 fetched the data key. */
  private Map<String, String> principals() {
    Map<String, String> principals = new LinkedHashMap<>();
    List<Documents.KeyPolicyAt> policies = sources.documents().keyPolicies();
    Optional<HandedRecord> use =
        sources.records().first(record -> KeyOnPaper.usedByS3(record) && own(record));
    if (use.isPresent() && !policies.isEmpty()) {
      String acting = use.get().record().identity().principal();
      boolean named =
          policies.stream().anyMatch(each -> principals(each.policy()).contains(acting));
      boolean anybody = policies.stream().anyMatch(each -> !principals(each.policy()).isEmpty());
      if (!named && anybody && !acting.isEmpty()) {
        principals(policies.get(0).policy()).stream()
            .findFirst()
            .ifPresent(each -> note(principals, each, policies.get(0).where()));
        note(principals, acting, use.get().record().where());
      }
    }
    return principals.size() > 1 ? principals : Map.of();
  }

  /** The noted upload time against the log's and the head's. */
  private void times() {
    Optional<Notes.Saying<Instant>> noted = sources.notes().times().stream().findFirst();
    Optional<JsonSnippet> head = head();
    Optional<Instant> printed = head.flatMap(each -> ImageOnPaper.modified(each.json()));
    Optional<TrailRecord> upload =
        sources.records().first(ImageOnPaper::isUpload).map(HandedRecord::record);
    if (noted.isPresent() && upload.isPresent()) {
      apart(noted.get().value(), noted.get().where(), upload.get().time(), upload.get().where());
    }
    if (noted.isPresent() && printed.isPresent()) {
      apart(noted.get().value(), noted.get().where(), printed.get(), at(head.get()));
    }
    if (printed.isPresent() && upload.isPresent()) {
      apart(printed.get(), at(head.get()), upload.get().time(), upload.get().where());
    }
  }

  private void apart(Instant one, String where, Instant other, String there) {
    if (Duration.between(one, other).abs().compareTo(TOLERANCE) > 0) {
      found.add(
          new Contradiction(
              "two times",
              "uploaded at %s and at %s".formatted(one, other),
              List.of(where, there)));
    }
  }

  private Optional<JsonSnippet> head() {
    return sources.documents().head();
  }

  /** The key that {@code describe-key} printed, by its ARN, and where. */
  private Map<Mentions.Arn, String> described() {
    Map<Mentions.Arn, String> keys = new LinkedHashMap<>();
    sources
        .documents()
        .with("KeyMetadata")
        .ifPresent(
            each ->
                Mentions.arns(each.json().path("KeyMetadata").path("Arn").asText(""))
                    .forEach(arn -> keys.put(arn, at(each))));
    return keys;
  }

  private static Optional<Mentions.Arn> keyArn(JsonSnippet head) {
    return Mentions.arns(head.json().path("SSEKMSKeyId").asText("")).stream().findFirst();
  }

  private static String at(JsonSnippet document) {
    return document.place().toString();
  }
}
