package dev.trailmark.lab;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.integrity.LogProofs;
import dev.trailmark.integrity.Span;
import dev.trailmark.integrity.TrailBucket;
import dev.trailmark.integrity.TrailKeys;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Target;
import dev.trailmark.target.TargetKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What performing and observed students share: the account's present state and the trail's records,
 * read once. Subclasses say where the key, the trail and the image are.
 */
abstract class LabStudent implements Student {

  private static final String KEY = "task 1's key";
  private static final String TRAIL = "task 2's trail";
  private static final String IMAGE = "task 3's image";
  private static final String ENCRYPTION = "task 3's encryption";

  /** Work older than this has all its logs delivered, so waiting for one more is in vain. */
  private static final Duration FRESH = Duration.ofHours(1);

  /** S3 dates objects in whole seconds, KMS its keys in parts of seconds. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final Target target;
  private final Ask ask;
  private final Progress progress;

  private final Once<Finding<KeyFacts>> key = new Once<>(this::findKey);
  private final Once<Finding<List<String>>> aliases =
      new Once<>(() -> key().then(found -> account().aliases(found.id())));
  private final Once<Finding<KeyPolicy>> keyPolicy =
      new Once<>(() -> key().then(found -> account().keyPolicy(found.id())));
  private final Once<Finding<TrailFacts>> trail = new Once<>(this::findTrail);
  private final Once<Finding<Boolean>> logging =
      new Once<>(() -> trail().then(found -> trails().logging(found)));
  private final Once<String> deliveryError =
      new Once<>(() -> trail().value().map(found -> trails().deliveryError(found)).orElse(""));
  private final Once<Finding<SelectorFacts>> selectors =
      new Once<>(() -> trail().then(found -> trails().selectors(found)));
  private final Once<Finding<Set<String>>> insights =
      new Once<>(() -> trail().then(found -> trails().insights(found)));
  private final Once<Finding<BucketPolicyFacts>> bucketPolicy =
      new Once<>(() -> trail().then(found -> trails().bucketPolicy(found, accountOf(found))));
  private final Once<Finding<ImageFacts>> image = new Once<>(this::findImage);
  private final Once<Finding<PublicAccess>> publicAccess =
      new Once<>(
          () ->
              image()
                  .blaming(IMAGE)
                  .then(found -> images().publicAccess(found.bucket(), found.key())));
  private final Once<Finding<TrailLogs>> logs = new Once<>(this::openLogs);
  private final Once<Finding<List<String>>> logsAfterUpload = new Once<>(this::findLogs);
  private final Once<Finding<TrailRecord>> uploadRecord = new Once<>(this::findUpload);
  private final Once<Finding<TrailRecord>> keyUse = new Once<>(this::findKeyUse);

  LabStudent(Target target, Ask ask, Progress progress) {
    this.target = target;
    this.ask = ask;
    this.progress = progress;
  }

  /** The key, wherever this student has it. */
  abstract Finding<KeyFacts> findKey();

  /** The trail, wherever this student has it. */
  abstract Finding<TrailFacts> findTrail();

  /** The image, wherever this student has it. */
  abstract Finding<ImageFacts> findImage();

  /** The clients that read the account. */
  abstract AwsClients reading();

  final Target target() {
    return target;
  }

  final Ask ask() {
    return ask;
  }

  final AccountReader account() {
    return new AccountReader(ask, reading());
  }

  final TrailReader trails() {
    return new TrailReader(ask, reading());
  }

  final ImageReader images() {
    return new ImageReader(ask, reading());
  }

  @Override
  public final synchronized Finding<KeyFacts> key() {
    return key.get();
  }

  @Override
  public final synchronized Finding<List<String>> aliases() {
    return aliases.get();
  }

  @Override
  public final synchronized Finding<KeyPolicy> keyPolicy() {
    return keyPolicy.get();
  }

  @Override
  public final synchronized Finding<TrailFacts> trail() {
    return trail.get();
  }

  @Override
  public synchronized Finding<Boolean> logging() {
    return logging.get();
  }

  @Override
  public synchronized Finding<SelectorFacts> selectors() {
    return selectors.get();
  }

  @Override
  public synchronized Finding<Set<String>> insights() {
    return insights.get();
  }

  @Override
  public final synchronized Finding<BucketPolicyFacts> bucketPolicy() {
    return bucketPolicy.get();
  }

  @Override
  public final synchronized Finding<ImageFacts> image() {
    return image.get();
  }

  @Override
  public synchronized Finding<PublicAccess> publicAccess() {
    return publicAccess.get();
  }

  @Override
  public final synchronized Finding<List<String>> logsAfterUpload() {
    return logsAfterUpload.get();
  }

  @Override
  public final synchronized Finding<TrailRecord> uploadRecord() {
    return uploadRecord.get();
  }

  @Override
  public final synchronized Finding<TrailRecord> keyUse() {
    return keyUse.get();
  }

  /** The trail's log files; absent when there is no trail, key or image to look for. */
  final Finding<TrailLogs> logs() {
    return logs.get();
  }

  private Finding<TrailLogs> openLogs() {
    return trail()
        .blaming(TRAIL)
        .then(
            found ->
                key()
                    .blaming(KEY)
                    .then(used -> image().blaming(IMAGE).map(img -> logs(found, used, img))));
  }

  private TrailLogs logs(TrailFacts found, KeyFacts used, ImageFacts img) {
    return logs(found, used, TrailEvidence.about(used, img), performs() || fresh(img));
  }

  /** The trail's log files since the key was made, of which the records that matter are kept. */
  final TrailLogs logs(
      TrailFacts found, KeyFacts used, Predicate<TrailRecord> matters, boolean worthWaiting) {
    TrailLogs.Place place =
        new TrailLogs.Place(
            found.bucket(), found.prefix(), accountOf(found), used.created().minus(MARGIN));
    return new TrailLogs(
        ask, reading(), target, progress, place, matters, proofs(place), worthWaiting);
  }

  /** Who does the lab knows what was recorded; who grades it asks the digests. */
  private LogProofs proofs(TrailLogs.Place place) {
    if (performs()) {
      return LogProofs.none();
    }
    Span span = new Span(place.since(), target.clock().instant());
    return new LogProofs(
        new TrailBucket(target, place.bucket(), place.prefix(), span), new TrailKeys(target));
  }

  private boolean fresh(ImageFacts img) {
    return img.lastModified().plus(FRESH).isAfter(target.clock().instant());
  }

  private static String accountOf(TrailFacts found) {
    return found.arn().split(":")[4];
  }

  private Finding<List<String>> findLogs() {
    return logs().then(found -> image().then(img -> filesSince(found, img.lastModified())));
  }

  private Finding<List<String>> filesSince(TrailLogs found, Instant upload) {
    Optional<Gap> gap = gap(Gap.Sought.FILES);
    List<String> files =
        found.filesSince(upload, gap.isEmpty()).stream().map(TrailLogs.LogFile::key).toList();
    return files.isEmpty()
        ? missing(
            found, "no log file delivered at or after " + upload, "see whether logging is on", gap)
        : Finding.witnessed(files, found.where());
  }

  private Finding<TrailRecord> findUpload() {
    return logs()
        .then(
            found ->
                image()
                    .then(
                        img ->
                            record(
                                found,
                                "the record of the upload",
                                TrailEvidence.upload(img),
                                gap(Gap.Sought.DATA),
                                "S3 data events must be selected on the trail before the image is"
                                    + " uploaded")));
  }

  private Finding<TrailRecord> findKeyUse() {
    return key().blaming(KEY).then(used -> image().blaming(IMAGE).then(img -> keyUse(used, img)));
  }

  private Finding<TrailRecord> keyUse(KeyFacts used, ImageFacts img) {
    if (!img.encryptedUnder(used)) {
      return Finding.<TrailRecord>absent(
              "s3:HeadObject %s/%s".formatted(img.bucket(), img.key()),
              "the image is not encrypted under the key, so S3 never asked KMS for it: " + img,
              "upload the image with SSE-KMS and the key myFirstKey")
          .because(ENCRYPTION);
    }
    Finding<TrailRecord> use =
        logs()
            .then(
                found ->
                    record(
                        found,
                        "the GenerateDataKey record",
                        TrailEvidence.keyUse(used, img),
                        gap(Gap.Sought.MANAGEMENT),
                        "management events must be on, KMS included, before the upload"));
    return use.value().isEmpty() ? withoutRecord(use, img) : explainBucketKey(use, img);
  }

  /** Under a bucket key S3 may have used a data key that it had fetched for an earlier object. */
  private static Finding<TrailRecord> withoutRecord(Finding<TrailRecord> use, ImageFacts img) {
    if (img.bucketKey() && use.cause().isEmpty()) {
      throw new IndeterminateException(
          "%s was encrypted under a bucket key, for which S3 need not ask KMS again; no record of"
                  .formatted(img)
              + " an earlier request was found in "
              + use.source()
              + "; look into the older logs");
    }
    return use;
  }

  private static Finding<TrailRecord> explainBucketKey(Finding<TrailRecord> use, ImageFacts img) {
    boolean bucketAlone =
        use.value().filter(record -> TrailEvidence.bucketKey(record, img)).isPresent();
    return bucketAlone
        ? use.explained("its encryption context names the bucket, as under a bucket key")
        : use;
  }

  /** The first matching record, waited for within bounds unless a gap hides it. */
  private Finding<TrailRecord> record(
      TrailLogs found, String what, Predicate<TrailRecord> wanted, Optional<Gap> gap, String hint) {
    Optional<TrailRecord> record = found.among(what, all -> first(all, wanted), gap.isEmpty());
    return record
        .map(each -> Finding.witnessed(each, found.source(each)))
        .orElseGet(() -> missing(found, what + " is not there", hint, gap));
  }

  private static Optional<TrailRecord> first(
      List<TrailRecord> records, Predicate<TrailRecord> wanted) {
    return records.stream().filter(wanted).findFirst();
  }

  /** What in task 2 hides something from the logs; whoever may not be asked about it hides none. */
  final Optional<Gap> gap(Gap.Sought sought) {
    try {
      return Gap.hiding(sought, logging().value(), deliveryError.get(), selectors().value());
    } catch (IndeterminateException e) {
      return Optional.empty();
    }
  }

  /** What is not in the logs may still be under way on AWS; then nothing can be said. */
  final <T> Finding<T> missing(TrailLogs found, String what, String hint, Optional<Gap> gap) {
    boolean underWay =
        target.kind() == TargetKind.AWS
            && !found.settled()
            && image().value().filter(this::fresh).isPresent();
    if (underWay) {
      throw new IndeterminateException(
          "%s: %s so far (%s); CloudTrail may still deliver it, so ask again in a quarter of an hour"
              .formatted(found.where(), what, found.searched()));
    }
    String searched = "%s; %s".formatted(what, found.searched());
    return gap.map(
            each ->
                Finding.<T>absent(found.where(), searched + "; " + each.why(), each.hint())
                    .because(each.cause()))
        .orElseGet(() -> Finding.absent(found.where(), searched, hint));
  }

  /** A read that went otherwise than the lab says, because the image is not under SSE-KMS. */
  final Finding<ReadOutcome> blameEncryption(Finding<ReadOutcome> read) {
    boolean kms = image().value().filter(img -> img.encryption().startsWith("aws:kms")).isPresent();
    return kms || image().value().isEmpty()
        ? read
        : read.because(ENCRYPTION)
            .withHint("only an object under SSE-KMS is refused for want of SigV4");
  }

  /** Tells the student's progress. */
  final void say(String line) {
    progress.say(line);
  }
}
