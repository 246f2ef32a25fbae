package dev.trailmark.integrity;

import dev.trailmark.evidence.MalformedEvidenceException;
import dev.trailmark.target.Reply;
import dev.trailmark.target.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;

/**
 * Public keys that are fetched from CloudTrail itself, in the target's region, as they are needed.
 * What they prove is what the target is: at AWS that AWS signed, on a simulator that this did.
 */
public final class TrailKeys implements KeySource {

  /** A key signs for some 30 days; so one question serves that long. */
  private static final Duration BEFORE = Duration.ofDays(30);

  private static final Duration AFTER = Duration.ofHours(2);

  private record Asked(Instant from, Instant to, PublicKeys keys, String fault) {

    boolean covers(Instant moment) {
      return !moment.isBefore(from) && !moment.isAfter(to);
    }
  }

  private final Target target;
  private final List<Asked> asked = new ArrayList<>();

  /** Keys of the account and region of a target; nothing is asked yet. */
  public TrailKeys(Target target) {
    this.target = target;
  }

  @Override
  public synchronized Lookup find(String fingerprint, Instant signed) {
    for (Asked before : asked) {
      if (before.keys().has(fingerprint)) {
        return before.keys().find(fingerprint, signed);
      }
    }
    Asked about =
        asked.stream()
            .filter(each -> each.covers(signed))
            .findFirst()
            .orElseGet(() -> ask(signed.minus(BEFORE), signed.plus(AFTER)));
    if (about.keys().has(fingerprint)) {
      return about.keys().find(fingerprint, signed);
    }
    return about.fault().isEmpty()
        ? Lookup.without(
            Standing.INVALID,
            "public key not found in region %s for fingerprint %s"
                .formatted(target.region(), fingerprint))
        : Lookup.without(Standing.NOT_PROVED, about.fault());
  }

  private Asked ask(Instant from, Instant to) {
    Reply<PublicKeys> reply = target.ask("cloudtrail:ListPublicKeys", () -> list(from, to));
    Asked answer;
    if (reply instanceof Reply.Answered<PublicKeys> answered) {
      answer = new Asked(from, to, answered.value(), "");
    } else {
      String reason =
          reply instanceof Reply.Unanswered<PublicKeys> silence
              ? silence.reason()
              : reply.refusal().orElseThrow().toString();
      answer =
          new Asked(
              from,
              to,
              new PublicKeys(List.of(), target.describe()),
              "the public keys could not be fetched: cloudtrail:ListPublicKeys: " + reason);
    }
    asked.add(answer);
    return answer;
  }

  private PublicKeys list(Instant from, Instant to) {
    List<PublicKeys.Entry> entries = new ArrayList<>();
    target
        .observer()
        .cloudTrail()
        .listPublicKeysPaginator(request -> request.startTime(from).endTime(to))
        .publicKeyList()
        .forEach(key -> entry(key).ifPresent(entries::add));
    return new PublicKeys(entries, target.describe());
  }

  /** A key that is none cannot have signed anything; the digest then has no key. */
  private static java.util.Optional<PublicKeys.Entry> entry(PublicKey key) {
    if (key.value() == null || key.validityStartTime() == null || key.validityEndTime() == null) {
      return java.util.Optional.empty();
    }
    try {
      return java.util.Optional.of(
          PublicKeys.entry(
              key.fingerprint(),
              key.value().asByteArray(),
              key.validityStartTime(),
              key.validityEndTime(),
              "ListPublicKeys"));
    } catch (MalformedEvidenceException e) {
      return java.util.Optional.empty();
    }
  }
}
