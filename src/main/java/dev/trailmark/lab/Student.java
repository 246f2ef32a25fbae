package dev.trailmark.lab;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.evidence.TrailRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The actor of the lab. A performing student does a task when the first of its facts is asked for,
 * prerequisites included; an observed one did it earlier, and the facts are found in the account.
 * Every fact is found once and kept. Safe for use by many threads.
 *
 * <p>Every method throws {@link IndeterminateException} when the target could not be asked.
 */
public interface Student extends AutoCloseable {

  /** The student as reports name them. */
  String name();

  /** Whether this student acts, so that experiments on the target are allowed. */
  boolean performs();

  /** What the student's resources are called. */
  LabNames names();

  /** What the checks of this run cannot show, and why; one line each. */
  List<String> weaknesses();

  /** What cannot both be so in the student's work; found on paper only. */
  default List<Contradiction> contradictions() {
    return List.of();
  }

  /** What no two students' work should share; known on paper only. */
  default List<Fingerprint> fingerprints() {
    return List.of();
  }

  /** The principal whom the key policy names: the lab's role, else the caller. */
  Finding<String> principal();

  /** Task 1: the key. */
  Finding<KeyFacts> key();

  /** Task 1: what the key is described as. */
  default Finding<String> keyDescription() {
    return key().map(KeyFacts::description);
  }

  /** Task 1: the key's aliases, with {@code alias/}. */
  Finding<List<String>> aliases();

  /** Task 1: the key policy in force. */
  Finding<KeyPolicy> keyPolicy();

  /** Task 1: the key ID that the student wrote down. */
  Finding<String> recordedKeyId();

  /** Task 2: the trail. */
  Finding<TrailFacts> trail();

  /** Task 2: whether the trail is recording. */
  Finding<Boolean> logging();

  /** Task 2: which events the trail records. */
  Finding<SelectorFacts> selectors();

  /** Task 2: the insight types that the trail watches for. */
  Finding<Set<String>> insights();

  /** Task 2: the text of the trail bucket's policy. */
  Finding<BucketPolicyFacts> bucketPolicy();

  /** Task 3: the uploaded image. */
  Finding<ImageFacts> image();

  /** Task 3: the upload time that the student wrote down. */
  Finding<Instant> recordedUploadTime();

  /** Task 4: the signed read ("Open" in the console). */
  Finding<ReadOutcome> signedRead();

  /** Task 4: the unsigned read while the image was private. */
  Finding<ReadOutcome> unsignedReadWhilePrivate();

  /** Task 4: what lets the public reach the image. */
  Finding<PublicAccess> publicAccess();

  /** Task 4: the unsigned read after the image was made public. */
  Finding<ReadOutcome> unsignedReadOncePublic();

  /** Task 5: the log files delivered after the upload, by name. */
  Finding<List<String>> logsAfterUpload();

  /** Task 5: the record of S3 asking KMS for the image's data key. */
  Finding<TrailRecord> keyUse();

  /** Task 5: the record of the upload. */
  Finding<TrailRecord> uploadRecord();

  /** Task 6: the key policy over time. */
  Finding<KeyPolicyHistory> keyPolicyHistory();

  /** Task 6: reading the image while the student was no key user. */
  Finding<ReadOutcome> readWhileRemoved();

  /** Task 6: reading the image after the student was a key user again. */
  Finding<ReadOutcome> readOnceRestored();

  /**
   * The student's answer to a question of the assessment.
   *
   * @param question 1 to 5
   */
  Finding<String> answer(int question);

  /** Cleans up what was made where that costs money. */
  @Override
  void close();
}
