package dev.trailmark.lab.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.evidence.paper.JsonSnippet;
import dev.trailmark.evidence.paper.PaperTimes;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.ImageFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Task 3 on paper: which object is the student's image, and how it is encrypted. */
final class ImageOnPaper {

  private static final String CONTEXT = "aws:s3:arn";
  private static final String BUCKET_ARN = "arn:aws:s3:::";
  private static final Duration NEAR = Duration.ofMinutes(1);

  private final Sources sources;

  ImageOnPaper(Sources sources) {
    this.sources = sources;
  }

  /** The image: its upload's record, else S3's request for its data key, else its noted address. */
  Finding<ImageFacts> image() {
    return uploaded()
        .or(this::keyFetched)
        .or(this::noted)
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "neither an address of the image nor a record of its upload is in it",
                    "hand in the image's URL, the output of aws s3api head-object, and the log"));
  }

  private Optional<Finding<ImageFacts>> uploaded() {
    List<HandedRecord> uploads = sources.records().all(ImageOnPaper::isUpload);
    Optional<HandedRecord> noted =
        uploads.stream().filter(each -> isNoted(each.record())).findFirst();
    return noted
        .or(() -> uploads.stream().findFirst())
        .map(upload -> sources.records().finding(upload, facts(upload.record())));
  }

  /** Somebody putting an image into a bucket. */
  static boolean isUpload(TrailRecord record) {
    return record.is("s3", "PutObject")
        && record.succeeded()
        && !record.identity().service()
        && !record.parameter("key").contains("AWSLogs/")
        && facts(record).looksLikeAnImage();
  }

  private boolean isNoted(TrailRecord record) {
    return sources
        .notes()
        .object()
        .filter(each -> each.value().equals(record.parameter("key")))
        .isPresent();
  }

  private static ImageFacts facts(TrailRecord upload) {
    return new ImageFacts(
        upload.parameter("bucketName"),
        upload.parameter("key"),
        "",
        0,
        upload.time(),
        header(upload, "x-amz-server-side-encryption"),
        kmsKey(upload),
        header(upload, "x-amz-server-side-encryption-bucket-key-enabled").equals("true"));
  }

  /** The KMS key that an upload was encrypted under; empty when there was none. */
  static String kmsKey(TrailRecord upload) {
    return header(upload, "x-amz-server-side-encryption-aws-kms-key-id");
  }

  private static String header(TrailRecord upload, String name) {
    JsonNode answered = upload.response().path(name);
    return answered.isValueNode() && !answered.isNull()
        ? answered.asText()
        : upload.parameter(name);
  }

  /** Without a bucket key the encryption context names the object. */
  private Optional<Finding<ImageFacts>> keyFetched() {
    return sources
        .records()
        .first(
            record ->
                KeyOnPaper.usedByS3(record)
                    && context(record).contains("/")
                    && !context(record).contains("AWSLogs/"))
        .map(
            use -> {
              String[] object = context(use.record()).split("/", 2);
              return sources
                  .records()
                  .finding(use, encrypted(object[0], object[1], use.record(), false));
            });
  }

  private Optional<Finding<ImageFacts>> noted() {
    Optional<Notes.Saying<String>> bucket = sources.notes().bucket();
    Optional<Notes.Saying<String>> object = sources.notes().object();
    if (bucket.isEmpty() || object.isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonSnippet> head = sources.documents().head();
    if (head.isPresent()) {
      return Optional.of(
          Finding.claimed(
              printed(bucket.get().value(), object.get().value(), head.get().json()),
              head.get().place() + ", " + object.get().where()));
    }
    Instant time =
        sources.notes().times().stream()
            .findFirst()
            .map(Notes.Saying::value)
            .orElse(ImageFacts.UNKNOWN_TIME);
    return Optional.of(
        fetchedAt(bucket.get().value(), time)
            .map(
                use ->
                    Finding.claimed(
                        encrypted(bucket.get().value(), object.get().value(), use, true),
                        object.get().where()))
            .orElseGet(
                () ->
                    Finding.claimed(
                            new ImageFacts(
                                bucket.get().value(),
                                object.get().value(),
                                "",
                                0,
                                time,
                                "",
                                "",
                                false),
                            object.get().where())
                        .explained("nothing handed in shows how it is encrypted")));
  }

  /** Under a bucket key the encryption context names the bucket alone; the time has to do. */
  private Optional<TrailRecord> fetchedAt(String bucket, Instant time) {
    return sources
        .records()
        .first(
            record ->
                KeyOnPaper.usedByS3(record)
                    && context(record).equals(bucket)
                    && Duration.between(record.time(), time).abs().compareTo(NEAR) <= 0)
        .map(HandedRecord::record);
  }

  private static ImageFacts encrypted(
      String bucket, String object, TrailRecord use, boolean bucketKey) {
    return new ImageFacts(
        bucket, object, "", 0, use.time(), "aws:kms", use.parameter("keyId"), bucketKey);
  }

  private static ImageFacts printed(String bucket, String object, JsonNode head) {
    return new ImageFacts(
        bucket,
        object,
        head.path("ContentType").asText(""),
        head.path("ContentLength").asLong(),
        modified(head).orElse(ImageFacts.UNKNOWN_TIME),
        head.path("ServerSideEncryption").asText(""),
        head.path("SSEKMSKeyId").asText(""),
        head.path("BucketKeyEnabled").asBoolean(false));
  }

  /** The CLI prints ISO 8601 or, by its setting, the header itself. */
  static Optional<Instant> modified(JsonNode head) {
    return PaperTimes.in(head.path("LastModified").asText("")).stream()
        .flatMap(time -> time.instant().stream())
        .findFirst();
  }

  /** The bucket, or bucket and object, that an encryption context names. */
  static String context(TrailRecord use) {
    String arn = use.request().path("encryptionContext").path(CONTEXT).asText("");
    return arn.startsWith(BUCKET_ARN) ? arn.substring(BUCKET_ARN.length()) : "";
  }
}
