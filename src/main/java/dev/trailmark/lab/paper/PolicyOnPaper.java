package dev.trailmark.lab.paper;

import dev.trailmark.evidence.KeyPolicy;
import dev.trailmark.evidence.TrailRecord;
import dev.trailmark.evidence.paper.HandedRecord;
import dev.trailmark.lab.Finding;
import dev.trailmark.lab.KeyFacts;
import dev.trailmark.lab.KeyPolicyHistory;
import dev.trailmark.lab.StudentPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The key's policy on paper, now and over time, and whom it should name. */
final class PolicyOnPaper {

  private static final String HINT =
      "hand in the log files with the PutKeyPolicy records of removing and adding the key user";

  private final Sources sources;

  PolicyOnPaper(Sources sources) {
    this.sources = sources;
  }

  /** The policy: the last one that a log shows, else the last one exported. */
  Finding<KeyPolicy> policy(Finding<KeyFacts> key) {
    List<HandedRecord> changes = changes(key);
    Optional<HandedRecord> logged =
        changes.stream().filter(HandedRecord::fromLog).reduce((first, last) -> last);
    List<Documents.KeyPolicyAt> exported = sources.documents().keyPolicies();
    if (logged.isEmpty() && !exported.isEmpty()) {
      Documents.KeyPolicyAt last = exported.get(exported.size() - 1);
      return Finding.claimed(last.policy(), last.where());
    }
    return logged
        .or(() -> changes.stream().reduce((first, last) -> last))
        .map(change -> sources.records().finding(change, policy(change.record())))
        .orElseGet(
            () ->
                Finding.absent(
                    sources.where(),
                    "no key policy was handed in",
                    "hand in the key's policy, as its Key policy tab shows it"));
  }

  /**
   * What set the key's policy, oldest first, as far as the text is known. Records have whole
   * seconds and stand in no order; of two changes in one second the one with more key users is
   * taken for the later, as adding a user again follows removing it.
   */
  private List<HandedRecord> changes(Finding<KeyFacts> key) {
    String id = key.value().map(KeyFacts::id).orElse("");
    return sources
        .records()
        .all(
            each ->
                each.succeeded()
                    && !each.parameter("policy").isEmpty()
                    && (each.is("kms", "PutKeyPolicy") && KeyOnPaper.names(each, id)
                        || each.is("kms", "CreateKey") && KeyOnPaper.createdId(each).equals(id)))
        .stream()
        .sorted(
            Comparator.comparing((HandedRecord each) -> each.record().time())
                .thenComparing(each -> policy(each.record()).users().size()))
        .toList();
  }

  private static KeyPolicy policy(TrailRecord change) {
    return KeyPolicy.parse(change.parameter("policy"), change.where());
  }

  /**
   * The versions that logs show; without any, those that were copied or exported, in their order.
   */
  Finding<KeyPolicyHistory> history(Finding<KeyFacts> key) {
    List<HandedRecord> changes = changes(key);
    List<HandedRecord> logged = changes.stream().filter(HandedRecord::fromLog).toList();
    if (!logged.isEmpty()) {
      return Finding.witnessed(
          new KeyPolicyHistory(versions(logged)), logged.get(0).record().where());
    }
    List<KeyPolicyHistory.Version> versions = new ArrayList<>(versions(changes));
    for (Documents.KeyPolicyAt each : sources.documents().keyPolicies()) {
      versions.add(new KeyPolicyHistory.Version(Optional.empty(), each.policy(), each.where()));
    }
    return claimed(versions, principal(key).value());
  }

  /** Policies that were only exported say something of a change when one of them lists the user. */
  private Finding<KeyPolicyHistory> claimed(
      List<KeyPolicyHistory.Version> versions, Optional<String> user) {
    boolean listed =
        versions.stream()
            .anyMatch(version -> user.filter(version.policy().users()::contains).isPresent());
    if (versions.size() < 2 || !listed) {
      return Finding.absent(
          versions.isEmpty() ? sources.where() : versions.get(0).source(),
          "%d version%s of the key policy handed in, which %s no change of its users%s"
              .formatted(
                  versions.size(),
                  versions.size() == 1 ? "" : "s",
                  versions.size() == 1 ? "shows" : "show",
                  rows()),
          HINT);
    }
    return Finding.claimed(new KeyPolicyHistory(versions), versions.get(0).source())
        .explained("%d versions handed in%s".formatted(versions.size(), rows()));
  }

  /** An event history as CSV has the changes without their text. */
  private String rows() {
    List<HandedRecord> rows =
        sources
            .records()
            .all(each -> each.is("kms", "PutKeyPolicy") && each.parameter("policy").isEmpty());
    return rows.isEmpty()
        ? ""
        : "; %d PutKeyPolicy calls are listed without their text, first %s"
            .formatted(rows.size(), rows.get(0).record().where());
  }

  private static List<KeyPolicyHistory.Version> versions(List<HandedRecord> changes) {
    return changes.stream()
        .map(HandedRecord::record)
        .map(
            change ->
                new KeyPolicyHistory.Version(
                    Optional.of(change.time()), policy(change), change.where()))
        .toList();
  }

  /**
   * The student: who made the key, else whom S3 fetched its data key for, else who changed its
   * policy, else the policy's own.
   */
  Finding<String> principal(Finding<KeyFacts> key) {
    String id = key.value().map(KeyFacts::id).orElse("");
    Optional<HandedRecord> made =
        sources
            .records()
            .first(each -> each.is("kms", "CreateKey") && KeyOnPaper.createdId(each).equals(id));
    Optional<HandedRecord> acting =
        made.or(
                () ->
                    sources
                        .records()
                        .first(each -> KeyOnPaper.usedByS3(each) && KeyOnPaper.names(each, id)))
            .or(
                () ->
                    sources
                        .records()
                        .first(
                            each ->
                                each.is("kms", "PutKeyPolicy")
                                    && each.succeeded()
                                    && KeyOnPaper.names(each, id)))
            .filter(each -> !each.record().identity().principal().isEmpty())
            .filter(each -> !each.record().identity().principal().endsWith(":root"));
    if (acting.isPresent()) {
      return sources.records().finding(acting.get(), acting.get().record().identity().principal());
    }
    Finding<KeyPolicy> policy = policy(key);
    Finding<String> named =
        policy.then(text -> StudentPrincipal.find(Optional.empty(), text, policy.source()));
    return named.value().isPresent() ? Finding.claimed(named.value().get(), named.source()) : named;
  }
}
