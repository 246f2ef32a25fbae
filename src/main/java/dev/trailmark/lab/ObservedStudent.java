package dev.trailmark.lab;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.target.AwsClients;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A student who did the lab earlier, known by what the account and its trail show. Reads only,
 * makes no anonymous request, and takes no record of its own for evidence.
 */
public final class ObservedStudent extends LabStudent {

  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final SubmittedFacts facts;
  private final LabNames names;
  private final Once<Finding<String>> principal = new Once<>(this::findPrincipal);
  private final Once<Finding<KeyPolicyHistory>> history = new Once<>(this::findHistory);

  private ObservedStudent(
      Target target, Ask ask, SubmittedFacts facts, LabNames names, Progress progress) {
    super(target, ask, line -> progress.say(facts.student() + ": " + line));
    this.facts = facts;
    this.names = names;
  }

  /** A student whose account is to be graded; nothing is asked yet. */
  public static ObservedStudent of(Target target, SubmittedFacts facts, Progress progress) {
    return of(target, facts, LabNames.AS_IN_THE_LAB, progress);
  }

  /** The same for a lab that was done under other names. */
  public static ObservedStudent of(
      Target target, SubmittedFacts facts, LabNames names, Progress progress) {
    return new ObservedStudent(target, new Ask(target, true), facts, names, progress);
  }

  @Override
  public String name() {
    return facts.student();
  }

  @Override
  public boolean performs() {
    return false;
  }

  @Override
  public LabNames names() {
    return names;
  }

  @Override
  public List<String> weaknesses() {
    return List.of();
  }

  @Override
  AwsClients reading() {
    return target().observer();
  }

  @Override
  Finding<KeyFacts> findKey() {
    Finding<KeyFacts> byAlias = account().key(names.alias());
    return byAlias.holds() || facts.keyId().isEmpty()
        ? byAlias
        : account().key(facts.keyId().get());
  }

  @Override
  public synchronized Finding<String> recordedKeyId() {
    return facts
        .keyId()
        .map(this::checkKeyId)
        .orElseGet(() -> notHandedIn("the key ID", "write down the key ID shown at task 1's end"));
  }

  private Finding<String> checkKeyId(String recorded) {
    return key()
        .value()
        .map(
            key ->
                key.id().equals(recorded) || key.arn().equals(recorded)
                    ? Finding.witnessed(key.id(), facts.source())
                    : Finding.contradicted(
                        recorded,
                        facts.source(),
                        "the key of alias %s is %s".formatted(names.alias(), key.id()),
                        "copy the key ID of myFirstKey"))
        .orElseGet(() -> Finding.claimed(recorded, facts.source()));
  }

  private <T> Finding<T> notHandedIn(String what, String hint) {
    return Finding.absent(facts.source(), what + " was not handed in", hint);
  }

  @Override
  Finding<TrailFacts> findTrail() {
    return trails().trail(facts.trail().orElse(names.trail()));
  }

  @Override
  Finding<ImageFacts> findImage() {
    Finding<String> bucket =
        facts.bucket().isPresent() ? submittedBucket(facts.bucket().get()) : trailBucket();
    Finding<ImageFacts> here =
        bucket.then(name -> imageKey(name).then(object -> images().image(name, object)));
    return here.value().isPresent()
        ? here
        : trail()
            .value()
            .flatMap(found -> key().value().flatMap(used -> elsewhere(here, found, used)))
            .orElse(here);
  }

  /** Says where else the image was put; who may not be asked about that leaves it unsaid. */
  private Optional<Finding<ImageFacts>> elsewhere(
      Finding<ImageFacts> here, TrailFacts found, KeyFacts used) {
    Optional<String> other = facts.bucket().filter(bucket -> !bucket.equals(found.bucket()));
    ImageElsewhere search = new ImageElsewhere(found.bucket(), used, other);
    try {
      TrailLogs logs = logs(found, used, search::upload, false);
      return search
          .latest(logs.records(), facts.object())
          .or(
              () ->
                  new EventHistory(ask(), reading())
                      .named("GenerateDataKey", search::keyUse).stream().findFirst())
          .map(
              record ->
                  Finding.absent(
                      here.source() + "; " + logs.source(record),
                      here.explanation() + "; " + ImageElsewhere.told(record),
                      "upload the image into the trail's bucket, " + found.bucket()));
    } catch (IndeterminateException e) {
      return Optional.empty();
    }
  }

  private Finding<String> trailBucket() {
    return trail().blaming("task 2's trail").map(TrailFacts::bucket);
  }

  /** A bucket that the trail does not write to is not asked: it may be anyone's. */
  private Finding<String> submittedBucket(String bucket) {
    Optional<TrailFacts> other = trail().value().filter(found -> !found.bucket().equals(bucket));
    return other.isEmpty()
        ? Finding.claimed(bucket, facts.source())
        : Finding.absent(
            facts.source(),
            "bucket %s was handed in, but the trail writes to %s"
                .formatted(bucket, other.get().bucket()),
            "hand in the trail's own bucket");
  }

  private Finding<String> imageKey(String bucket) {
    if (facts.object().isPresent()) {
      return Finding.claimed(facts.object().get(), facts.source());
    }
    Reply<List<String>> images = account().imagesIn(bucket);
    String source = "s3:ListObjectsV2 of " + bucket;
    if (images instanceof Reply.Answered<List<String>> answered && !answered.value().isEmpty()) {
      return Finding.witnessed(answered.value().get(0), source);
    }
    return Finding.absent(
        source,
        images.refusal().map(Object::toString).orElse("no image in the bucket"),
        "upload an image into the trail's bucket; unless its name ends in .png, .jpg or the like,"
            + " hand in its name");
  }

  @Override
  public synchronized Finding<Instant> recordedUploadTime() {
    return facts
        .uploadTime()
        .map(this::checkUploadTime)
        .orElseGet(
            () -> notHandedIn("the upload time", "write down the image's Last modified time"));
  }

  private Finding<Instant> checkUploadTime(Instant recorded) {
    return image()
        .then(
            img ->
                Duration.between(img.lastModified(), recorded).abs().compareTo(TOLERANCE) <= 0
                    ? Finding.witnessed(recorded, facts.source())
                    : Finding.contradicted(
                        recorded,
                        facts.source(),
                        "the image was last modified at " + img.lastModified(),
                        "give the image's Last modified time with its time zone"));
  }

  @Override
  public synchronized Finding<String> principal() {
    return principal.get();
  }

  private Finding<String> findPrincipal() {
    return key().then(key -> keyPolicy().then(policy -> principal(key, policy)));
  }

  private Finding<String> principal(KeyFacts key, KeyPolicy policy) {
    Optional<TrailRecord> creation =
        new EventHistory(ask(), reading())
            .named("CreateKey", record -> record.resources().contains(key.arn())).stream()
                .findFirst();
    return StudentPrincipal.find(creation, policy, "kms:GetKeyPolicy of key " + key.id());
  }

  @Override
  public synchronized Finding<ReadOutcome> signedRead() {
    return read(
        "the student's signed read of the image",
        AccessEvidence::signedRead,
        "choose Open for the image in the S3 console");
  }

  @Override
  public synchronized Finding<ReadOutcome> unsignedReadWhilePrivate() {
    return read(
        "an unsigned read refused before the image was made public",
        AccessEvidence::refusedWhilePrivate,
        "open the image's URL in a browser before making it public");
  }

  @Override
  public synchronized Finding<ReadOutcome> unsignedReadOncePublic() {
    Finding<ReadOutcome> read =
        blameEncryption(
            read(
                "an unsigned read after the image was made public",
                AccessEvidence::readOncePublic,
                AccessEvidence::refusedOncePublic,
                "reload the image's plain URL, which carries no signature, after making it public"
                    + " using its ACL"));
    return read.value().isEmpty() && publicAccess().value().filter(this::closed).isPresent()
        ? read.blaming("task 4's public image")
        : read;
  }

  private boolean closed(PublicAccess access) {
    return !access.publicRead();
  }

  private Finding<ReadOutcome> read(
      String what, Function<AccessEvidence, Optional<TrailRecord>> which, String hint) {
    return read(what, which, none -> Optional.empty(), hint);
  }

  /**
   * A read that the logs show.
   *
   * @param which what is waited for
   * @param otherwise what counts when that was waited for in vain
   */
  private Finding<ReadOutcome> read(
      String what,
      Function<AccessEvidence, Optional<TrailRecord>> which,
      Function<AccessEvidence, Optional<TrailRecord>> otherwise,
      String hint) {
    Optional<Gap> gap = logs().value().flatMap(found -> gap(Gap.Sought.DATA));
    return logs()
        .then(
            logs ->
                image()
                    .then(
                        img ->
                            logs.among(
                                    what,
                                    records -> which.apply(evidence(records, img)),
                                    gap.isEmpty())
                                .or(() -> otherwise.apply(evidence(logs.records(), img)))
                                .map(record -> outcome(logs, record))
                                .orElseGet(
                                    () -> missing(logs, what + " is not recorded", hint, gap))));
  }

  private static AccessEvidence evidence(List<TrailRecord> records, ImageFacts img) {
    return new AccessEvidence(records, img);
  }

  private static Finding<ReadOutcome> outcome(TrailLogs logs, TrailRecord record) {
    return Finding.witnessed(AccessEvidence.outcome(record), logs.source(record)).at(record.time());
  }

  @Override
  public synchronized Finding<KeyPolicyHistory> keyPolicyHistory() {
    return history.get();
  }

  private Finding<KeyPolicyHistory> findHistory() {
    return key()
        .blaming("task 1's key")
        .then(key -> keyPolicy().map(current -> history(key, current)));
  }

  /** The event history knows PutKeyPolicy even where there is no trail. */
  private KeyPolicyHistory history(KeyFacts key, KeyPolicy current) {
    List<TrailRecord> known =
        new ArrayList<>(new EventHistory(ask(), reading()).named("PutKeyPolicy", changes(key)));
    KeyPolicyHistory history = versions(known, current, key);
    Optional<TrailLogs> logs = logs().value();
    if (logs.isPresent() && principal().value().flatMap(history::withoutUser).isEmpty()) {
      logs.get()
          .await(
              "a PutKeyPolicy record that removes the key user",
              record -> changes(key).test(record) && removesUser(record));
      logs.get().records().stream().filter(changes(key)).forEach(known::add);
      history = versions(known, current, key);
    }
    return history;
  }

  private static Predicate<TrailRecord> changes(KeyFacts key) {
    return record ->
        record.is("kms", "PutKeyPolicy")
            && record.succeeded()
            && (record.parameter("keyId").equals(key.id())
                || record.parameter("keyId").equals(key.arn()));
  }

  private boolean removesUser(TrailRecord record) {
    KeyPolicy set = KeyPolicy.parse(record.parameter("policy"), record.where());
    return principal().value().filter(user -> !set.users().contains(user)).isPresent();
  }

  private static KeyPolicyHistory versions(
      List<TrailRecord> records, KeyPolicy current, KeyFacts key) {
    List<KeyPolicyHistory.Version> versions = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    records.stream()
        .sorted(Comparator.comparing(TrailRecord::time))
        .filter(record -> !seen.contains(record.id()))
        .forEach(
            record -> {
              seen.add(record.id());
              versions.add(
                  new KeyPolicyHistory.Version(
                      Optional.of(record.time()),
                      KeyPolicy.parse(record.parameter("policy"), record.where()),
                      record.where()));
            });
    versions.add(
        new KeyPolicyHistory.Version(
            Optional.empty(), current, "kms:GetKeyPolicy of key " + key.id()));
    return new KeyPolicyHistory(versions);
  }

  @Override
  public Finding<ReadOutcome> readWhileRemoved() {
    return notTried();
  }

  @Override
  public Finding<ReadOutcome> readOnceRestored() {
    return notTried();
  }

  private static Finding<ReadOutcome> notTried() {
    return Finding.absent("task 6", "the lab does not ask for this read", "");
  }

  @Override
  public Finding<String> answer(int question) {
    return Optional.ofNullable(facts.answers().get(question))
        .map(answer -> Finding.witnessed(answer, facts.source()))
        .orElseGet(
            () -> notHandedIn("an answer to question " + question, "answer all five questions"));
  }

  @Override
  public void close() {
    // Nothing was made, so there is nothing to clean up.
  }
}
