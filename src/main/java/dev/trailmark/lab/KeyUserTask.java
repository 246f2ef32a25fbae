package dev.trailmark.lab;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.target.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Task 6: remove the student from the key's users, see what that does, and restore them. */
final class KeyUserTask {

  /** The policy's versions, and what reading the image gave under the last two. */
  record Changes(
      KeyPolicyHistory history,
      Optional<ReadOutcome> whileRemoved,
      Optional<ReadOutcome> onceRestored) {}

  private final Ask ask;
  private final SignIn.Session student;
  private final Target target;
  private final List<KeyPolicyHistory.Version> versions = new ArrayList<>();

  KeyUserTask(Ask ask, SignIn.Session student, Target target) {
    this.ask = ask;
    this.student = student;
    this.target = target;
  }

  /**
   * Does the task.
   *
   * @param read reads the image once as the student
   */
  Changes perform(KeyTask.Key key, Supplier<ReadOutcome> read) {
    KeyPolicy before = note(key);
    put(key, before.withoutUser(student.principal()), "remove the key user");
    note(key);
    ReadOutcome removed = ask.eventually(read, outcome -> !outcome.opened());
    put(key, before.text(), "restore the key user");
    note(key);
    ReadOutcome restored = ask.eventually(read, ReadOutcome::opened);
    return new Changes(new KeyPolicyHistory(versions), Optional.of(removed), Optional.of(restored));
  }

  /** The history of a student who leaves the task out. */
  Changes skip(KeyTask.Key key) {
    note(key);
    return new Changes(new KeyPolicyHistory(versions), Optional.empty(), Optional.empty());
  }

  private KeyPolicy note(KeyTask.Key key) {
    String what = "kms:GetKeyPolicy of key " + key.id();
    String text =
        ask.must(
            what,
            () ->
                student
                    .clients()
                    .kms()
                    .getKeyPolicy(request -> request.keyId(key.id()).policyName("default"))
                    .policy());
    KeyPolicy policy = KeyPolicy.parse(text, what);
    versions.add(new KeyPolicyHistory.Version(Optional.of(target.clock().instant()), policy, what));
    return policy;
  }

  private void put(KeyTask.Key key, String policy, String why) {
    ask.must(
        "kms:PutKeyPolicy to " + why,
        () ->
            student
                .clients()
                .kms()
                .putKeyPolicy(
                    request -> request.keyId(key.id()).policyName("default").policy(policy)));
  }
}
