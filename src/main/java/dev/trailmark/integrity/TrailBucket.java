package dev.trailmark.integrity;

import dev.trailmark.target.AwsError;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bucket to which a trail delivers, read over S3 by the target's observer: the digests and logs
 * of the target's region, of every account in it. Only the folders of the span are listed.
 */
public final class TrailBucket implements Holdings {

  private static final DateTimeFormatter FOLDER = DateTimeFormatter.ofPattern("uuuu/MM/dd");

  /** The folder of a day may hold what belongs to the day before it, and the other way round. */
  private static final Duration DAY = Duration.ofDays(1);

  private final Target target;
  private final S3Client s3;
  private final String bucket;
  private final String prefix;
  private final Span span;
  private List<String> owners;

  /**
   * A trail's bucket; nothing is asked yet.
   *
   * @param prefix the trail's key prefix, without a slash at its end; empty when it has none
   * @param span the time that is of interest
   */
  public TrailBucket(Target target, String bucket, String prefix, Span span) {
    this.target = target;
    this.s3 = target.observer().s3();
    this.bucket = bucket;
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
    this.span = span;
  }

  @Override
  public List<ListedDigest> digests() {
    List<ListedDigest> digests = new ArrayList<>();
    for (String key : keys("CloudTrail-Digest")) {
      ObjectName.ofKey(key)
          .filter(ObjectName::digest)
          .ifPresent(name -> digests.add(new ListedDigest(new Place(bucket, key), name)));
    }
    return digests;
  }

  @Override
  public List<ListedLog> logs() {
    List<ListedLog> logs = new ArrayList<>();
    for (String key : keys("CloudTrail")) {
      Optional<ObjectName> name = ObjectName.ofKey(key);
      if (name.isPresent()) {
        logs.add(new ListedLog(new Place(bucket, key).toString(), name));
      }
    }
    return logs;
  }

  @Override
  public List<HeldDigest> digest(Place place) {
    return get(
        place,
        body -> {
          byte[] content = Fetched.all(() -> Unpacked.gzip(body, DigestReader.LIMIT));
          Map<String, String> metadata = body.response().metadata();
          return new HeldDigest(
              place.toString(),
              content,
              Optional.ofNullable(metadata.get("signature")),
              Optional.ofNullable(metadata.get("backfill-generation-timestamp"))
                  .flatMap(Signatures::time));
        });
  }

  @Override
  public List<HeldLog> log(Digest.Log log) {
    return get(
        log.place(),
        body -> HeldLog.read(log.place().toString(), () -> Unpacked.gzip(body, LOG_LIMIT)));
  }

  @Override
  public boolean complete() {
    return true;
  }

  private interface Reading<T> {
    T read(ResponseInputStream<GetObjectResponse> body) throws IOException;
  }

  /** What is read of an object; empty when there is no such object. */
  private <T> List<T> get(Place place, Reading<T> reading) {
    String what = "s3:GetObject of " + place;
    try {
      Reply<T> reply = target.ask(what, () -> read(place, reading));
      if (reply.refusal().filter(TrailBucket::notThere).isPresent()) {
        return List.of();
      }
      return List.of(answer(what, reply));
    } catch (UncheckedIOException e) {
      throw new HoldingsException(
          "%s could not be fetched: %s; try again".formatted(place, e.getCause().getMessage()));
    }
  }

  private <T> T read(Place place, Reading<T> reading) {
    try (var body = s3.getObject(get -> get.bucket(place.bucket()).key(place.key()))) {
      return reading.read(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean notThere(AwsError error) {
    return error.code().equals("NoSuchKey") || error.code().equals("NoSuchBucket");
  }

  private List<String> keys(String kind) {
    List<String> keys = new ArrayList<>();
    for (String owner : owners()) {
      String folder = owner + kind + "/" + target.region() + "/";
      keys.addAll(ask(folder, () -> keysIn(folder)));
    }
    return keys;
  }

  private List<String> keysIn(String folder) {
    String first = folder + day(span.since().minus(DAY));
    String last = folder + day(span.until().plus(DAY)) + "/~";
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(folder).startAfter(first))
        .stream()
        .takeWhile(
            page -> page.contents().isEmpty() || page.contents().get(0).key().compareTo(last) <= 0)
        .flatMap(page -> page.contents().stream())
        .map(S3Object::key)
        .filter(key -> key.compareTo(last) <= 0)
        .toList();
  }

  private static String day(java.time.Instant moment) {
    return FOLDER.format(LocalDate.ofInstant(moment, ZoneOffset.UTC));
  }

  /** The folders of the accounts, those of an organization's included. */
  private List<String> owners() {
    if (owners == null) {
      List<String> found = new ArrayList<>();
      for (String folder : foldersIn(prefix + "AWSLogs/")) {
        if (folder.matches(".*/\\d{12}/")) {
          found.add(folder);
        } else if (folder.matches(".*/o-[a-z0-9]+/")) {
          found.addAll(foldersIn(folder));
        }
      }
      owners = found;
    }
    return owners;
  }

  private List<String> foldersIn(String folder) {
    return ask(
        folder,
        () ->
            s3
                .listObjectsV2Paginator(
                    request -> request.bucket(bucket).prefix(folder).delimiter("/"))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix)
                .toList());
  }

  private <T> T ask(String folder, Supplier<T> call) {
    String what = "s3:ListBucket of s3://%s/%s".formatted(bucket, folder);
    return answer(what, target.ask(what, call));
  }

  private <T> T answer(String what, Reply<T> reply) {
    if (reply instanceof Reply.Answered<T> answered) {
      return answered.value();
    }
    if (reply instanceof Reply.Unanswered<T> silence) {
      throw new HoldingsException(silence.reason());
    }
    AwsError error = reply.refusal().orElseThrow();
    throw new HoldingsException(
        "%s refuses %s: %s; %s"
            .formatted(
                target.describe(),
                what,
                error,
                error.denied() ? "allow it, or use other credentials" : "check --bucket"));
  }
}
